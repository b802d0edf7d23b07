import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve, type TestServer } from '../../../../tests/support/serve';
import { execute } from '../execute.fixture';
import { AFTER, BEFORE } from './profile-files.fixture';

/* What top and compare read behind URLs; that the console opens them, too, is in open-files.test.ts. */

let server: TestServer;
/** Questions that the server leaves open, and who is told of one. */
const waiting: ServerResponse[] = [];
let onWaiting = () => {};
const asked: (string | undefined)[] = [];

beforeAll(async () => {
  server = await serve((request, response) => {
    asked.push(request.headers.authorization);
    if (request.url === '/before') return response.end(readFileSync(BEFORE));
    if (request.url === '/after') return response.end(readFileSync(AFTER));
    if (request.url === '/html') return response.end('<!doctype html><title>Sign in</title>');
    if (!request.url?.startsWith('/slow'))
      return response.writeHead(404).end('no such profile\nat all');
    waiting.push(response);
    return onWaiting();
  });
});
afterAll(() => server.close());

test('top and compare say of URLs what they say of the files behind them', async () => {
  const [before, after] = [`${server.url}/before`, `${server.url}/after`];
  expect(await execute(['top', before])).toEqual(await execute(['top', BEFORE]));
  const { code, stdout, stderr } = await execute(['compare', before, after]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const ofFiles = (await execute(['compare', BEFORE, AFTER])).stdout;
  const named = stdout.replace(before, BEFORE).replace(after, AFTER);
  expect(named).toBe(ofFiles);
});

test('a file and a URL are two sides', async () => {
  const { code, stdout } = await execute(['compare', BEFORE, `${server.url}/before`]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/\ntotal 0 ns\n$/);
});

test.each([
  ['/x', 2, 'HTTP 404: no such profile'],
  ['/html', 2, 'profile: not a pprof: it seems to be an HTML page'],
])('%s: what is wrong, after its name', async (path, code, words) => {
  const url = server.url + path;
  for (const args of [
    ['top', url],
    ['compare', BEFORE, url],
  ]) {
    const { stderr, ...said } = await execute(args);
    expect(said).toMatchObject({ code, stdout: '' });
    expect(stderr).toContain(`parcascope: ${url}: ${words}`);
  }
});

test('the password of a URL is sent, and never shown', async () => {
  const url = server.url.replace('//', '//bob:secret@');
  const { code, stdout, stderr } = await execute(['compare', `${url}/before`, `${url}/after`]);
  expect(code).toBe(0);
  expect(asked.at(-1)).toBe(`Basic ${btoa('bob:secret')}`);
  expect(stdout + stderr).not.toContain('secret');
  expect((await execute(['top', `${url}/x`])).stderr).not.toContain('secret');
});

test('who waits sees for how long, and for how long the profile takes', async () => {
  const said: string[] = [];
  const { code } = await execute(['top', `${server.url}/slow?seconds=10`], {
    isTerminal: true,
    stderr: async (text) => {
      said.push(text);
      waiting.pop()?.end(readFileSync(BEFORE));
    },
  });
  expect(code).toBe(0);
  expect(said[0]).toMatch(/^\r127\.0\.0\.1:\d+: \d+ of 10 s$/);
});

test('Ctrl-C ends it, and the request', async () => {
  let stop = () => {};
  const closed = new Promise<void>((resolve) => {
    onWaiting = () => {
      waiting.at(-1)!.on('close', resolve);
      stop();
    };
  });
  const url = `${server.url}/slow`;
  const stopped = await execute(['compare', BEFORE, url], { onStop: (call) => (stop = call) });
  expect(stopped).toMatchObject({ code: 130, stdout: '', stderr: `stopped waiting for ${url}\n` });
  await closed;
});

test('a server that is not there is a fault of the environment, in one line', async () => {
  const gone = await serve(() => undefined);
  await gone.close();
  const { code, stderr } = await execute(['top', `${gone.url}/before`]);
  expect({ code, lines: stderr.split('\n').length }).toEqual({ code: 3, lines: 2 });
  expect(stderr).toContain(`${gone.url}/before`);
});
