// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { parseProfileType } from '#series';
import { createParcaSource } from '#sources';
import { createFakeParca } from '../../../tests/support/fake-parca';
import { fetchOldest } from './queries/target-queries';

const TYPE = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const END = Date.UTC(2026, 10, 21, 12, 40);

const oldestOf = (times: readonly number[]) => {
  const { transport, sent } = createFakeParca(
    times.map((time) => ({
      type: TYPE,
      labels: { juju_unit: 'a/0' },
      timestamp: BigInt(time) * 1_000_000n,
      duration: 10_000_000_000n,
      value: 5e9,
    })),
  );
  const profiles = createParcaSource({ transport, now: () => END });
  const question = { profileType: parseProfileType(TYPE), end: END };
  return { oldest: fetchOldest(profiles, question, {}), sent };
};

test('the oldest profile to the minute, in three questions', async () => {
  const { oldest, sent } = oldestOf([Date.UTC(2026, 10, 18, 7, 33, 20), END - 30_000]);
  expect(await oldest).toEqual({ time: Date.UTC(2026, 10, 18, 7, 33), resolution: 60_000 });
  expect(sent).toHaveLength(3);
});

test('of a Parca that has just started', async () => {
  const { oldest } = oldestOf([END - 95_000, END - 85_000]);
  expect(await oldest).toEqual({ time: END - 120_000, resolution: 60_000 });
});

test('nothing stored: nothing said, after one question', async () => {
  const { oldest, sent } = oldestOf([]);
  expect(await oldest).toBeUndefined();
  expect(sent).toHaveLength(1);
});
