import { File } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createReplay, openArchive, type Archive, type Replay } from '#archive';
import { setUpCombobox } from '../../../tests/support/combobox-setup';
import { valuesOf } from '../../../tests/support/table-values';
import type { ConsoleConfig } from '../console-config';
import { answersFrom, openConsole } from './recorded-console.fixture';

/* The whole console without a browser: real sources and engine, and the demo archive in place of the network. */

/* What charts ask of uPlot, which draws on a canvas; jsdom has none, so that most tests here draw no chart at all. */
const uPlot = vi.hoisted(() => ({ calls: [] as string[] }));
vi.mock('uplot', () => ({
  default: class {
    constructor() {
      uPlot.calls.push('new');
    }
    batch = (changes: () => void) => changes();
    setSize = () => void uPlot.calls.push('setSize');
    setData = () => void uPlot.calls.push('setData');
    redraw = () => void uPlot.calls.push('redraw');
    destroy = () => void uPlot.calls.push('destroy');
  },
}));

const PATIENCE = { timeout: 60_000 };
const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const UNIT = '{juju_unit="shop-k8s/1"}';
const BEFORE = '1795220280000-1795220580000';
const AFTER = '1795220760000-1795221060000';

let archive: Archive;
let replay: Replay;
beforeAll(async () => {
  setUpCombobox();
  archive = await openArchive('public/demo.zip');
  replay = createReplay(archive);
});
afterAll(() => archive.close());

/** Answers of a server that is out of order, by what was asked; undefined: it works. */
let outOfOrder: (path: string, body: string) => string | undefined;
beforeEach(() => {
  outOfOrder = () => undefined;
  const before = async (path: string, body: string) => {
    const words = outOfOrder(path, body);
    return words === undefined ? undefined : new Response(words, { status: 500 });
  };
  vi.stubGlobal('fetch', answersFrom({ replay: () => replay, before }));
  return () => vi.unstubAllGlobals();
});

const open = (
  page: 'profile' | 'compare',
  params: Record<string, string>,
  given: Partial<ConsoleConfig> = {},
) => openConsole(archive, { page, params }, given);

const openRise = () =>
  open('compare', {
    type: CPU,
    baseline: '{juju_unit="shop-k8s/0"}',
    baselineWindow: BEFORE,
    comparison: UNIT,
    comparisonWindow: AFTER,
    normalise: 'raw',
    search: 'pricing.Quote',
  });
const side = (name: string) => within(screen.getByRole('group', { name }));
const rowOf = async (name: string) =>
  (await screen.findByRole('button', { name }, PATIENCE)).closest('tr')!;

test('a profile: the table is of the window, cut by cut', async () => {
  open('profile', { type: CPU, profile: UNIT, profileWindow: BEFORE, search: 'pricing.Quote' });
  const row = await rowOf('shop/pricing.Quote');
  expect(within(row).getAllByRole('cell')[3]!.textContent).toBe('3.23');
  await userEvent.click(within(row).getByRole('button'));
  await userEvent.click(screen.getByRole('button', { name: 'Exclude stacks with this' }));
  const status = await screen.findByText('The search finds no function.', {}, PATIENCE);
  expect(status).toBeTruthy();
  expect(window.location.search).toContain('dropStack=shop');
}, 180_000);

test("metric panels and aliases of one's own take the place of the usual ones", async () => {
  const seen: string[] = [];
  outOfOrder = (_path, asked) => {
    seen.push(new URLSearchParams(asked).get('query') ?? '');
    return undefined;
  };
  const metricPanels = [{ title: 'Reachable', unit: '', expression: 'up$matchers' }];
  const aliases = { applications: { 'shop-k8s': 'shop-metrics' } };
  open(
    'profile',
    { type: CPU, profile: '{juju_application="shop-k8s"}' },
    { metricPanels, aliases },
  );
  expect(await screen.findByText(/^Reachable/, {}, PATIENCE)).toBeTruthy();
  await waitFor(
    () => expect(seen.join()).toMatch(/up\{[^}]*juju_application="shop-metrics"/),
    PATIENCE,
  );
  expect(screen.queryByText(/Process CPU/)).toBeNull();
}, 180_000);

/* jsdom has no worker, so that what it does is done on the main thread, and files without bytes, so that these are Node's. */
test('files that are dropped are compared here, without a question to the server, and closed again', async () => {
  open('profile', { type: CPU, profile: UNIT, search: 'pricing.Quote' });
  await rowOf('shop/pricing.Quote');
  expect(screen.getByText(/pick window/)).toBeTruthy();
  const asked: string[] = [];
  outOfOrder = (path) => {
    asked.push(path);
    return 'closed';
  };
  const fileOf = (name: string, lastModified: number) =>
    new File([readFileSync(`tests/fixtures/pprof/merge-pprof-cpu-shop1-${name}.pb.gz`)], name, {
      lastModified,
    });
  const drop = (...files: File[]) => {
    const dataTransfer = { types: ['Files'], files };
    fireEvent(
      window,
      Object.assign(new Event('dragenter', { cancelable: true }), { dataTransfer }),
    );
    expect(screen.getByText('Drop profiles or an archive')).toBeTruthy();
    fireEvent(window, Object.assign(new Event('drop', { cancelable: true }), { dataTransfer }));
  };
  drop(fileOf('after', 1.7e12 + 60_000), fileOf('before', 1.7e12));
  await screen.findByText('before, after', {}, PATIENCE);
  expect(screen.getByText('· read in this browser, nothing is uploaded')).toBeTruthy();
  const answer = await screen.findByRole('region', { name: 'Answer' }, PATIENCE);
  expect(answer.textContent).toContain('CPU time +1.29 s (+5.09 %) in total');
  expect(asked).toEqual([]);

  drop(new File(['<!DOCTYPE html>'], 'page.html'));
  const alert = await screen.findByText(/^page\.html: .*it seems to be an HTML page/, {}, PATIENCE);
  expect(alert).toBeTruthy();
  expect(screen.getByText('before, after')).toBeTruthy();

  // One moment: there is no time to pick from, and no rate where it is not said how long it took.
  drop(new File(['main;work 5'], 'stacks.folded', { lastModified: 1.7e12 }));
  await rowOf('work');
  expect(screen.queryByText(/pick window/)).toBeNull();

  outOfOrder = () => undefined;
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(await screen.findByText('demo archive', {}, PATIENCE)).toBeTruthy();
  expect(window.location.pathname).toBe('/');
}, 180_000);

test('a link that is not understood is reported, and so is a Parca that does not answer', async () => {
  outOfOrder = (path) => (path.startsWith('/parca/') ? 'no disk' : undefined);
  open('profile', { from: 'tomorrow?', to: 'now', layout: 'diagonal' });
  const alert = await screen.findByRole('alert', {}, PATIENCE);
  expect(alert.textContent).toContain('no disk');
  const said = screen.getAllByRole('status').map(({ textContent }) => textContent);
  expect(said.join()).toContain('layout: not understood: "diagonal"');
  expect(said.join()).toContain('from "tomorrow?" to "now"');

  outOfOrder = () => undefined;
  await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByDisplayValue('CPU time', {}, PATIENCE)).toBeTruthy();
}, 180_000);

test('a side that fails says so in its own line, and can be tried again', async () => {
  outOfOrder = (path, asked) =>
    path.endsWith('/Query') && asked.includes('shop-k8s/0') ? 'no disk' : undefined;
  openRise();
  const alert = await side('Baseline').findByRole('alert', {}, PATIENCE);
  expect(alert.textContent).toContain('The baseline could not be loaded');
  expect(alert.textContent).toContain('no disk');
  expect(await side('Comparison').findByText('20 scrapes', {}, PATIENCE)).toBeTruthy();

  await screen.findByText('One side failed: this is the other one alone', {}, PATIENCE);

  outOfOrder = () => undefined;
  await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
  await screen.findByRole('region', { name: 'Answer' }, PATIENCE);
  const row = await rowOf('shop/pricing.Quote');
  expect(valuesOf(row, ['baseline', 'comparison'])).toEqual(['2.99', '4.50']);
}, 180_000);

test('a side without profiles: no answer, no picture, and where it could be taken', async () => {
  open('compare', {
    type: CPU,
    baseline: '{juju_unit="nobody/0"}',
    baselineWindow: BEFORE,
    comparison: UNIT,
    comparisonWindow: AFTER,
    search: 'pricing.Quote',
  });
  await screen.findByText(/^Baseline: no profiles of nobody\/0, Nov 21, /, {}, PATIENCE);
  await screen.findByText(/There are none for it, Nov 21, /, {}, PATIENCE);
  expect(screen.queryByRole('region', { name: 'Answer' })).toBeNull();
  expect(screen.queryByRole('region', { name: 'Flame graph and table' })).toBeNull();
}, 180_000);

test('both sides without profiles are told once; one click leads both to some, in their order', async () => {
  // Hours after the recording's end.
  open('compare', {
    ...{ type: CPU, baseline: UNIT, comparison: UNIT },
    baselineWindow: '1795230000000-1795230300000',
    comparisonWindow: '1795230600000-1795230900000',
  });
  const offer = await screen.findByRole('button', { name: /^Use Nov 21/ }, PATIENCE);
  expect(screen.getAllByText(/^No profiles of shop-k8s\/\d, Nov 21/)).toHaveLength(1);
  await userEvent.click(offer);
  await screen.findByRole('region', { name: 'Answer' }, PATIENCE);
  const params = new URLSearchParams(window.location.search);
  const [from = 0, to = 0, next = 0, end = 0] = ['baselineWindow', 'comparisonWindow'].flatMap(
    (name) => params.get(name)!.split('-').map(Number),
  );
  expect(next).toBeGreaterThan(to);
  expect([to - from, end - next]).toEqual([300_000, 300_000]);
}, 180_000);

test('filtering, selecting and sorting draw no chart again; another range changes the plots that are there', async () => {
  vi.stubGlobal('Path2D', class {});
  const widths = vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get');
  widths.mockImplementation(function (this: HTMLElement) {
    return this.closest('[aria-label="Timeline"]') ? 1200 : 0;
  });
  uPlot.calls = [];
  open('profile', { type: CPU, profile: UNIT, profileWindow: BEFORE, search: 'pricing.Quot' });
  const row = await rowOf('shop/pricing.Quote');
  const timeline = screen.getByRole('region', { name: 'Timeline' });
  await waitFor(() => {
    expect(within(timeline).getByText('Goroutines')).toBeTruthy();
    expect(timeline.dataset['state']).toBe('idle');
  }, PATIENCE);
  const made = uPlot.calls.filter((call) => call === 'new').length;
  expect(made).toBeGreaterThanOrEqual(5);

  uPlot.calls = [];
  const link = (what: string) =>
    waitFor(() => expect(window.location.search).toContain(what), PATIENCE);
  await userEvent.type(screen.getByRole('textbox', { name: /^Search functions/ }), 'e');
  await link('search=pricing.Quote');
  await userEvent.click(within(row).getByRole('button'));
  await screen.findByRole('button', { name: 'Exclude stacks with this' }, PATIENCE);
  const head = screen.getByRole('columnheader', { name: /^total s/ });
  await userEvent.click(within(head).getByRole('button'));
  await link('sort=total');
  expect(uPlot.calls).toEqual([]);

  within(timeline).getByRole('slider', { name: 'Time cursor' }).focus();
  await userEvent.keyboard('{PageUp}{Enter}{PageUp}{PageUp}z');
  await link('from=');
  await waitFor(() => {
    expect(timeline.dataset['state']).toBe('idle');
    expect(uPlot.calls).toContain('setData');
  }, PATIENCE);
  expect(uPlot.calls.filter((call) => call === 'new' || call === 'destroy')).toEqual([]);
  widths.mockRestore();
}, 180_000);
