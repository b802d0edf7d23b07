import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverageOf } from './coverage';
import { goesOn, increasesOf } from './increases';
import type { Scrape } from './labels/series';
import { windowAround } from './time/window-around';

/** Running totals, ten seconds apart; `-`: no scrape. */
function totals(drawing: string): Scrape[] {
  return drawing.split(' ').flatMap((text, i) =>
    text === '-'
      ? []
      : [
          {
            labels: {},
            timestamp: BigInt(i) * 10_000_000_000n,
            duration: 0n,
            value: Number(text),
          },
        ],
  );
}

const draw = (drawing: string) => increasesOf(totals(drawing)).map(({ value }) => value);
const interval = 10_000;

test.each([
  { of: '10 25 40', is: [15, 15] },
  { of: '10 25 40 5 12', is: [15, 15, 5, 7] },
  { of: '10 - 40', is: [30] },
  { of: '7 7 7', is: [0, 0] },
  { of: '10 0 3', is: [0, 3] },
  { of: '10', is: [] },
])('$of grows by $is', ({ of, is }) => expect(draw(of)).toEqual(is));

test('a new process has nothing before it', () => {
  expect(increasesOf(totals('10 25 5 12')).map(goesOn)).toEqual([true, false, true]);
});

test('between restarts increases add up to the last without the first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1 }), (steps) => {
      let total = 0;
      const all = steps.map((step) => (total += step)).join(' ');
      expect(draw(all).reduce((sum, one) => sum + one, 0)).toBe(total - steps[0]!);
    }),
  );
});

test('they cover the time from the first scrape to the last, missing scrapes and all', () => {
  const range = { start: 0, end: 60_000 };
  expect(coverageOf({ scrapes: increasesOf(totals('1 2 - 4 5')), range, interval })).toMatchObject({
    scrapes: 3,
    gaps: 1,
    seconds: 40,
  });
});

test('a picked time gives the window with both ends of the increase that it lies in', () => {
  const scrapes = increasesOf(totals('1 2 3 4'));
  expect(windowAround(scrapes, 14_000)).toEqual({ start: 10_000, end: 20_001 });
});
