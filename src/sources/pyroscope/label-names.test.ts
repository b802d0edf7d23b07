import { expect, test } from 'vitest';
import { createFakePyroscope, type StoredProfile } from '../../../tests/support/fake-pyroscope';
import { parseSelector } from '#series';
import { createPyroscopeSource } from './pyroscope-source';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';
const T0 = Date.parse('2026-11-21T12:00:00Z');
const MINUTE = 60_000;

const stored = ['a', 'b'].flatMap((pod) =>
  Array.from({ length: 88 }, (_, i): StoredProfile => ({
    ...{ type: CPU, labels: { pod }, value: 5 },
    time: BigInt(T0 - MINUTE + i * 15_000) * 1_000_000n,
  })),
);

/** How often the names of labels are asked for by lists of these windows, in minutes after T0, one after the other. */
async function asked(windows: readonly (readonly [number, number])[], now: number) {
  const { transport, sent } = createFakePyroscope(stored);
  const source = createPyroscopeSource({ transport, now: () => T0 + now * MINUTE });
  for (const [i, [start, end]] of windows.entries()) {
    const selector = parseSelector(`${CPU}:delta{pod="${i % 2 === 0 ? 'a' : 'b'}"}`);
    const range = { start: T0 + start * MINUTE, end: T0 + end * MINUTE };
    const { scrapes } = await source.fetchScrapes(selector, range);
    expect(scrapes.length).toBe((end - start) * 4 + 1);
  }
  return sent.filter((question) => question.startsWith('LabelNames')).length;
}

test('windows of a range that is over, of any selection, ask for names once', async () => {
  expect(
    await asked(
      [
        [0, 18],
        [2, 8],
        [9, 17],
        [0, 18],
      ],
      60,
    ),
  ).toBe(1);
});

test('what may still change is asked anew, and so is what no known range holds', async () => {
  expect(
    await asked(
      [
        [0, 17],
        [1, 16],
      ],
      18,
    ),
  ).toBe(2);
  expect(
    await asked(
      [
        [2, 8],
        [1, 8],
        [2, 9],
        [3, 7],
      ],
      60,
    ),
  ).toBe(3);
});
