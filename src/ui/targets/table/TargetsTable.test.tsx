import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useMemo, useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Target } from '#series';
import type { TargetRow } from '#targets';
import { madeTarget, NOW, treeFrom } from '../targets.fixture';
import { TargetsTable } from './TargetsTable';
import { linesOf, type TargetOrder, type TreeLine } from './tree-lines';

const target = (unit: string, at: number, more = {}) =>
  madeTarget({ unit, address: `10.1.0.${at}:4080`, ...more });
const TARGETS = [
  target('shop/0', 1),
  target('shop/1', 2),
  target('shop/1', 2, { name: 'mutex', error: 'server returned HTTP status 404 Not Found' }),
  target('new/0', 3, { lastScrape: undefined }),
];

const calls = {
  details: vi.fn(),
  choose: vi.fn(),
  profile: vi.fn(),
  oddUnit: vi.fn(),
  menu: vi.fn(),
};
let now = NOW;
beforeEach(() => {
  now = NOW;
  Object.values(calls).forEach((call) => call.mockClear());
});
afterEach(() => vi.useRealTimers());

const NONE = { cpu: undefined, memory: undefined };
const SOME = { ...NONE, cpu: { mean: 0.42, unit: 'cores', values: [0.4, null, 0.44] } };
const inShop = ({ title }: TreeLine) => title.startsWith('shop');

interface TableProps {
  readonly targets?: readonly Target[];
  readonly hasProfile?: (line: TreeLine) => boolean;
}

function Table({ targets = TARGETS, hasProfile = inShop }: TableProps) {
  const [order, setOrder] = useState<TargetOrder>('name');
  const [closed, setClosed] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const tree = useMemo(() => treeFrom(targets), [targets]);
  const lines = linesOf(tree.roots, {
    order,
    cost: () => undefined,
    isOpen: ({ id }) => !closed.includes(id),
  });
  return (
    <TargetsTable
      lines={lines}
      order={order}
      onOrder={setOrder}
      trendsOf={({ title }) => (['dev', 'shop/1'].includes(title) ? SOME : NONE)}
      isPending={false}
      notes={{ cpu: 'cores', memory: 'bytes' }}
      heightPx={330}
      opened=""
      chosen={chosen}
      stale={false}
      actions={{
        now: () => now,
        hasProfile,
        onProfile: calls.profile,
        onOddUnit: calls.oddUnit,
        onMenu: ({ title }: TreeLine) => calls.menu(title),
        hasUnits: ({ node }) => node?.kind === 'application',
        onChoose: (row: TargetRow) => {
          calls.choose(row.id);
          setChosen([row.id]);
        },
        onActivate: (line: TreeLine) =>
          line.row
            ? calls.details(line.title)
            : setClosed((all) =>
                all.includes(line.id) ? all.filter((id) => id !== line.id) : [...all, line.id],
              ),
      }}
    />
  );
}

const lineOf = (name: RegExp) => screen.getByRole('row', { name });
const titles = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[1]!.textContent);
const focused = () =>
  within(document.activeElement as HTMLElement).getAllByRole('gridcell')[1]!.textContent;

test('a tree with columns: places with what is below, rows with their scrape, values and state', () => {
  render(<Table />);
  const grid = screen.getByRole('treegrid', { name: 'Targets' });
  expect(grid.getAttribute('aria-rowcount')).toBe('7');
  expect(grid.dataset['addresses']).toBe('true');
  expect(titles()).toEqual([
    'dev20ce8299 · 2 applications',
    'new1 unit',
    'new/0',
    'shop2 units',
    'shop/0',
    'shop/1',
  ]);
  const cells = within(lineOf(/shop\/1/)).getAllByRole('gridcell');
  expect(cells.map((cell) => cell.textContent)).toEqual([
    '',
    'shop/1',
    '10.1.0.2:4080',
    'scraped 4 s ago',
    '420.0',
    '',
    'mutexcpu',
    'failing: mutex, 404',
    '→⋯',
  ]);
  expect(cells[6]!.getAttribute('aria-label')).toBe('mutex: failing; process_cpu: profiling');
  expect(lineOf(/shop\/1/).getAttribute('aria-level')).toBe('3');
  expect(lineOf(/20ce8299/).getAttribute('aria-expanded')).toBe('true');
  expect(within(lineOf(/2 units/)).getAllByRole('gridcell')[5]!.textContent).toBe('1 failing');
});

test('ages grow by themselves', () => {
  vi.useFakeTimers();
  render(<Table />);
  now += 3000;
  act(() => void vi.advanceTimersByTime(1000));
  expect(within(lineOf(/shop\/0/)).getByText(/7 s ago/)).toBeTruthy();
});

test('the whole tree by keyboard', async () => {
  const user = userEvent.setup();
  render(<Table />);
  await user.tab();
  while (!document.activeElement?.hasAttribute('data-index')) await user.tab();
  expect(focused()).toContain('dev');
  await user.keyboard('{ArrowDown}{ArrowLeft}');
  expect(focused()).toContain('new');
  expect(document.activeElement!.getAttribute('aria-expanded')).toBe('false');
  await user.keyboard('{ArrowDown}');
  expect(focused()).toBe('shop2 units');
  await user.keyboard('{ArrowRight}{ArrowDown}');
  expect(focused()).toBe('shop/1');
  await user.keyboard('{Enter} ');
  expect(calls.details.mock.calls).toEqual([['shop/1']]);
  expect(calls.choose).toHaveBeenCalledTimes(1);
  expect(document.activeElement!.getAttribute('aria-selected')).toBe('true');
  await user.keyboard('{ArrowLeft}');
  expect(focused()).toBe('shop2 units');
  await user.keyboard('{Home}');
  expect(focused()).toContain('dev');
  await user.keyboard('{End}{ArrowDown}');
  expect(focused()).toBe('shop/1');
  expect(screen.getAllByRole('row').filter((row) => row.tabIndex === 0)).toHaveLength(1);
});

test('lines are not rendered again when another one is chosen, nor when the page is', async () => {
  const user = userEvent.setup();
  const rendered: string[] = [];
  const hasProfile = ({ title }: TreeLine) => rendered.push(title) > 0;
  const { rerender } = render(<Table hasProfile={hasProfile} />);
  expect(new Set(rendered).size).toBe(titles().length);
  rendered.length = 0;
  rerender(<Table hasProfile={hasProfile} />);
  expect(rendered).toEqual([]);
  await user.click(screen.getByRole('checkbox', { name: 'Choose shop/0 for a comparison' }));
  expect(new Set(rendered)).toEqual(new Set(['shop/0', 'dev']));
});

test('a line’s own controls do not open it', async () => {
  const user = userEvent.setup();
  render(<Table />);
  await user.click(screen.getByRole('button', { name: 'Profile of shop/0' }));
  await user.click(screen.getByRole('checkbox', { name: 'Choose shop/0 for a comparison' }));
  expect(calls.profile).toHaveBeenCalledTimes(1);
  expect(calls.choose).toHaveBeenCalledTimes(1);
  expect(calls.details).not.toHaveBeenCalled();
  expect(screen.queryByRole('button', { name: 'Profile of new/0' })).toBeNull();
  // Whatever it can do, its menu is there; the pointer's other button opens it too.
  await user.click(screen.getByRole('button', { name: 'Actions of new/0' }));
  await user.pointer({ target: lineOf(/shop\/1/), keys: '[MouseRight]' });
  expect(calls.menu.mock.calls).toEqual([['new/0'], ['shop/1']]);
  expect(calls.details).not.toHaveBeenCalled();
});

test('heads sort, and say by what', async () => {
  const user = userEvent.setup();
  render(<Table />);
  await user.click(screen.getByRole('button', { name: 'State' }));
  expect(titles()[1]).toBe('shop2 units');
  const sorted = (name: string) =>
    screen.getByRole('columnheader', { name }).getAttribute('aria-sort');
  expect([sorted('State'), sorted('Place'), sorted('CPU, mcores')]).toEqual([
    'ascending',
    'none',
    'none',
  ]);
});

test('hostile names are text', () => {
  const unit = '"><img src=x onerror=alert(1)>/0';
  render(<Table targets={[target(unit, 1), target('__proto__/0', 2, { model: 'constructor' })]} />);
  expect(document.querySelector('img')).toBeNull();
  expect(titles().join()).toContain(unit);
  expect(titles().join()).toContain('__proto__/0');
});

test('of five thousand rows few are in the document, the one with the focus always', () => {
  const many = Array.from({ length: 5000 }, (_, i) =>
    madeTarget({ unit: `app-${i % 50}/${i}`, address: `h${i}:80` }),
  );
  render(<Table targets={many} />);
  expect(screen.getByRole('treegrid').getAttribute('aria-rowcount')).toBe('5052');
  const rows = () => [...document.querySelectorAll('[role="row"]')];
  expect(rows().length).toBeLessThan(50);
  fireEvent.scroll(screen.getByRole('treegrid'), { target: { scrollTop: 2000 * 30 } });
  const indices = rows().map((row) => Number(row.getAttribute('aria-rowindex')));
  expect(indices).toContain(2002);
  expect(indices).toContain(2);
  expect(indices.length).toBeLessThan(50);
}, 20_000);
