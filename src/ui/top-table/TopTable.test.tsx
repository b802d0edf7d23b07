import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { buildTopTable, treeFromFolded, unite, type CallTree } from '#profile';
import { defaultSort, type TopTableSort } from './table-columns';
import { TopTable, type TopTableProps } from './TopTable';

const ONE = treeFromFolded(['main;serve;encode 20', 'main;serve 50', 'main;gc 30']);
const TWO = unite([
  treeFromFolded(['main;stays 100', 'main;left 40', 'main;shrinks 10']),
  treeFromFolded(['main;stays 100', 'main;came 30', 'main;shrinks 5']),
]);

function Table({ tree, ...given }: { readonly tree: CallTree } & Partial<TopTableProps>) {
  const table = buildTopTable(tree, 'function');
  const [sort, setSort] = useState<TopTableSort>(defaultSort(table));
  return (
    <TopTable
      table={table}
      unit="count"
      magnitudes={tree.columns.map(({ total }) => total[0]!)}
      sort={sort}
      onSort={setSort}
      onSelect={() => {}}
      {...given}
    />
  );
}

const rows = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    );

const heads = () => screen.getAllByRole('columnheader').map((head) => head.textContent);

test('one profile: self, total and their shares, the largest self first', () => {
  render(<Table tree={ONE} />);
  expect(heads()).toEqual(['function', '▼self', 'self %', 'total', 'total %']);
  expect(rows()).toEqual([
    ['serve', '50', '50.00', '70', '70.00'],
    ['gc', '30', '30.00', '30', '30.00'],
    ['encode', '20', '20.00', '20', '20.00'],
    ['main', '0', '0', '100', '100.00'],
  ]);
});

test('names give way, numbers are never cut', () => {
  render(<Table tree={ONE} unit="milliseconds" />);
  expect(getComputedStyle(screen.getByRole('table')).tableLayout).not.toBe('fixed');
  const [name, ...numbers] = within(screen.getAllByRole('row')[1]!).getAllByRole('cell');
  for (const number of numbers) {
    const { overflow, textOverflow, maxWidth, whiteSpace } = getComputedStyle(number);
    expect([overflow, textOverflow, maxWidth, whiteSpace]).toEqual(['visible', '', '', 'nowrap']);
  }
  const parts = Array.from(within(name!).getByRole('button').querySelectorAll('span > span'));
  expect(parts.map((part) => getComputedStyle(part).textOverflow)).toEqual(['ellipsis']);
});

test('two columns: the change of the total beside the name, then what it is between; what shrank most first, as the total did', () => {
  render(<Table tree={TWO} />);
  expect(heads()).toEqual(['function', '▲Δ total', 'Δ %', 'baseline', 'comparison', 'Δ self']);
  expect(rows()).toEqual([
    ['leftgone', '▼ −40', 'gone', '40', '0', '−40'],
    ['main', '▼ −15', '−10.0', '150', '135', '0'],
    ['shrinks', '▼ −5', '−50.0', '10', '5', '−5'],
    ['stays', '0', '0', '100', '100', '0'],
    ['camenew', '▲ +30', 'new', '0', '30', '+30'],
  ]);
});

test('a shared unit needs no second column of shares', () => {
  render(<Table tree={ONE} unit="share" />);
  expect(screen.getAllByRole('columnheader')).toHaveLength(3);
});

test('the unit of a column is in its head, what values are per over the table', () => {
  const { rerender } = render(<Table tree={ONE} unit="cores" />);
  expect(heads()).toEqual(['function', '▼selfcores', 'self %', 'totalcores', 'total %']);
  rerender(<Table tree={ONE} unit="bytes" />);
  expect(heads()[1]).toBe('▼selfB');
  expect(screen.queryByText(/^values/)).toBeNull();
  rerender(<Table tree={ONE} unit="bytes per unit" />);
  expect(heads()[1]).toBe('▼selfB');
  expect(screen.getByText('values per unit')).toBeTruthy();
});

test('shares differ by percentage points, and the head says what these are', async () => {
  const user = userEvent.setup();
  const tree = unite([treeFromFolded(['main;f 0.05']), treeFromFolded(['main;f 0.07'])]);
  const columns = [0.05, 0.07].map((value) => ({
    self: new Float64Array([0, 0, value]),
    total: new Float64Array([value, value, value]),
  }));
  render(<Table tree={{ ...tree, columns }} unit="share" />);
  expect(heads()[1]).toBe('▼Δ totalpp');
  expect(screen.getAllByText('pp')[0]!.title).toBe(
    'percentage points: the difference of two shares',
  );
  await user.hover(screen.getAllByText('+2.00', { exact: false })[0]!);
  expect(screen.getByRole('tooltip').textContent).toMatch(/= 2 percentage points$/);
});

test('sorting: numbers from the largest, names from the first, again turns it round', async () => {
  const user = userEvent.setup();
  render(<Table tree={ONE} />);
  const names = () => rows().map((cells) => cells[0]);
  const sortOf = (name: string) =>
    screen.getByRole('columnheader', { name }).getAttribute('aria-sort');
  await user.click(screen.getByRole('button', { name: 'total' }));
  expect(names()).toEqual(['main', 'serve', 'gc', 'encode']);
  expect(sortOf('total')).toBe('descending');
  expect(sortOf('self')).toBe('none');
  await user.click(screen.getByRole('button', { name: 'total' }));
  expect(names()).toEqual(['encode', 'gc', 'serve', 'main']);
  expect(sortOf('total')).toBe('ascending');
  await user.click(screen.getByRole('button', { name: 'function' }));
  expect(names()).toEqual(['encode', 'gc', 'main', 'serve']);
});

test('what is new is more than any per cent, what is gone is less', async () => {
  const user = userEvent.setup();
  render(<Table tree={TWO} />);
  await user.click(screen.getByRole('button', { name: 'Δ %' }));
  expect(rows().map((cells) => cells[2])).toEqual(['new', '0', '−10.0', '−50.0', 'gone']);
});

test('a sort by a column that this table does not have is the default', () => {
  render(<Table tree={ONE} sort={{ key: 'deltaTotal', descending: false }} />);
  expect(rows().map((cells) => cells[0])).toEqual(['serve', 'gc', 'encode', 'main']);
});

test('a search leaves the rows that it matches, or dims the others; nothing found is said', () => {
  const onRows = vi.fn();
  const names = () => rows().map((cells) => cells[0]);
  const matches = Uint8Array.from(buildTopTable(ONE, 'function').names, (name) =>
    Number(name === 'gc' || name === 'main'),
  );
  const { rerender } = render(<Table tree={ONE} {...{ matches, onRows }} />);
  expect(names()).toEqual(['gc', 'main']);
  expect(onRows.mock.lastCall).toEqual([[1, 2]]);
  rerender(<Table tree={ONE} {...{ matches, onRows }} onlyMatches={false} />);
  expect(names()).toEqual(['serve', 'gc', 'encode', 'main']);
  expect(onRows.mock.lastCall).toEqual([[3, 1, 0, 2]]);
  rerender(<Table tree={ONE} matches={new Uint8Array(4)} />);
  expect(screen.getByRole('status').textContent).toBe('The search finds no function.');
});

test('keys and a right click on a row are commands about it', async () => {
  const user = userEvent.setup();
  const [onCommand, onSelect] = [vi.fn(), vi.fn()];
  render(<Table tree={ONE} {...{ onCommand, onSelect }} />);
  const { names } = buildTopTable(ONE, 'function');
  const told = () => onCommand.mock.lastCall?.slice(0, 2);
  screen.getByRole('button', { name: 'serve' }).focus();
  await user.keyboard('h');
  expect(told()).toEqual(['hide', names.indexOf('serve')]);
  await user.keyboard('{ArrowDown}{Shift>}{F10}{/Shift}');
  expect(told()).toEqual(['menu', names.indexOf('gc')]);
  await user.keyboard('{Control>}c{/Control}');
  expect(onCommand).toHaveBeenCalledTimes(2);
  await user.pointer({
    keys: '[MouseRight]',
    target: screen.getByRole('button', { name: 'main' }),
  });
  expect(told()).toEqual(['menu', names.indexOf('main')]);
  expect(onSelect.mock.calls).toEqual([[names.indexOf('main')]]);
});

test('a share of a profile with negative values is of the sum of magnitudes, as pprof divides', async () => {
  const user = userEvent.setup();
  render(<Table tree={treeFromFolded(['main;kept 30', 'main;freed -10'])} magnitudes={[40]} />);
  await user.hover(screen.getAllByText('75.00')[0]!);
  expect(screen.getByRole('tooltip').textContent).toBe(
    'self ÷ sum of magnitudes of the profile = 30 count ÷ 40 count = 75.00 %',
  );
});

test('a number shows how it came about', async () => {
  const user = userEvent.setup();
  render(<Table tree={TWO} unit="bytes" />);
  await user.hover(screen.getByText('−50.0'));
  expect(screen.getByRole('tooltip').textContent).toBe(
    'Δ % = Δ total ÷ baseline = (5 bytes − 10 bytes) ÷ 10 bytes = −50 %',
  );
  await user.hover(screen.getByText('+30', { exact: false, selector: 'td:last-child' }));
  expect(screen.getByRole('tooltip').textContent).toBe(
    'Δ self = comparison − baseline = 30 bytes − 0 bytes = 30 bytes',
  );
  await user.hover(screen.getByRole('button', { name: 'stays' }));
  expect(screen.queryByRole('tooltip')).toBeNull();
});

test('a number that was divided shows what it was, what by, and the quotient', async () => {
  const user = userEvent.setup();
  const raw = unite([
    treeFromFolded(['main;Quote 3230000000', 'main 770000000']),
    treeFromFolded(['main;Quote 4500000000', 'main 500000000']),
  ]);
  const divisors = [290e9, 300e9];
  const columns = raw.columns.map(({ self, total }, k) => ({
    self: self.map((value) => value / divisors[k]!),
    total: total.map((value) => value / divisors[k]!),
  }));
  const dividends = {
    table: buildTopTable(raw, 'function'),
    textOf: (value: number, column: number) => `${value / 1e9} s ÷ ${divisors[column]! / 1e9} s`,
  };
  render(<Table tree={{ ...raw, columns }} unit="cores" dividends={dividends} />);
  const row = screen.getByRole('row', { name: /Quote/ });
  const cells = within(row).getAllByRole('cell');
  const formula = async (cell: number) => {
    await user.hover(cells[cell]!);
    return screen.getByRole('tooltip').textContent;
  };
  expect(await formula(4)).toBe('total, comparison = 4.5 s ÷ 300 s = 15 mcores');
  expect(await formula(3)).toBe('total, baseline = 3.23 s ÷ 290 s = 11.1379 mcores');
  expect(await formula(1)).toBe(
    'Δ total = comparison − baseline = 4.5 s ÷ 300 s − 3.23 s ÷ 290 s = 3.86207 mcores',
  );
  expect(await formula(2)).toBe(
    'Δ % = Δ total ÷ baseline = (4.5 s ÷ 300 s − 3.23 s ÷ 290 s) ÷ (3.23 s ÷ 290 s) = +34.7 %',
  );
});

test('rows are chosen and lit both ways', async () => {
  const user = userEvent.setup();
  const [onSelect, onHover] = [vi.fn(), vi.fn()];
  const table = buildTopTable(ONE, 'function');
  const gc = table.names.indexOf('gc');
  render(<Table tree={ONE} onSelect={onSelect} onHover={onHover} selected={gc} />);
  expect(screen.getByRole('button', { name: 'gc' }).getAttribute('aria-pressed')).toBe('true');
  await user.click(screen.getByRole('button', { name: 'serve' }));
  expect(onSelect.mock.calls).toEqual([[table.names.indexOf('serve')]]);
  expect(onHover.mock.calls[0]).toEqual([table.names.indexOf('serve')]);
  await user.unhover(screen.getByRole('table').parentElement!);
  expect(onHover.mock.calls.at(-1)).toEqual([undefined]);
});

test('one row is a tab stop, arrow keys move it', async () => {
  const user = userEvent.setup();
  const onSelect = vi.fn();
  render(<Table tree={ONE} onSelect={onSelect} />);
  const stops = () =>
    screen
      .getAllByRole('button')
      .filter((button) => button.dataset.index !== undefined && button.tabIndex === 0)
      .map((button) => button.textContent);
  expect(stops()).toEqual(['serve']);
  screen.getByRole('button', { name: 'serve' }).focus();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(document.activeElement?.textContent).toBe('encode');
  expect(stops()).toEqual(['encode']);
  await user.keyboard('{End}{ArrowDown}');
  expect(document.activeElement?.textContent).toBe('main');
  await user.keyboard('{Home}{Enter}');
  expect(onSelect).toHaveBeenCalledTimes(1);
  expect(document.activeElement?.textContent).toBe('serve');
});

test('of ten thousand rows only those near the visible ones are in the document, and the tab stop', () => {
  const tree = treeFromFolded(Array.from({ length: 10_000 }, (_, i) => `f${i} ${i}`));
  render(<Table tree={tree} maxHeightPx={260} />);
  expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('10001');
  const indices = () =>
    screen
      .getAllByRole('row')
      .slice(1)
      .map((row) => Number(row.getAttribute('aria-rowindex')));
  expect(indices()).toHaveLength(22);
  const scroller = screen.getByRole('table').parentElement!;
  fireEvent.scroll(scroller, { target: { scrollTop: 5000 * 26 } });
  expect(indices().slice(0, 2)).toEqual([2, 4990]);
  expect(indices()).toHaveLength(35);
  expect(rows()[13]![0]).toBe('f4999');
});

test('what a search finds begins at its first row, wherever the list was', () => {
  const tree = treeFromFolded(Array.from({ length: 1000 }, (_, i) => `f${i} ${i}`));
  const { rerender } = render(<Table tree={tree} maxHeightPx={260} />);
  const scroller = screen.getByRole('table').parentElement!;
  fireEvent.scroll(scroller, { target: { scrollTop: 500 * 26 } });
  const matches = Uint8Array.from({ length: 1000 }, (_, row) => (row < 600 ? 1 : 0));
  rerender(<Table tree={tree} maxHeightPx={260} matches={matches} />);
  expect(scroller.scrollTop).toBe(0);
});

/** The profile's values, with a note of each row of which one is read. */
function watched(tree: CallTree) {
  const read = new Set<number>();
  const table = buildTopTable(tree, 'function');
  const { self, total } = table.columns[0]!;
  const watchedSelf = new Proxy(self, {
    get(values, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) read.add(Number(key));
      const value: unknown = Reflect.get(values, key);
      return typeof value === 'function' ? value.bind(values) : value;
    },
  });
  return { table: { ...table, columns: [{ self: watchedSelf, total }] }, read };
}

test('rows are not rendered again on hover, nor when the page is', async () => {
  const user = userEvent.setup();
  const { table, read } = watched(ONE);
  const [magnitudes, sort] = [[100], defaultSort(table)];
  const at = (highlighted?: number) => (
    <TopTable
      {...{ table, magnitudes, sort, highlighted }}
      unit="count"
      onSort={() => {}}
      onHover={() => {}}
      onSelect={() => {}}
    />
  );
  const { rerender } = render(at());
  expect(read.size).toBe(table.names.length);
  read.clear();
  await user.hover(screen.getByRole('button', { name: 'serve' }));
  rerender(at());
  expect([...read]).toEqual([]);
  rerender(at(table.names.indexOf('gc')));
  expect([...read]).toEqual([table.names.indexOf('gc')]);
});

test('a name that the profile does not tell', () => {
  const tree = treeFromFolded(['a 1']);
  const table = { ...buildTopTable(tree, 'file') };
  render(<Table tree={tree} table={table} />);
  expect(table.names).toEqual(['']);
  expect(screen.getByRole('button', { name: '(unknown)' })).toBeTruthy();
});

test('a name that would turn the direction of what follows shows that it does', () => {
  render(<Table tree={treeFromFolded(['main.pay\u202egnihton 1'])} />);
  expect(rows()[0]![0]).toBe('main.pay\\u{202e}gnihton');
});

test('of a name of a megabyte the end is in the document', () => {
  render(<Table tree={treeFromFolded([`${'a/b.'.repeat(250_000)}Last 1`])} />);
  const [name] = rows()[0]!;
  expect(name).toMatch(/^….*Last$/);
  expect(name!.length).toBeLessThan(1010);
});

test('beside functions stand their files, from the left, and are sorted by like any other column', async () => {
  const table = buildTopTable(ONE, 'function');
  const files: Readonly<Record<string, readonly string[]>> = {
    main: ['shop/main.go'],
    serve: ['shop/a.go', 'shop/b.go'],
    encode: [],
    gc: ['runtime/mgc.go'],
  };
  const places = [{ key: 'file' as const, names: table.names.map((name) => files[name]!) }];
  render(<Table tree={ONE} places={places} />);
  expect(heads().at(-1)).toBe('file');
  expect(rows().map((row) => row.at(-1))).toEqual([
    'shop/a.go +1',
    'runtime/mgc.go',
    '–',
    'shop/main.go',
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'file' }));
  expect(screen.getByRole('columnheader', { name: /file/ }).getAttribute('aria-sort')).toBe(
    'ascending',
  );
  expect(rows().map(([name]) => name)).toEqual(['gc', 'serve', 'main', 'encode']);
  fireEvent.mouseEnter(screen.getByText('shop/a.go +1').closest('td')!);
  expect(screen.getByRole('tooltip').textContent).toBe('shop/a.go\nshop/b.go');
});
