import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judge } from './judge';
import { mutate } from './mutations';
import { TARGETS } from './targets';

const FAILURES = 'tests/fuzz/failures';

test.each(readdirSync(FAILURES).filter((file) => file.endsWith('.bin')))(
  '%s is read or refused, as it was not once',
  async (file) => {
    const target = TARGETS.find(({ name }) => file.startsWith(`${name}-`))!;
    const input = new Uint8Array(readFileSync(join(FAILURES, file)));
    expect(await judge(target, input)).toBeUndefined();
  },
);

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
  const made = (kind: 'flip' | 'cut' | 'repeat' | 'splice') => [
    ...mutate(seeds, { seed: 0, changes: [{ ...change, kind }] }),
  ];
  expect(made('flip')).toEqual([1, 2, 1, 4]);
  expect(made('cut')).toEqual([1, 2]);
  expect(made('repeat')).toEqual([1, 2, 3, 4]);
  expect(made('splice')).toEqual([1, 2, 6]);
});
