import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { OddUnits } from '#changes';
import { UnitMap } from './UnitMap';

const UNITS = ['shop/0', 'shop/1', 'shop/2'];
const cell = (relative: number | undefined, score: number, isOdd = false) => ({
  ...{ rate: 0.02, rest: relative === undefined ? 0 : 0.01, relative, score, isOdd },
  q: isOdd ? 0.01 : 1,
});

function found(functions: number): OddUnits {
  const quiet = Array.from({ length: functions }, (_, i) => ({
    name: `main.f${i}`,
    cells: UNITS.map(() => cell(0.004, 0.1)),
  }));
  const price = {
    name: 'shop.Price',
    cells: [cell(-0.1, -0.4), cell(0.484, 6.2, true), cell(-0.3, -5.5, true)],
  };
  return {
    units: UNITS.map((unit, u) => ({ unit, rate: 0.1, load: u / 10, oddities: [] })),
    rows: [price, ...quiet],
    smaller: 7,
  };
}

function show(functions = 3) {
  const onFollow = vi.fn();
  render(
    <UnitMap
      {...{ onFollow }}
      found={found(functions)}
      title="shop, CPU time"
      rateUnit="cores"
      stale={false}
      linkTo={({ name, unit }) => `/compare?${name}-${unit}`}
    />,
  );
  return {
    onFollow,
    grid: screen.getByRole('grid', { name: 'Functions by unit of shop, CPU time' }),
  };
}

test('a table: units are its columns, functions its rows, and a cell says all that its colour does', () => {
  const { grid } = show();
  expect(
    within(grid)
      .getAllByRole('columnheader')
      .map((one) => one.textContent),
  ).toEqual(['Function', ...UNITS]);
  const row = within(grid).getByRole('row', { name: /^shop\.Price/ });
  expect(
    within(row)
      .getAllByRole('link')
      .map((one) => [one.textContent!.trim(), one.getAttribute('aria-label')]),
  ).toEqual([
    [
      '−10 %',
      'shop.Price in shop/0, within noise, −10 % at equal load, score −0.4, 20 mcores, the others 10 mcores',
    ],
    [
      '▲ +48 %',
      'shop.Price in shop/1, odd: more, +48 % at equal load, score 6.2, 20 mcores, the others 10 mcores',
    ],
    [
      '▽ −30 %',
      'shop.Price in shop/2, odd: less, −30 % at equal load, score −5.5, 20 mcores, the others 10 mcores',
    ],
  ]);
  expect(within(grid).getByRole('row', { name: /^Total/ }).textContent).toContain('+20 %');
});

test('arrows lead from cell to cell, Tab leads to one of them, Enter follows it', async () => {
  const user = userEvent.setup();
  const { grid, onFollow } = show();
  const stops = () =>
    within(grid)
      .getAllByRole('link')
      .filter((one) => one.tabIndex === 0);
  expect(stops()).toHaveLength(1);
  stops()[0]!.focus();
  await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowLeft}');
  expect(document.activeElement!.getAttribute('aria-label')).toMatch(/^shop\.Price in shop\/1/);
  expect(stops()).toEqual([document.activeElement]);
  await user.keyboard('{Enter}');
  expect(onFollow).toHaveBeenCalledWith({ name: 'shop.Price', unit: 1 });
  await user.keyboard('{ArrowDown}{Home}');
  expect(document.activeElement!.getAttribute('aria-label')).toMatch(/^main\.f0 in shop\/0/);
  await user.keyboard('{Control>}{End}{/Control}');
  expect(document.activeElement!.getAttribute('aria-label')).toMatch(/^main\.f2 in shop\/2/);
});

test('of many functions the first are shown, and what is left out is said', async () => {
  const user = userEvent.setup();
  const { grid } = show(60);
  expect(within(grid).getAllByRole('rowheader')).toHaveLength(26);
  expect(screen.getByText(/^7 more functions are within noise/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Show all 61 functions' }));
  expect(within(grid).getAllByRole('rowheader')).toHaveLength(62);
});

test('the legend says what colours and signs mean', () => {
  show();
  const legend = screen.getByRole('group', { name: 'Legend' });
  expect(legend.textContent).toContain('▲ ▽ more than noise');
  expect(within(legend).getByTitle('score 2 to 3')).toBeTruthy();
  expect(within(legend).getByTitle('score below the others by 13 or more')).toBeTruthy();
});
