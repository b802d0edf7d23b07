import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openArchive } from '#archive';
import { serve } from '../../../../tests/support/serve';
import { serveDemo } from '../demo-server.fixture';
import { execute } from '../execute.fixture';

const TYPE = 'goroutine:goroutine:count:goroutine:count';
const recordArgs = (url: string, out: string) => [
  ...['record', '--parca', url, '--out', out, '--last', '3m', '--type', TYPE],
];

async function forward(url: string, request: IncomingMessage, response: ServerResponse) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const answer = await fetch(url + request.url, {
    method: 'POST',
    headers: { 'content-type': request.headers['content-type'] ?? '' },
    body: Buffer.concat(chunks),
  });
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

let folder: string;
const closing: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parcascope-'));
  closing.push(() => rm(folder, { recursive: true }));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test('record writes an archive of what the servers hold', async () => {
  const { url, archive, close } = await serveDemo();
  closing.push(close);
  const out = join(folder, 'out.zip');
  const { code, stderr, stdout } = await execute([
    ...[
      'record',
      '--parca',
      url,
      '--prometheus',
      url,
      '--out',
      out,
      '--last',
      '3m',
      '--type',
      TYPE,
    ],
    ...['--match', '{juju_unit="shop-k8s/1"}', '--query', 'shop_pricing_cost'],
  ]);
  expect([code, stdout]).toEqual([0, '']);
  const recorded = await openArchive(out);
  closing.push(() => recorded.close());
  const { profiles, start } = recorded.manifest;
  expect(stderr).toContain(`${out}: ${profiles.length} profiles\n`);
  const wanted = archive.manifest.profiles.filter(
    (p) =>
      p.type === TYPE &&
      p.labels.juju_unit === 'shop-k8s/1' &&
      p.timestamp >= BigInt(start.getTime()) * 1_000_000n,
  );
  const withoutFile = (p: (typeof profiles)[number]) => ({ ...p, file: '' });
  expect(profiles.map(withoutFile)).toEqual(wanted.map(withoutFile));
  expect(recorded.metrics.queries.map((q) => [q.query, q.series.length])).toContainEqual([
    ...['shop_pricing_cost', 2],
  ]);
});

test('stopped between profiles: one line, and the same command goes on', async () => {
  const { url, close } = await serveDemo();
  closing.push(close);
  const out = join(folder, 'out.zip');
  let stop = () => {};
  let said = '';
  const stopped = await execute(recordArgs(url, out), {
    onStop: (callBack) => (stop = callBack),
    stderr: async (text) => {
      said += text;
      if (/^[1-9]\d* of/.test(text)) stop();
    },
  });
  expect(stopped.code).toBe(130);
  const [, profiles] = /\nstopped after (\d+) profiles; run the same command to go on\n$/.exec(
    said,
  )!;
  expect(Number(profiles)).toBeGreaterThan(0);
  expect(await readdir(folder)).toEqual(['out.zip.journal', 'out.zip.part']);

  const { code, stderr } = await execute(recordArgs(url, out));
  expect(code).toBe(0);
  expect(stderr).toContain(`went on from ${profiles} profiles of an earlier run\n`);
  expect(await readdir(folder)).toEqual(['out.zip']);
});

test.each([
  { request: 1, said: /^stopped after 0 profiles of this run; run the same command to go on\n$/ },
  { request: 20, said: /\nstopped after \d+ profiles; run the same command to go on\n$/ },
])('stopped while request $request is under way', async ({ request, said }) => {
  let stop = () => {};
  let requests = 0;
  const { url, close } = await serveDemo(() => {
    if (++requests === request) stop();
  });
  closing.push(close);
  const onStop = (callBack: () => void) => (stop = callBack);
  const { code, stderr } = await execute(recordArgs(url, join(folder, 'out.zip')), { onStop });
  expect(code).toBe(130);
  expect(stderr).toMatch(said);
});

test('a condition that is no regular expression: bad input, exit 2, before a server is asked', async () => {
  const nobody = recordArgs('http://127.0.0.1:1', join(folder, 'out.zip'));
  const { code, stderr } = await execute([...nobody, '--match', '{juju_unit=~"("}']);
  expect(code).toBe(2);
  expect(stderr).toBe('parcascope: juju_unit=~: not a regular expression: missing closing )\n');
});

test('a Prometheus that refuses a query: bad input, exit 2', async () => {
  const prometheus = await serve((_request, response) =>
    response
      .writeHead(400, { 'content-type': 'application/json' })
      .end('{"status":"error","errorType":"bad_data","error":"parse error"}'),
  );
  const { url, close } = await serveDemo();
  closing.push(close, prometheus.close);
  const args = [...recordArgs(url, join(folder, 'out.zip')), '--prometheus', prometheus.url];
  const { code, stderr } = await execute([...args, '--query', 'sum(']);
  expect([code, stderr]).toEqual([2, 'parcascope: Prometheus (HTTP 400): bad_data: parse error\n']);
});

test('another recording under way at the same name: bad input, exit 2', async () => {
  const { url, close } = await serveDemo();
  closing.push(close);
  const out = join(folder, 'out.zip');
  const [first, other] = ['2026-11-21T00:14:00Z', '2026-11-21T00:15:00Z'];
  const args = (start: string) => [
    ...['record', '--parca', url, '--out', out, '--start', start],
    ...['--end', '2026-11-21T00:16:00Z'],
  ];
  await execute(args(first), { onStop: (stop) => stop() });
  const { code, stderr } = await execute(args(other));
  expect(code).toBe(2);
  expect(stderr).toMatch(/^parcascope: .*out\.zip\.journal belongs to another recording .*\n$/);
});

test('a Parca that is slow is waited for in words, and the recording goes on', async () => {
  const held: (() => void)[] = [];
  let holds = true;
  const demo = await serveDemo();
  const slow = await serve((request, response) => {
    const pass = () => void forward(demo.url, request, response);
    if (holds && request.url?.endsWith('/QueryRange')) held.push(pass);
    else pass();
  });
  closing.push(demo.close, slow.close);
  let said = '';
  const { code } = await execute(recordArgs(slow.url, join(folder, 'out.zip')), {
    patience: { silentMs: 20, startMs: 60_000, recordMs: 60_000 },
    stderr: async (text) => {
      said += text;
      if (!/waiting for Parca: QueryRange .* 0\.04 s/.test(said)) return;
      holds = false;
      for (const pass of held.splice(0)) pass();
    },
  });
  expect([code, said]).toEqual([
    0,
    expect.stringContaining(`waiting for Parca: QueryRange ${TYPE}, 0.02 s\n`),
  ]);
});

test.runIf(existsSync('/dev/full'))('a full disk: the file, what to do, exit 3', async () => {
  const { url, close } = await serveDemo();
  closing.push(close);
  const out = join(folder, 'out.zip');
  await symlink('/dev/full', `${out}.new`);
  const { code, stderr } = await execute(recordArgs(url, out));
  expect(code).toBe(3);
  expect(stderr).toContain(
    [
      'run the same command to go on from what is recorded\n',
      `parcascope: cannot write ${out}.new: no space left on its disk (ENOSPC)\n`,
    ].join(''),
  );
  expect((await readdir(folder)).sort()).toEqual(['out.zip.journal', 'out.zip.part']);
});

test('a Parca that cannot be reached: a fault, exit 3', async () => {
  const { url, close } = await serve(() => undefined);
  await close();
  const { code, stderr } = await execute(recordArgs(url, join(folder, 'out.zip')));
  expect(code).toBe(3);
  expect(stderr).toMatch(/^parcascope: Parca: .*ECONNREFUSED.*\n$/);
});

test('--help tells the defaults as they are written', async () => {
  const { code, stdout } = await execute(['record', '--help']);
  expect(code).toBe(0);
  const words = stdout.replace(/\s+/g, ' ');
  expect(words).toContain('the range up to now (default: 20m)');
  expect(words).toContain('between the points of a metric (default: 15s)');
  expect(words.match(/default: [^)]*/g)).toEqual(['default: 20m', 'default: 15s']);
});
