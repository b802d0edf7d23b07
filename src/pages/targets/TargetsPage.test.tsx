import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createReplay, openArchive, type Archive, type Replay } from '#archive';
import { parseProfileType } from '#series';
import { decodePprof } from '#profile';
import type { Target } from '#series';
import { createParcaSource, SourceError } from '#sources';
import { TargetsOf, type Given } from './queries/targets-of.fixture';
import { setUpCombobox } from '../../../tests/support/combobox-setup';

/* The page with real sources and the demo archive in place of the network; single answers are replaced where a test says so. */

class NoResizes {
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
}

const PATIENCE = { timeout: 20_000 };
const LIMIT = 60_000;

let archive: Archive;
let replay: Replay;
beforeAll(async () => {
  setUpCombobox();
  // The drawer looks at its own size; jsdom has no layout to look at.
  vi.stubGlobal('ResizeObserver', NoResizes);
  // As on https and on localhost; elsewhere the browser has no clipboard to write to.
  vi.stubGlobal('isSecureContext', true);
  archive = await openArchive('public/demo.zip');
  replay = createReplay(archive);
});
afterAll(() => archive.close());

let place: { path: string; search: string };
let clicks: { name: string; url: string }[];
let blobs: Blob[];
beforeEach(() => {
  clicks = [];
  blobs = [];
  // jsdom has neither.
  URL.createObjectURL = (blob) => `blob:${blobs.push(blob as Blob)}`;
  URL.revokeObjectURL = () => undefined;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    clicks.push({ name: this.download, url: this.href });
  });
  return () => vi.restoreAllMocks();
});

const open = (given: Given = {}) =>
  render(
    <TargetsOf
      {...{
        recorded: { ...archive.manifest, ...replay },
        given,
        onMove: (to) => void (place = to),
      }}
    />,
  );
const line = (name: RegExp) => screen.findByRole('row', { name }, PATIENCE);
const noDisk = () =>
  Promise.reject(new SourceError({ kind: 'server', source: 'Parca', detail: 'no disk' }));

test(
  'the archive’s targets: counts, places, values, the busiest first',
  async () => {
    open();
    const busiest = await line(/shop-k8s\/1/);
    await within(busiest).findByText('85.9', {}, PATIENCE);
    const summary = screen.getByRole('group', { name: 'Summary of the targets' });
    expect(summary.textContent).toContain('3 models');
    expect(within(summary).getByRole('button', { name: '1 charm-library artefact' })).toBeTruthy();
    const titles = screen
      .getAllByRole('row')
      .map((row) => /shop-k8s\/\d/.exec(row.textContent ?? '')?.[0]);
    expect(titles.filter(Boolean)).toEqual(['shop-k8s/1', 'shop-k8s/0']);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(
      await screen.findByText(/oldest profile in this Parca: Nov 2\d/, {}, PATIENCE),
    ).toBeTruthy();
  },
  LIMIT,
);

test(
  'a count shows only its rows, words narrow them, and both are in the link',
  async () => {
    const user = userEvent.setup();
    open();
    await line(/shop-k8s\/1/);
    await user.click(screen.getByRole('button', { name: '1 charm-library artefact' }));
    expect(await line(/legacy-api\/0/)).toBeTruthy();
    expect(screen.queryByRole('row', { name: /shop-k8s\/1/ })).toBeNull();
    expect(place.search).toContain('state=artefact');
    await user.click(screen.getByRole('button', { name: '1 charm-library artefact' }));
    await user.type(screen.getByRole('textbox', { name: 'Search the targets' }), 'prometheus/0');
    await waitFor(() => expect(screen.queryByRole('row', { name: /shop-k8s\/1/ })).toBeNull());
    expect(await line(/prometheus\/0/)).toBeTruthy();
    await waitFor(() => expect(place.search).toContain('find=prometheus'));
    await user.type(screen.getByRole('textbox', { name: 'Search the targets' }), ' nobody');
    expect(await screen.findByText('No target fits the search.')).toBeTruthy();
  },
  LIMIT,
);

test(
  'an artefact explains itself, in the server’s words and ours',
  async () => {
    const user = userEvent.setup();
    open();
    // Rows below what is seen are made anew as values arrive.
    await within(await line(/shop-k8s\/1/)).findByText('85.9', {}, PATIENCE);
    await user.click(await line(/legacy-api\/0/));
    const details = screen.getByRole('complementary', { name: 'Details of legacy-api/0' });
    expect(details.textContent).toContain('failing (ignored: in no count)');
    expect(details.textContent).toContain('connect: connection refused');
    expect(details.textContent).toContain('Charm-library artefact');
    expect(within(details).queryByRole('button', { name: 'Profile and metrics' })).toBeNull();
    expect(place.search).toContain('target=');
    await user.click(within(details).getByRole('button', { name: 'Close details' }));
    expect(screen.queryByRole('complementary')).toBeNull();
  },
  LIMIT,
);

test(
  'the last profile is a file that pprof reads, with the line that opens it',
  async () => {
    const user = userEvent.setup();
    open();
    const row = await line(/shop-k8s\/1/);
    await within(row).findByText('85.9', {}, PATIENCE);
    await user.click(row);
    const fresh = within(screen.getByRole('region', { name: 'New profile' }));
    const url = fresh.getByText(/^go tool pprof -http=: 'http:.*\/debug\/pprof\/profile\?seconds=/);
    await user.click(fresh.getByRole('button', { name: 'Copy go tool pprof command' }));
    expect(await navigator.clipboard.readText()).toBe(url.textContent);
    await user.click(screen.getByRole('button', { name: 'Download last profile (pprof)' }));
    const command = await screen.findByText(/^go tool pprof .*pb\.gz$/, {}, PATIENCE);
    expect(clicks).toHaveLength(1);
    expect(clicks[0]!.name).toMatch(/^shop-k8s-1_process-cpu_cpu_2026\d{4}T\d{6}Z\.pb\.gz$/);
    expect(command.textContent).toBe(`go tool pprof -http=: ${clicks[0]!.name}`);
    const bytes = await new Promise<ArrayBuffer>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result as ArrayBuffer);
      reader.readAsArrayBuffer(blobs[0]!);
    });
    const { tree } = decodePprof(new Uint8Array(bytes));
    expect(tree.columns[0]!.total[0]).toBeGreaterThan(0);
  },
  LIMIT,
);

/** Units are asked about in the whole range: with another time each, time and unit would differ. */
function expectOneWindow(params: URLSearchParams) {
  const { start, end } = archive.manifest;
  const whole = `${start.getTime()}-${end.getTime()}`;
  expect(params.get('baselineWindow')).toBe(whole);
  expect(params.get('comparisonWindow')).toBe(whole);
}

test(
  'from a row to its profile, to its siblings, to two rows side by side',
  async () => {
    const user = userEvent.setup();
    open();
    const row = await line(/shop-k8s\/1/);
    await within(row).findByText('85.9', {}, PATIENCE);
    await user.click(within(row).getByRole('checkbox'));
    expect(
      screen
        .getByRole('button', { name: 'Compare: choose one more' })
        .getAttribute('aria-disabled'),
    ).toBe('true');
    await user.click(within(await line(/shop-k8s\/0/)).getByRole('checkbox'));
    await user.click(screen.getByRole('button', { name: 'Compare these two' }));
    expect(place.path).toBe('compare');
    const pair = new URLSearchParams(place.search);
    expect(pair.get('baseline')).toContain('juju_unit="shop-k8s/1"');
    expect(pair.get('comparison')).toContain('juju_unit="shop-k8s/0"');
    expectOneWindow(pair);
  },
  LIMIT,
);

test(
  'the siblings of a unit are the others of its application',
  async () => {
    const user = userEvent.setup();
    open();
    const row = await line(/shop-k8s\/1/);
    await within(row).findByText('85.9', {}, PATIENCE);
    await user.click(row);
    await user.click(screen.getByRole('button', { name: 'Compare with siblings' }));
    const params = new URLSearchParams(place.search);
    expect(params.get('baseline')).toContain('juju_unit!="shop-k8s/1"');
    expect(params.get('baseline')).toContain('juju_application="shop-k8s"');
    expect(params.get('normalise')).toBe('perUnit');
    expect(params.get('type')).toBe('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
    expectOneWindow(params);
  },
  LIMIT,
);

test(
  'which unit of an application is the odd one: its units by function, on Changes',
  async () => {
    const user = userEvent.setup();
    open();
    await within(await line(/shop-k8s\/1/)).findByText('85.9', {}, PATIENCE);
    await user.click(screen.getByRole('button', { name: 'Odd unit out of shop-k8s' }));
    expect(place.path).toBe('changes');
    const params = new URLSearchParams(place.search);
    expect(params.get('oddIn')).toBe('shop-k8s');
    expect(params.get('type')).toBe('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
    expect(params.get('scope')).toContain('juju_application="shop-k8s"');
    const section = within(await screen.findByRole('region', { name: 'Odd unit out' }, PATIENCE));
    expect(
      await section.findByRole('columnheader', { name: 'shop-k8s/1' }, { timeout: 50_000 }),
    ).toBeTruthy();
    const cell = /^shop\/pricing\.Quote in shop-k8s\/1, within noise, \+\d+ %/;
    expect(section.getByRole('link', { name: cell })).toBeTruthy();
    expect(section.getByRole('status').textContent).toMatch(/^No unit is odd: what 2 units differ/);
  },
  LIMIT,
);

test.each([
  ['fetchTargets', 'Scrape targets: no answer', /shop-k8s\/1/],
  ['fetchProfileTypes', 'Profile types: no answer', /shop-k8s\/1/],
  ['fetchAgents', 'Agents: no answer', /shop-k8s\/1/],
] as const)(
  'without %s the rest is shown, and what is missing is said',
  async (name, words, row) => {
    open({ profiles: { [name]: noDisk } });
    expect(await line(row)).toBeTruthy();
    const said = await screen.findByText(words, {}, PATIENCE);
    expect(said.closest('[data-kind]')!.textContent).toContain('no disk');
    expect(said.closest('[data-kind]')!.getAttribute('data-kind')).toBe('partial');
  },
  LIMIT,
);

test(
  'without Prometheus’ answer, and without a Prometheus',
  async () => {
    const failing = () =>
      Promise.reject(new SourceError({ kind: 'timeout', source: 'Prometheus', detail: '30 s' }));
    const { unmount } = open({ metrics: { fetchInstant: failing } });
    expect(await line(/shop-k8s\/1/)).toBeTruthy();
    expect(await screen.findByText(/what is up: no answer/, {}, PATIENCE)).toBeTruthy();
    unmount();
    open({ metrics: undefined });
    expect(await line(/shop-k8s\/1/)).toBeTruthy();
    expect(screen.queryByText(/what is up: no answer/)).toBeNull();
  },
  LIMIT,
);

test(
  'a Parca that does not know of agents is no failure',
  async () => {
    const unknown = () =>
      Promise.reject(
        new SourceError({
          kind: 'server',
          source: 'Parca',
          detail: 'UNIMPLEMENTED: unknown service',
        }),
      );
    open({ profiles: { fetchAgents: unknown } });
    const row = await line(/shop-k8s\/1/);
    await within(row).findByText('85.9', {}, PATIENCE);
    expect(screen.queryByText(/no answer/)).toBeNull();
  },
  LIMIT,
);

test(
  'a refresh that fails keeps the old picture and says so',
  async () => {
    let isBroken = false;
    const user = userEvent.setup();
    const parca = createParcaSource({
      transport: { request: replay.parca },
      now: () => archive.manifest.end.getTime(),
    });
    open({ profiles: { fetchTargets: () => (isBroken ? noDisk() : parca.fetchTargets()) } });
    const row = await line(/shop-k8s\/1/);
    await within(row).findByText('85.9', {}, PATIENCE);
    isBroken = true;
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(
      await screen.findByText(/Scrape targets: no answer; .* from before/, {}, PATIENCE),
    ).toBeTruthy();
    expect(within(await line(/shop-k8s\/1/)).getByText('127.0.0.1:4081')).toBeTruthy();
    isBroken = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByText(/no answer/)).toBeNull(), PATIENCE);
  },
  LIMIT,
);

test(
  'nothing is profiled: why, and what each kind of program needs',
  async () => {
    const user = userEvent.setup();
    open({
      profiles: {
        fetchTargets: () => Promise.resolve([]),
        fetchProfileTypes: () => Promise.resolve([]),
      },
      metrics: undefined,
    });
    await screen.findByText('Nothing is profiled yet.', {}, PATIENCE);
    await user.click(screen.getByRole('button', { name: 'Set up profiling' }));
    const helper = await screen.findByRole('region', { name: 'An agent samples it from outside' });
    expect(helper.textContent).toContain('parca-agent as a DaemonSet');
    expect(screen.getAllByRole('button', { name: 'Copy command' }).length).toBeGreaterThan(5);
  },
  LIMIT,
);

test(
  'everything fails: facts, advice, retry',
  async () => {
    const given = { fetchTargets: noDisk, fetchProfileTypes: noDisk, fetchAgents: noDisk };
    open({ profiles: given, metrics: undefined });
    const alert = await screen.findByRole('alert', {}, PATIENCE);
    await waitFor(() =>
      expect(alert.textContent).toContain('Scrape targets, Profile types, Agents'),
    );
    expect(alert.textContent).toContain('Parca: no disk');
    expect(within(alert).getByRole('button', { name: 'Try again' })).toBeTruthy();
  },
  LIMIT,
);

test(
  'five thousand targets: places are closed at first, and few rows are in the document',
  async () => {
    const targets = Array.from({ length: 5000 }, (_, i): Target => {
      const unit = `app-${i % 50}/${Math.floor(i / 500)}`;
      const name = ['process_cpu', 'memory', 'goroutine', 'mutex', 'block'][
        Math.floor(i / 50) % 5
      ]!;
      return {
        job: 'generated',
        profileName: name,
        labels: { juju_model: 'big', juju_application: unit.split('/')[0]!, juju_unit: unit },
        discoveredLabels: { __address__: `${unit}:80`, __name__: name },
        url: `http://h${i}/debug/pprof/${name}`,
        health: 'good',
        lastError: undefined,
        lastScrape: archive.manifest.end.getTime(),
        lastScrapeDuration: 1,
      };
    });
    open({
      profiles: {
        fetchTargets: () => Promise.resolve(targets),
        fetchProfileTypes: () => Promise.resolve([]),
      },
    });
    await line(/app-0/);
    expect(screen.getAllByRole('row').length).toBeLessThan(80);
  },
  LIMIT,
);

test(
  'of thousands of profile types so many are asked for, and how many are not is said',
  async () => {
    const types = Array.from({ length: 2000 }, (_, i) =>
      parseProfileType(`memory${i}:inuse_space:bytes:space:bytes`),
    );
    const asked = new Set<string>();
    open({
      profiles: {
        fetchProfileTypes: () => Promise.resolve(types),
        fetchSeries: () => Promise.resolve([]),
        fetchLabelSets: (selector) => {
          asked.add(selector.profileType.name);
          return Promise.resolve([]);
        },
      },
    });
    expect(
      await screen.findByText(/1,?800 profile types are not looked at/, {}, PATIENCE),
    ).toBeTruthy();
    await waitFor(() => expect(asked.size).toBeGreaterThan(100), PATIENCE);
    expect(asked.size).toBeLessThanOrEqual(200);
  },
  LIMIT,
);
