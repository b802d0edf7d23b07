import { Blob, File } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createReplay, openArchive, type Archive } from '#archive';
import { setUpCombobox } from '../../../tests/support/combobox-setup';
import { valuesOf } from '../../../tests/support/table-values';
import { answersFrom, openConsole } from './recorded-console.fixture';

/* A file on one side and the demo archive, in place of a server, on the other. */

const PATIENCE = { timeout: 60_000 };
const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const UNIT = '{juju_unit="shop-k8s/1"}';
const BEFORE = { start: 1795220280000, end: 1795220580000 };
const AFTER = { start: 1795220760000, end: 1795221060000 };
const spanOf = ({ start, end }: typeof BEFORE) => `${start}-${end}`;

let demo: Archive;
beforeAll(async () => {
  setUpCombobox();
  demo = await openArchive('public/demo.zip');
});
afterAll(() => demo.close());

beforeEach(() => {
  vi.stubGlobal('fetch', answersFrom({ replay: () => createReplay(demo) }));
  vi.stubGlobal('Blob', Blob);
  // jsdom's has no bytes.
  vi.stubGlobal('File', File);
  return () => vi.unstubAllGlobals();
});

const open = (page: 'profile' | 'compare', params: Record<string, string>) =>
  openConsole(demo, { page, params });

const fileOf = (path: string) =>
  new File([readFileSync(path)], path.split('/').at(-1)!, { lastModified: 1.7e12 });

function give(label: string, file: File): void {
  const input = screen.getByLabelText(label);
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  fireEvent.change(input);
}

const rowOf = async (name: string) =>
  (await screen.findByRole('button', { name }, PATIENCE)).closest('tr')!;
const sidesOf = (row: HTMLElement) => valuesOf(row, ['baseline', 'comparison']);
const side = (name: string) => within(screen.getByRole('group', { name }));

const WINDOWS = {
  ...{ type: CPU, search: 'pricing.Quote', normalise: 'raw' },
  ...{ baseline: UNIT, comparison: UNIT },
  ...{ baselineWindow: spanOf(BEFORE), comparisonWindow: spanOf(AFTER) },
};

test('a file against a window is what the two windows are, on either side, and the way back', async () => {
  open('compare', WINDOWS);
  expect(sidesOf(await rowOf('shop/pricing.Quote'))).toEqual(['3.23', '4.50']);
  give('File of the baseline', fileOf('tests/fixtures/pprof/merge-pprof-cpu-shop1-before.pb.gz'));
  await side('Baseline').findByText('merge-pprof-cpu-shop1-before.pb.gz', {}, PATIENCE);
  expect(side('Baseline').getByText(/· a file, read in this browser/)).toBeTruthy();
  await side('Baseline').findByText('1 scrape', {}, PATIENCE);
  expect(await side('Comparison').findByText('20 scrapes', {}, PATIENCE)).toBeTruthy();
  expect(sidesOf(await rowOf('shop/pricing.Quote'))).toEqual(['3.23', '4.50']);

  // The other side, under a name that is taken.
  give('File of the comparison', fileOf('tests/fixtures/pprof/merge-pprof-cpu-shop1-before.pb.gz'));
  await side('Comparison').findByText('merge-pprof-cpu-shop1-before.pb.gz (2)', {}, PATIENCE);
  await waitFor(
    async () => expect(sidesOf(await rowOf('shop/pricing.Quote'))).toEqual(['3.23', '3.23']),
    PATIENCE,
  );

  const back = () =>
    side('Comparison').getByRole('button', { name: 'Take the comparison from the server again' });
  // The same as the other side, which is a file itself; that one's is gone with it.
  await userEvent.click(back());
  await side('Comparison').findByText('merge-pprof-cpu-shop1-before.pb.gz', {}, PATIENCE);
  window.history.back();
  await side('Comparison').findByText('merge-pprof-cpu-shop1-before.pb.gz (2)', {}, PATIENCE);
}, 300_000);

test('what cannot be compared is said, and the comparison stays as it is', async () => {
  open('compare', WINDOWS);
  await rowOf('shop/pricing.Quote');
  const { search } = window.location;
  give('File of the baseline', fileOf('tests/fixtures/formats/go-heap.pb.gz'));
  const said = await screen.findByText(/^go-heap\.pb\.gz has /, {}, PATIENCE);
  expect(said.textContent).toMatch(
    /inuse_space in bytes.*; the comparison is of CPU time, cpu in nanoseconds\.$/,
  );
  give('File of the baseline', new File(['<!DOCTYPE html>'], 'page.html'));
  await screen.findByText(/^page\.html: .*it seems to be an HTML page/, {}, PATIENCE);
  give('File of the baseline', fileOf('public/demo.zip'));
  await screen.findByText('demo.zip: an archive is opened alone', {}, PATIENCE);
  expect(window.location.search).toBe(search);
  expect(sidesOf(await rowOf('shop/pricing.Quote'))).toEqual(['3.23', '4.50']);
}, 300_000);
