import { expect, test } from 'vitest';
import { layoutCharts } from './chart-layout';

/** A row a line; `300` is a chart's width, `300t` one with time labels. */
function drawn(spans: readonly ('full' | 'part' | undefined)[], width: number): string[] {
  const rows: string[][] = [];
  for (const place of layoutCharts(
    spans.map((span) => ({ span })),
    width,
  )) {
    if (place.startsRow) rows.push([]);
    rows.at(-1)!.push(`${place.widthPx}${place.hasTimeLabels ? 't' : ''}`);
  }
  return rows.map((row) => row.join(' '));
}
const six = new Array<undefined>(6).fill(undefined);

test.each([
  ['wide: one row of parts', six, 1900, ['1900t', '367t 367t 367t 367t 367t']],
  [
    '1024: two rows, labels at the foot of each column',
    six,
    1000,
    ['1000t', '322 322 322t', '322t 322t'],
  ],
  ['narrow: a stack with one axis', six, 400, ['400', '400', '400', '400', '400', '400t']],
  ['asked for: a stack', ['full', 'full', 'full'] as const, 1900, ['1900', '1900', '1900t']],
  ['full after parts', ['part', 'part', 'full'] as const, 1000, ['492t 492t', '1000t']],
  ['one chart', [undefined], 800, ['800t']],
  ['no chart', [], 800, []],
])('%s', (_, spans, width, rows) => {
  expect(drawn(spans, width)).toEqual(rows);
});
