import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import type { RowVerdict } from '#comparison';
import { buildTopTable, treeFromFolded, unite, type CallTree } from '#profile';
import { defaultSort, type TopTableSort } from './table-columns';
import { TopTable, type TopTableProps } from './TopTable';

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

const VERDICTS = new Map<string, RowVerdict>([
  ['came', { verdict: 'new', q: 0.004, samples: [0, 30] }],
  ['left', { verdict: 'gone', q: 0.00004, samples: [40, 0], relative: [-1, -0.62] }],
  ['stays', { verdict: 'within noise', q: 0.81, relative: [-0.07, 0.36], samples: [100, 100] }],
  ['shrinks', { verdict: 'too few samples', samples: [10, 5] }],
  ['main', { verdict: 'is the whole', samples: [150, 135] }],
]);

test('verdicts: noise is left out until it is asked for, and says why it is noise', async () => {
  const user = userEvent.setup();
  const { names } = buildTopTable(TWO, 'function');
  const verdictOf = (row: number) => VERDICTS.get(names[row]!);
  function Judged() {
    const [hidesNoise, onHidesNoise] = useState(true);
    return <Table tree={TWO} {...{ verdictOf, hidesNoise, onHidesNoise }} />;
  }
  render(<Judged />);
  const shown = () => rows().map((cells) => [cells[0], cells[3], cells[4]]);
  expect(heads().slice(3, 5)).toEqual(['95 %', 'q']);
  const flagged = [
    ['leftgone', '−100 to −62 %', '<0.0001'],
    ['main', '–', 'is the whole'],
  ];
  expect(shown()).toEqual([...flagged, ['camenew', '–', '0.004']]);
  await user.click(screen.getByRole('button', { name: 'Show 2 within noise' }));
  expect(shown()).toEqual([
    ...flagged,
    ['shrinks', '–', '15 samples'],
    ['stays', '−7 to +36 %', 'noise'],
    ['camenew', '–', '0.004'],
  ]);
  await user.hover(screen.getByText('15 samples'));
  expect(screen.getByRole('tooltip').textContent).toBe(
    '15 samples on both sides: too few to tell; 20 are the least.',
  );
});

test('an interval at equal load says so, for the change beside it has the load in it', () => {
  const { names } = buildTopTable(TWO, 'function');
  const grew = {
    verdict: 'grew',
    q: 0.01,
    relative: [0.2, 0.4],
    logInterval: [0.18, 0.34],
  } as const;
  const verdictOf = (row: number): RowVerdict =>
    row < 0 ? { verdict: 'within noise', load: 0.044 } : names[row] === 'stays' ? grew : NOISE;
  render(<Table tree={TWO} {...{ verdictOf }} />);
  expect(heads()[3]).toBe('95 %equal load');
  expect(screen.getByText('equal load').title).toContain('at equal load (load +4.4 %)');
});

const NOISE: RowVerdict = { verdict: 'within noise', q: 0.9, relative: [-0.1, 0.1] };

test('from 1,000 % on a change has no decimals', () => {
  const tree = unite([treeFromFolded(['a 1', 'b 100']), treeFromFolded(['a 210', 'b 141'])]);
  render(<Table {...{ tree }} />);
  const changes = rows().map((cells) => [cells[0], cells[2]]);
  expect(changes).toContainEqual(['a', '+20,900']);
  expect(changes).toContainEqual(['b', '+41.0']);
});

test('where all is noise nothing is left out', () => {
  const verdictOf = () => VERDICTS.get('stays');
  render(<Table tree={TWO} {...{ verdictOf }} hidesNoise onHidesNoise={() => {}} />);
  expect(rows()).toHaveLength(5);
  expect(screen.getByRole('button', { name: '5 within noise' }).hasAttribute('disabled')).toBe(
    true,
  );
});
