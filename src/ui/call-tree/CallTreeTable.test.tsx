import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { buildTopTable, frameName, treeFromFolded, unite, type CallTree } from '#profile';
import type { TopTableSort } from '../top-table/table-columns';
import { CallTreeTable, type CallTreeTableProps } from './CallTreeTable';

const ONE = treeFromFolded([
  'main;serve;encode;write 40',
  'main;serve;encode 10',
  'main;serve;read 10',
  'main;log;write 20',
  'gc;mark 20',
]);
const TWO = unite([
  treeFromFolded(['main;stays 100', 'main;left 40', 'main;shrinks 10']),
  treeFromFolded(['main;stays 100', 'main;came 30', 'main;shrinks 5']),
]);

function nodeOf(tree: CallTree, path: string): number {
  const names: string[] = [];
  return [...tree.frame.keys()].find((node) => {
    if (node === 0) return false;
    names.length = tree.depth[node]! - 1;
    names.push(frameName(tree.frames, tree.frame[node]!));
    return names.join(';') === path;
  })!;
}

function Table({ tree, ...given }: { readonly tree: CallTree } & Partial<CallTreeTableProps>) {
  const usual: TopTableSort = {
    key: tree.columns.length === 2 ? 'deltaTotal' : 'total',
    descending: tree.columns.length === 1,
  };
  const [sort, setSort] = useState<TopTableSort>();
  const [selected, setSelected] = useState<number>();
  return (
    <CallTreeTable
      tree={tree}
      table={buildTopTable(tree, 'function')}
      unit="count"
      magnitudes={tree.columns.map(({ total }) => total[0]!)}
      focus={0}
      onFocus={() => {}}
      usual={usual}
      sort={sort}
      onSort={setSort}
      selected={selected}
      onSelect={setSelected}
      {...given}
    />
  );
}

const rows = () => screen.getAllByRole('row').slice(1);
const nameOf = (row: HTMLElement) => {
  const open = row.getAttribute('aria-expanded');
  const level = Number(row.getAttribute('aria-level'));
  const sign = open === null ? '·' : open === 'true' ? '▾' : '▸';
  return `${'  '.repeat(level - 1)}${sign} ${within(row).getAllByRole('gridcell')[0]!.textContent}`;
};
const lines = () => rows().map(nameOf);
const focused = () => nameOf(document.activeElement as HTMLElement);
const heads = () => screen.getAllByRole('columnheader').map((head) => head.textContent);
const cellsOf = (row: HTMLElement) => [...row.children].map(({ textContent }) => textContent);

test('a profile: the heaviest path is open, with self, total and their shares as the table of functions has them', () => {
  render(<Table tree={ONE} />);
  expect(screen.getByRole('treegrid', { name: 'Call tree' })).toBeTruthy();
  expect(heads()).toEqual(['function', 'self', 'self %', '▼total', 'total %']);
  expect(lines()).toEqual([
    '▾ total',
    '  ▾ main',
    '    ▾ serve',
    '      ▾ encode',
    '        · write',
    '      · read',
    '    ▸ log',
    '  ▸ gc',
  ]);
  expect(cellsOf(rows()[3]!)).toEqual(['encode', '10', '10.00', '50', '50.00']);
  const { ariaPosInSet, ariaSetSize } = {
    ariaPosInSet: rows()[6]!.getAttribute('aria-posinset'),
    ariaSetSize: rows()[6]!.getAttribute('aria-setsize'),
  };
  expect([ariaPosInSet, ariaSetSize]).toEqual(['2', '2']);
});

test('a comparison: what shrank most first, as the total did, with both sides and the difference', () => {
  render(<Table tree={TWO} />);
  expect(heads()).toEqual(['function', '▲Δ total', 'Δ %', 'baseline', 'comparison', 'Δ self']);
  expect(rows().map(cellsOf)).toEqual([
    ['total', '▼ −15', '−10.0', '150', '135', '0'],
    ['main', '▼ −15', '−10.0', '150', '135', '0'],
    ['leftgone', '▼ −40', 'gone', '40', '0', '−40'],
    ['shrinks', '▼ −5', '−50.0', '10', '5', '−5'],
    ['stays', '0', '0', '100', '100', '0'],
    ['camenew', '▲ +30', 'new', '0', '30', '+30'],
  ]);
});

test('units and decimals stay while another call is the first line', () => {
  const tree = treeFromFolded(['main;serve 1234', 'main;log 5']);
  const shown = () => rows().map((row) => cellsOf(row).slice(3));
  const { rerender } = render(<Table tree={tree} unit="milliseconds" />);
  const [all, part] = [shown(), nodeOf(tree, 'main;log')];
  rerender(<Table tree={tree} unit="milliseconds" focus={part} />);
  expect(shown()).toEqual([all.at(-1)]);
});

test('upside down there is no self, and no order by it', () => {
  render(<Table tree={ONE} isUpsideDown sort={{ key: 'self', descending: false }} />);
  expect(heads()).toEqual(['function', '▼total', 'total %']);
});

test('arrow keys open and close, and go to the callee and the caller', async () => {
  render(<Table tree={ONE} />);
  rows()[7]!.focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(lines().slice(-2)).toEqual(['  ▾ gc', '    · mark']);
  await userEvent.keyboard('{ArrowRight}');
  expect(focused()).toBe('    · mark');
  await userEvent.keyboard('{ArrowLeft}');
  expect(focused()).toBe('  ▾ gc');
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(focused()).toBe('▾ total');
  // The first line stays open: below it is all there is.
  await userEvent.keyboard('{ArrowLeft}');
  expect(lines()).toHaveLength(8);
});

test('one key, or a button, opens the heaviest path', async () => {
  render(<Table tree={ONE} />);
  rows()[1]!.focus();
  await userEvent.keyboard('{ArrowLeft}');
  expect(lines()).toEqual(['▾ total', '  ▸ main', '  ▸ gc']);
  await userEvent.keyboard('e');
  expect(lines()).toHaveLength(8);
  expect(focused()).toBe('        · write');
  await userEvent.keyboard('{Home}{ArrowDown}{ArrowLeft}');
  await userEvent.click(screen.getByRole('button', { name: 'Heaviest path' }));
  expect(lines()).toHaveLength(8);
});

test('a click on the sign opens and closes; a click and Space select, a double click and Enter zoom', async () => {
  const [onSelect, onFocus] = [vi.fn(), vi.fn()];
  render(<Table tree={ONE} onSelect={onSelect} onFocus={onFocus} />);
  await userEvent.click(rows()[1]!.querySelector('[data-toggle]')!);
  expect(lines()).toEqual(['▾ total', '  ▸ main', '  ▸ gc']);
  expect(onSelect).not.toHaveBeenCalled();
  await userEvent.dblClick(rows()[2]!);
  expect(onSelect).toHaveBeenLastCalledWith(nodeOf(ONE, 'gc'));
  expect(onFocus).toHaveBeenLastCalledWith(nodeOf(ONE, 'gc'));
  rows()[1]!.focus();
  await userEvent.keyboard(' {Enter}');
  expect(onSelect).toHaveBeenLastCalledWith(nodeOf(ONE, 'main'));
  expect(onFocus).toHaveBeenLastCalledWith(nodeOf(ONE, 'main'));
});

test('zoomed, the call is the first line, and Escape shows all again', async () => {
  const onFocus = vi.fn();
  render(<Table tree={ONE} focus={nodeOf(ONE, 'main;serve')} onFocus={onFocus} />);
  expect(lines().slice(0, 2)).toEqual(['▾ serve', '  ▾ encode']);
  rows()[1]!.focus();
  await userEvent.keyboard('{Escape}');
  expect(onFocus).toHaveBeenLastCalledWith(0);
});

test('what is selected elsewhere is opened down to', () => {
  const { rerender } = render(<Table tree={ONE} />);
  rerender(<Table tree={ONE} selected={nodeOf(ONE, 'main;log;write')} />);
  const row = screen.getByRole('row', { selected: true });
  expect(nameOf(row)).toBe('      · write');
  expect(lines()).toContain('    ▾ log');
});

test('a search opens what leads to it, and leaves the other stacks out, or dims them', () => {
  const matching = (...wanted: string[]) =>
    Uint8Array.from(ONE.frames.functionName, (name) => (wanted.includes(name) ? 1 : 0));
  const writes = matching('write');
  const { rerender } = render(<Table tree={ONE} matches={writes} />);
  expect(lines()).toEqual([
    '▾ total',
    '  ▾ main',
    '    ▾ serve',
    '      ▾ encode',
    '        · write',
    '    ▾ log',
    '      · write',
  ]);
  rerender(<Table tree={ONE} matches={writes} onlyMatches={false} />);
  expect(lines()).toContain('  ▸ gc');
  rerender(<Table tree={ONE} matches={matching()} />);
  expect(screen.getByRole('status').textContent).toBe('The search finds nothing in these stacks.');
});

test('a title sorts the callees of each caller', async () => {
  render(<Table tree={ONE} />);
  await userEvent.click(screen.getByRole('button', { name: /^function/ }));
  expect(lines().slice(0, 2)).toEqual(['▾ total', '  ▸ gc']);
});

test('keys and the menu are those of the graph and the table', async () => {
  const onCommand = vi.fn();
  render(<Table tree={ONE} onCommand={onCommand} />);
  rows()[1]!.focus();
  await userEvent.keyboard('c');
  fireEvent.contextMenu(rows()[7]!);
  expect(onCommand.mock.calls.map(([command, node]) => [command, node])).toEqual([
    ['sandwich', nodeOf(ONE, 'main')],
    ['menu', nodeOf(ONE, 'gc')],
  ]);
});

test('after a refresh the same calls are open', async () => {
  const { rerender } = render(<Table tree={ONE} />);
  await userEvent.click(rows()[1]!.querySelector('[data-toggle]')!);
  await userEvent.click(rows()[2]!.querySelector('[data-toggle]')!);
  expect(lines()).toEqual(['▾ total', '  ▸ main', '  ▾ gc', '    · mark']);
  rerender(<Table tree={treeFromFolded(['main;serve 3', 'gc;mark 7', 'gc;sweep;x 1'])} />);
  expect(lines()).toEqual(['▾ total', '  ▾ gc', '    · mark', '    ▸ sweep', '  ▸ main']);
});
