import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodeProfile } from '#profile';
import { judge } from './judge';
import { mutate } from './mutations';
import { TARGETS } from './targets';

const FAILURES = 'tests/fuzz/failures';

/** A file that is large until it is packed is kept packed. The fuzzer's own files have a number for a name. */
const files = readdirSync(FAILURES).filter((file) => /\.bin(\.gz)?$/.test(file));

function inputOf(file: string): Uint8Array {
  const bytes = readFileSync(join(FAILURES, file));
  return new Uint8Array(file.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

const targetOf = (file: string) => TARGETS.find(({ name }) => file.startsWith(`${name}-`))!;

test.each(files)('%s is read or refused, as it was not once', async (file) => {
  expect(await judge(targetOf(file), inputOf(file))).toBeUndefined();
});

/** What was wrong with each, and what is said of it now: '' for one that is read. */
const FAILED: readonly { file: string; was: string; says: string }[] = [
  { file: 'pprof-name-that-is-not-utf-8.bin', was: 'the whole file was refused', says: '' },
  { file: 'pprof-label-that-is-not-utf-8.bin', was: 'the whole file was refused', says: '' },
  { file: 'pprof-sum-past-2-53.bin', was: 'the whole file was refused', says: '' },
  { file: 'pprof-gzip-of-two-members.bin', was: 'damaged, as it was said', says: '' },
  { file: 'pprof-drop-frames-that-backtrack.bin', was: 'no end within 90 s', says: '' },
  {
    file: 'formats-v8-without-a-node.bin',
    was: 'an empty table',
    says: 'nodes: a CPU profile of V8 without a node; record it again',
  },
  { file: 'grpc-web-label-that-is-not-utf-8.bin', was: 'no label at all', says: '' },
  {
    file: 'grpc-web-status-constructor.bin',
    was: 'TypeError: function is not iterable',
    says: 'grpc-status: expected a number, got "constructor"',
  },
  {
    file: 'grpc-web-not-found-of-labels.bin',
    was: 'an answer without labels',
    says: 'unknown service',
  },
  {
    file: 'grpc-web-16-MB-of-unknown-fields.bin.gz',
    was: '6 s and 1.4 GB',
    says: 'the answer has more than 2,000,000 fields, the most that are read',
  },
  {
    file: 'prometheus-nested-20000-deep.bin.gz',
    was: 'RangeError: Maximum call stack size exceeded',
    says: 'data: expected object, got what is nested too deeply to be shown',
  },
  {
    file: 'formats-v8-nested-200000-deep.bin.gz',
    was: 'RangeError: Maximum call stack size exceeded',
    says: 'what is nested too deeply to be shown',
  },
  {
    file: 'zip-manifest-of-400-MB.bin.gz',
    was: '1.3 GB',
    says: 'manifest.json: inflates to 419430400 bytes, expected at most 64 MiB',
  },
  { file: 'selector-that-backtracks.bin', was: 'no end within 90 s', says: '' },
  { file: 'selector-in-re2-syntax.bin', was: 'Lone quantifier brackets', says: '' },
  { file: 'url-matcher-that-backtracks.bin', was: 'no end within 90 s', says: '' },
  { file: 'url-matcher-in-re2-syntax.bin', was: 'a blank page', says: '' },
];

test.each(FAILED)('$file, which was $was', async ({ file, says }) => {
  const target = targetOf(file);
  const read = async () => target.read(inputOf(file));
  if (says === '') await expect(read()).resolves.toBeUndefined();
  else await expect(read()).rejects.toThrow(says);
});

test('names of folded stacks that differ in bytes which are no UTF-8 stay two', () => {
  const { tree } = decodeProfile(inputOf('formats-folded-names-that-differ-in-bytes.bin'));
  expect([...tree.frames.functionName].sort()).toEqual(['caf\\xe8', 'caf\\xe9', 'main']);
});

test.each(TARGETS)('$name: the seeds themselves are read or refused', async (target) => {
  const seeds = target.seeds();
  expect(seeds.length).toBeGreaterThan(1);
  for (const seed of seeds) expect(await judge(target, seed)).toBeUndefined();
});

test('an error of the wrong kind is found', async () => {
  const [target] = TARGETS;
  const read = () => {
    throw new TypeError('x is undefined');
  };
  expect(await judge({ ...target!, read }, new Uint8Array())).toMatch('TypeError: x is undefined');
});

test('the same mutation of the same seeds is the same input', () => {
  const seeds = [Uint8Array.of(1, 2, 3, 4), Uint8Array.of(5, 6)];
  const change = { at: 0x8000, length: 0, byte: 1 };
  const made = (kind: 'flip' | 'cut' | 'repeat' | 'splice' | 'flood') => [
    ...mutate(seeds, { seed: 0, changes: [{ ...change, kind }] }),
  ];
  expect(made('flip')).toEqual([1, 2, 1, 4]);
  expect(made('cut')).toEqual([1, 2]);
  expect(made('repeat')).toEqual([1, 2, 3, 4]);
  expect(made('splice')).toEqual([1, 2, 6]);
  expect(made('flood')).toHaveLength(100_000 + 4);
});
