import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createReplay, createReplayTransport } from '#archive';
import { buildTopTable, decodePprof } from '#profile';
import { parseMatchers, parseProfileType } from '#series';
import { createParcaSource } from '#sources';
import { serve } from '../../../../tests/support/serve';
import { execute } from '../execute.fixture';
import { AFTER, BEFORE, HEAP, profileFolder } from '../profiles/profile-files.fixture';

const FORMATS = 'tests/fixtures/formats';
const profiles = profileFolder();

/** What the console was started with, and the pages' source on it. */
async function open(...args: Parameters<typeof execute>) {
  const executed = await execute(...args);
  const [options] = executed.started;
  if (options?.data.mode !== 'archive') throw new Error(executed.stderr);
  const { archive } = options.data;
  const transport = createReplayTransport(createReplay(archive));
  const source = createParcaSource({ transport, now: () => Date.parse('2027-01-01') });
  const { start, end } = archive.manifest;
  const range = { start: start.getTime(), end: end.getTime() };
  const address = new URL(options.start!, 'http://console');
  return { ...executed, options, source, range, address, params: address.searchParams };
}

test('one file: Profile of its default sample type, in a range that holds it', async () => {
  const { source, range, address, params, stdout, options } = await open([HEAP]);
  expect(stdout).toContain(`http://127.0.0.1:7171${options.start} (`);
  expect(address.pathname).toBe('/profile');
  const profileType = parseProfileType(params.get('type')!);
  expect(profileType).toMatchObject({ name: 'memory', sampleType: 'inuse_space', delta: false });
  const matchers = parseMatchers(params.get('profile')!);
  const { parts, scrapes } = await source.fetchProfile({ profileType, matchers }, range);
  expect(scrapes).toHaveLength(1);
  const { pprof } = parts[0]!;
  const own = buildTopTable(decodePprof(new Uint8Array(readFileSync(HEAP))).tree, 'function');
  expect(buildTopTable(decodePprof(pprof).tree, 'function')).toEqual(own);
});

test('every sample type of a file can be asked for', async () => {
  const { source, range } = await open([`${FORMATS}/go-heap.pb.gz`]);
  const types = await source.fetchProfileTypes(range);
  expect(types.map(({ sampleType }) => sampleType).sort()).toEqual([
    'alloc_objects',
    'alloc_space',
    'inuse_objects',
    'inuse_space',
  ]);
});

test('two files: Compare of the one with the other, as they are', async () => {
  const { address, params, source, range, stderr } = await open([BEFORE, AFTER]);
  expect({ page: address.pathname, stderr }).toEqual({ page: '/compare', stderr: '' });
  expect(params.get('normalise')).toBe('raw');
  const profileType = parseProfileType(params.get('type')!);
  const totals = await Promise.all(
    ['baseline', 'comparison'].map(async (side) => {
      const matchers = parseMatchers(params.get(side)!);
      const { parts } = await source.fetchProfile({ profileType, matchers }, range);
      return parts.reduce((sum, { total }) => sum + total, 0);
    }),
  );
  const sums = [BEFORE, AFTER].map((file) => Number(decodePprof(readFileSync(file)).sum));
  expect(totals).toEqual(sums);
});

test('two files that say when they were taken: each side is of its own time and length', async () => {
  const start = Date.UTC(2026, 9, 1);
  const files = [
    await profiles.write('a.pb.gz', ['main;f 5'], { seconds: 4, start }),
    await profiles.write('b.pb.gz', ['main;f 7'], { seconds: 9, start: start + 60_000 }),
  ];
  const { params, source } = await open(files);
  expect(params.get('baselineWindow')).toBe(`${start}-${start + 4001}`);
  expect(params.get('comparisonWindow')).toBe(`${start + 60_000}-${start + 69_001}`);
  const [from, to] = params.get('baselineWindow')!.split('-').map(Number);
  const { scrapes } = await source.fetchProfile(
    {
      profileType: parseProfileType(params.get('type')!),
      matchers: parseMatchers(params.get('baseline')!),
    },
    { start: from!, end: to! },
  );
  expect(scrapes).toHaveLength(1);
  // What a Parca has merged is of no time.
  const merged = await open([BEFORE, AFTER]);
  expect(merged.params.has('baselineWindow')).toBe(false);
  expect(merged.range.end - merged.range.start).toBeLessThan(86_400_000);
});

test('fractions are whole numbers in the pages, which is said', async () => {
  const path = join(profiles.path(), 'a.folded');
  await writeFile(path, 'main;f 10.5\nmain;g 3.4\n');
  const { stderr } = await open([path]);
  expect(stderr).toMatch(
    /values are fractions and shown as whole numbers.*: 13\.9 in total is 14\./,
  );
});

test('files that have nothing in common are not compared, and it is said why', async () => {
  const { address, stderr } = await open([BEFORE, HEAP]);
  expect(address.pathname).toBe('/profile');
  expect(stderr).toMatch(
    /^There is no sample type that all files have, so they are not compared: .* has cpu \(nanoseconds\); .* has inuse_space \(bytes\)\.\n$/,
  );
});

test('several files, two of one name and one on stdin: all that they have', async () => {
  const names = ['go-heap.debug1.txt', 'go-heap.pb.gz', '../formats/go-heap.pb.gz', '-'];
  const stdin = async function* () {
    yield readFileSync(`${FORMATS}/go-heap.pb.gz`);
  };
  const paths = names.map((name) => (name === '-' ? name : `${FORMATS}/${name}`));
  const { address, params, source, range, options } = await open(paths, { stdin });
  expect(address.pathname).toBe('/profile');
  expect(params.get('profile')).toBe('{}');
  expect(options.title).toBe(`4 files: ${FORMATS}/go-heap.debug1.txt, …`);
  const profileType = parseProfileType(params.get('type')!);
  const files = await source.fetchLabelValues('file', { profileType, matchers: [], range });
  expect(files).toHaveLength(4);
  const { scrapes } = await source.fetchProfile({ profileType, matchers: [] }, range);
  expect(scrapes).toHaveLength(4);
});

test('of several files those that can be read are opened, and each other one is named with its reason', async () => {
  const path = join(profiles.path(), 'notes.txt');
  await writeFile(path, 'milk, eggs\n');
  const { stderr, params, options } = await open([BEFORE, path, 'missing.pb.gz', AFTER]);
  expect(stderr).toMatch(
    /^not opened: missing\.pb\.gz: no such file\nnot opened: notes\.txt: .+\n$/,
  );
  expect(options.title).toContain(', ');
  expect(params.get('baseline')).toContain('before');
  expect(params.get('comparison')).toContain('after');
  const none = await execute([path, 'missing.pb.gz']);
  expect(none.code).toBe(2);
  expect(none.stderr).toMatch(
    /^parcascope: none of the 2 files can be opened: missing\.pb\.gz: no such file; notes\.txt: .+\n$/,
  );
  const many = await execute([BEFORE, ...Array.from({ length: 14 }, (_, i) => `${i}.pb.gz`)]);
  expect(many.stderr.trim().split('\n')).toHaveLength(11);
  expect(many.stderr).toContain('not opened: and 4 more\n');
});

test('a URL: what it answers; another answer, none, and Ctrl-C', async () => {
  const bytes = readFileSync(BEFORE);
  let stop = () => {};
  const { url, close } = await serve((request, response) => {
    if (request.url === '/debug/pprof/profile?seconds=1') return response.end(bytes);
    if (request.url === '/slow') return stop();
    return response.writeHead(404).end('no such profile\nat all');
  });
  const { address, options } = await open([`${url}/debug/pprof/profile?seconds=1`]);
  expect(address.pathname).toBe('/profile');
  expect(options.title).toContain('/debug/pprof/profile?…');
  expect(await execute([`${url}/x`])).toMatchObject({
    code: 2,
    stderr: `parcascope: ${url}/x: HTTP 404: no such profile\n`,
  });
  const stopped = await execute([`${url}/slow`], { onStop: (call) => (stop = call) });
  expect(stopped).toMatchObject({ code: 130, stderr: `stopped waiting for ${url}/slow\n` });
  await close();
  expect(await execute([`${url}/x`])).toMatchObject({ code: 3 });
});
