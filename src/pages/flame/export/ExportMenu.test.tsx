import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Blob } from 'node:buffer';
import { beforeEach, expect, test, vi } from 'vitest';
import {
  buildTopTable,
  decodePprof,
  foldTree,
  scaleColumns,
  treeFromFolded,
  unite,
} from '#profile';
import { DEFAULT_DISPLAY } from '../../state/view/view-state';
import { ExportMenu, type ExportMenuProps } from './ExportMenu';

const SIDES = unite([treeFromFolded(['main;a 30', 'main 5']), treeFromFolded(['main;a 50'])]);
const FACTS = {
  ...{ name: 'cpu_shop', title: 'CPU time', lines: ['baseline: shop', 'values in cores'] },
  sampleType: { type: 'cpu', unit: 'nanoseconds' },
  report: {
    ...{ answer: 'CPU time grew.', basis: ['values in cores'] },
    sides: ['baseline', 'comparison'].map((name) => ({
      name,
      total: '3.5 cores',
      facts: ['shop'],
    })),
  },
};

/** What the browser is given, by its name. */
let saved: Map<string, Blob>;
beforeEach(() => {
  saved = new Map();
  let given: Blob;
  vi.stubGlobal('Blob', Blob);
  vi.stubGlobal('URL', { createObjectURL: (blob: Blob) => ((given = blob), 'blob:') });
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click');
  click.mockImplementation(function (this: HTMLAnchorElement) {
    saved.set(this.download, given);
  });
  return () => {
    click.mockRestore();
    vi.unstubAllGlobals();
  };
});

/** Divided by 10, as a comparison per second is. */
const DIVIDED: ExportMenuProps = {
  tree: scaleColumns(SIDES, [0.1, 0.1]),
  table: buildTopTable(scaleColumns(SIDES, [0.1, 0.1]), 'function'),
  ...{ unit: 'cores', display: DEFAULT_DISPLAY, factsOf: () => FACTS, disabled: false },
  dividends: { tree: SIDES, table: buildTopTable(SIDES, 'function'), textOf: String },
};

/** Until the browser has the file. */
async function choose(label: string): Promise<void> {
  const before = saved.size;
  await userEvent.click(screen.getByRole('button', { name: 'Export' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: new RegExp(`^${label}`) }));
  await vi.waitFor(() => expect(saved.size).toBe(before + 1), { timeout: 10_000 });
}

test('tables have the values that are shown, stacks those before they were divided', async () => {
  render(<ExportMenu {...DIVIDED} />);
  const labels = ['Table as CSV', 'Folded stacks', 'pprof of both', 'Report as HTML'];
  for (const label of [...labels, 'Flame graph as SVG']) await choose(label);
  expect([...saved.keys()]).toEqual([
    'cpu_shop.csv',
    'cpu_shop.folded',
    'cpu_shop.pb.gz',
    'cpu_shop.html',
    'cpu_shop.svg',
  ]);
  expect(await saved.get('cpu_shop.html')!.text()).toContain('title="3 cores"');
  expect(await saved.get('cpu_shop.csv')!.text()).toContain('a,3,3,5,5,2,2\r\n');
  expect(await saved.get('cpu_shop.folded')!.text()).toBe('main 5 0\nmain;a 30 50\n');
  const bytes = new Uint8Array(await saved.get('cpu_shop.pb.gz')!.arrayBuffer());
  expect(foldTree(decodePprof(bytes).tree)).toEqual(['main -5', 'main;a 20']);
  expect(decodePprof(bytes).labelNames).toEqual(['pprof::base']);
  expect(await saved.get('cpu_shop.svg')!.text()).toContain('values in cores');
});

test('a pprof is saved with the line that opens it, the whole profile beside what is shown', async () => {
  const whole = async () => ({ name: 'whole.pb.gz', bytes: new Uint8Array([1, 2, 3]) });
  const one = treeFromFolded(['main;a 30']);
  const profile = { ...DIVIDED, tree: one, table: buildTopTable(one, 'function') };
  render(<ExportMenu {...profile} dividends={undefined} whole={whole} />);
  await choose('pprof of the whole profile');
  expect([...new Uint8Array(await saved.get('whole.pb.gz')!.arrayBuffer())]).toEqual([1, 2, 3]);
  expect(await screen.findByText('go tool pprof -http=: whole.pb.gz')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByText(/^go tool pprof/)).toBeNull();
});

test('of an inverted view there are no stacks to hand on', async () => {
  const inverted = { ...DIVIDED, display: { ...DEFAULT_DISPLAY, inverted: true } };
  render(<ExportMenu {...inverted} />);
  await userEvent.click(screen.getByRole('button', { name: 'Export' }));
  const items = (await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent);
  expect(items.map((text) => text.split(/exact|the first|answer|with|the same/)[0])).toEqual([
    'Report as HTML',
    'Flame graph as SVG',
    'Flame graph as PNG',
    'Table as CSV',
    'Table as TSV',
    'Table as Markdown',
  ]);
});
