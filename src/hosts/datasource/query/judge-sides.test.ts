import { expect, test } from 'vitest';
import { createMainThreadEngine } from '#engine';
import { parseProfileType } from '#series';
import type { ProfileSource } from '#sources';
import { judgeSides } from './judge-sides';
import type { OpenedSide } from './open-side';

const SECOND = 1_000_000_000n;
const INTERVAL = 15_000;

/** A side of so many scrapes, whose whole profile is of so many bytes. */
function sideOf(count: number, bytes: number): OpenedSide {
  const scrapes = Array.from({ length: count }, (_, i) => ({
    labels: {},
    timestamp: BigInt(i) * 15n * SECOND,
    duration: 10n * SECOND,
    value: 1,
  }));
  const range = { start: 0, end: count * INTERVAL };
  return {
    handle: 1 as OpenedSide['handle'],
    selector: {
      profileType: parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta'),
      matchers: [],
    },
    fetched: { scrapes, range, interval: INTERVAL },
    bytes,
    facts: { selector: '', range, seconds: count * 15, scrapes: count, buildIds: [] },
    notices: [],
  };
}

const MEBIBYTE = 2 ** 20;

test.each([
  { count: 20, slices: 40 },
  { count: 60, slices: 120 },
  { count: 61, slices: 60 },
])(
  '$count scrapes of a large profile: nothing is asked, and how much it would be is said',
  async ({ count, slices }) => {
    const engine = createMainThreadEngine();
    const sides = [sideOf(count, MEBIBYTE), sideOf(count, 2 * MEBIBYTE)] as const;
    const judged = await judgeSides(sides, 'function', {
      engine,
      source: {} as ProfileSource,
      aliases: () => Promise.reject(new Error('asked')),
      signal: new AbortController().signal,
      show: () => undefined,
    });
    expect(judged).toEqual({
      notice: `Not tested for noise: that takes ${slices} questions, up to ${(slices / 2) * 3} MiB; 48 MiB are the most. Choose a shorter range.`,
    });
    engine.close();
  },
);
