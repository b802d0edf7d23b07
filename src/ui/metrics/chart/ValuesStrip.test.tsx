import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { TimelineChart } from '../timeline-types';
import { ValuesStrip } from './ValuesStrip';

const times = [0, 100_000, 200_000];
const chart = (title: string, unit: string, values: readonly (readonly (number | null)[])[]) => ({
  ...{ id: title, title, unit, height: 56 },
  state: {
    kind: 'ready' as const,
    series: values.map((one, i) => ({ label: `shop/${i}`, times, values: one })),
    warnings: [],
  },
});
const MEMORY = chart('Resident memory', 'bytes', [[1024, 3072, null]]);
const CPU = chart('Process CPU', 'cores', [
  [1, 1, 1],
  [3, 3, 3],
  [2, 2, 2],
]);

function strip(charts: readonly TimelineChart[], cursor?: number) {
  const view = render(<ValuesStrip charts={charts} looks={new Map()} cursor={cursor} />);
  const texts = screen.getAllByRole('listitem').map((item) => item.textContent);
  view.unmount();
  return texts;
}

test('the values at the time cursor, else the last ones', () => {
  expect(strip([MEMORY])).toEqual(['Resident memory3 KiB']);
  expect(strip([MEMORY], 0)).toEqual(['Resident memory1 KiB']);
  expect(strip([MEMORY], 200_000)).toEqual(['Resident memory–']);
});

test('of many series the least and the greatest', () => {
  expect(strip([CPU])).toEqual(['Process CPU, cores1 to 3 in 3 series']);
});

test('what is on the way, is not there, failed or is a part says so', () => {
  const at = (state: TimelineChart['state']) => ({ ...MEMORY, state });
  const { series } = MEMORY.state;
  expect(
    [
      at({ kind: 'loading' }),
      at({ kind: 'empty', reason: 'No such metric.' }),
      at({ kind: 'failed', message: 'HTTP 500' }),
      at({ kind: 'ready', series, warnings: ['one block is missing'] }),
    ].flatMap((one) => strip([one])),
  ).toEqual([
    'Resident memory…',
    'Resident memoryNo such metric.',
    'Resident memoryHTTP 500',
    'Resident memory3 KiBpartial',
  ]);
});
