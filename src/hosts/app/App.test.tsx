import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { AppRootProps } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { createReplay, openArchive, type Archive, type Replay } from '#archive';
import { CORE_DATASOURCE_ID, DATASOURCE_ID } from '#frames';
import { setUpCombobox } from '../../../tests/support/combobox-setup';
import { App } from './App';
import { datasource, setUpGrafana, ShellPage, type FakeGrafana } from './grafana.fixture';

/* The app in a Grafana whose proxy leads to the demo archive; real sources, engine and pages. */

vi.mock('@grafana/runtime', async (importActual) => ({
  ...(await importActual<object>()),
  PluginPage: (props: Parameters<typeof ShellPage>[0]) => ShellPage(props),
}));

const PATIENCE = { timeout: 20_000 };
const LONG = 40_000;
const BASE = '/a/parcascope-console-app';
const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const UNIT = '{juju_unit="shop-k8s/1"}';
const MODEL = '9c1f6a52-77d0-4a8e-9a0e-0f1d7b1c2e3d';

const OURS = datasource('ours', { name: 'Our Parca', type: DATASOURCE_ID });
const CORE = datasource('core', { name: 'Core Parca', type: CORE_DATASOURCE_ID });
const METRICS = datasource('metrics', { name: 'Metrics', isDefault: true });
const OTHER = datasource('other', { name: 'Other metrics' });

let archive: Archive;
let replay: Replay;
let range: { from: string; to: string };
beforeAll(async () => {
  setUpCombobox();
  archive = await openArchive('public/demo.zip');
  replay = createReplay(archive);
  const { start, end } = archive.manifest;
  range = { from: String(start.getTime()), to: String(end.getTime()) };
});
afterAll(() => archive.close());
beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('<svg></svg>')));
  return () => vi.unstubAllGlobals();
});

function grafana(more: Partial<FakeGrafana> = {}) {
  return setUpGrafana({ replay, datasources: [CORE, METRICS, OURS, OTHER], ...more });
}

let stored = 0;
/** Settings are kept for the life of the page, so that a test needs a module of its own or an answer of `api`. */
function open(path: string, jsonData: object = {}): void {
  stored += 1;
  locationService.push(path);
  const props = { meta: { jsonData } } as unknown as AppRootProps;
  render(<App {...props} key={stored} />);
}

const params = () => new URLSearchParams(locationService.getLocation().search);
const path = () => locationService.getLocation().pathname;

test(
  'a data link of a dashboard opens the profile of its unit, from our datasource and its metrics',
  async () => {
    const seen = grafana();
    const link = new URLSearchParams({
      'var-juju_application': 'shop-k8s',
      'var-juju_unit': 'shop-k8s/1',
      type: CPU,
      filter: 'pricing.Quote',
      ...range,
    });
    open(`${BASE}?${link.toString()}`);
    await screen.findByRole('button', { name: 'shop/pricing.Quote' }, PATIENCE);
    expect(path()).toBe(`${BASE}/profile`);
    expect(params().get('profile')).toBe('{juju_application="shop-k8s", juju_unit="shop-k8s/1"}');
    expect([...params().keys()].filter((name) => name.startsWith('var-'))).toEqual([]);
    expect(params().get('from')).toBe(range.from);
    expect(screen.getByRole('navigation', { name: 'Breadcrumbs' }).textContent).toBe('Profile');
    await waitFor(() => expect(seen.proxied.some((one) => one.startsWith('metrics/'))).toBe(true));
    const used = new Set(seen.proxied.map((one) => one.split('/')[0]));
    expect([...used].sort()).toEqual(['metrics', 'ours']);
  },
  LONG,
);

test(
  'links and a breadcrumb are below the sub-path, and name the datasources',
  async () => {
    grafana({ subPath: '/cos-grafana' });
    open(
      `${BASE}/profile?${new URLSearchParams({ type: CPU, profile: UNIT, ...range }).toString()}`,
    );
    const compare = await screen.findByRole('link', { name: 'Compare' }, PATIENCE);
    const href = new URL(compare.getAttribute('href')!);
    expect(href.origin + href.pathname).toBe(
      `${window.location.origin}/cos-grafana${BASE}/compare`,
    );
    expect(href.searchParams.get('parca')).toBe('ours');
    expect(href.searchParams.get('prometheus')).toBe('metrics');
    await userEvent.click(compare);
    expect(path()).toBe(`${BASE}/compare`);
    await screen.findByRole('group', { name: 'Baseline' }, PATIENCE);
    const breadcrumb = within(screen.getByRole('navigation', { name: 'Breadcrumbs' }));
    expect(breadcrumb.getByText('Compare').getAttribute('href')).toBe(
      `/cos-grafana${BASE}/compare`,
    );
    act(() => locationService.getHistory().goBack());
    await waitFor(() => expect(path()).toBe(`${BASE}/profile`));
    expect(screen.queryByRole('group', { name: 'Baseline' })).toBeNull();
  },
  LONG,
);

test(
  'another Parca is asked, and stays in every link',
  async () => {
    const seen = grafana();
    open(
      `${BASE}/profile?${new URLSearchParams({ type: CPU, profile: UNIT, ...range }).toString()}`,
    );
    const picker = await screen.findByRole('combobox', { name: 'Parca' }, PATIENCE);
    await userEvent.click(picker);
    await userEvent.keyboard('{ArrowUp}{Enter}');
    expect(params().get('parca')).toBe('core');
    expect(params().get('profile')).toBe(UNIT);
    await waitFor(() => expect(seen.proxied.some((one) => one.startsWith('core/'))).toBe(true));
    await userEvent.click(await screen.findByRole('link', { name: 'Compare' }));
    expect(params().get('parca')).toBe('core');
  },
  LONG,
);

test(
  'a side of a comparison can be of a second datasource, until there is no other',
  async () => {
    const seen = grafana();
    const there = '{datasource="Core Parca", juju_unit="shop-k8s/1"}';
    const sides = { type: CPU, baseline: UNIT, comparison: UNIT, ...range };
    open(`${BASE}/compare?${new URLSearchParams(sides).toString()}`);
    const against = await screen.findByRole('combobox', { name: 'Against' }, PATIENCE);
    expect(against).toHaveProperty('value', 'no other');
    await userEvent.click(against);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(params().get('beside')).toBe('core'));
    expect(seen.proxied.some((one) => one.startsWith('core/') && one.endsWith('/Query'))).toBe(
      false,
    );
    act(() => {
      const search = params();
      search.set('comparison', there);
      locationService.push(`${path()}?${search.toString()}`);
    });
    await screen.findAllByText(
      /Our Parca against Core Parca: two servers may sample/,
      {},
      PATIENCE,
    );
    expect(seen.proxied.some((one) => one.startsWith('core/') && one.endsWith('/Query'))).toBe(
      true,
    );
    expect(params().get('parca')).toBe('ours');
    await userEvent.click(screen.getByRole('combobox', { name: 'Against' }));
    await userEvent.keyboard('{ArrowUp}{Enter}');
    await waitFor(() => expect(params().get('beside')).toBeNull());
    expect(params().get('comparison')).toBe(UNIT);
  },
  LONG,
);

test('an unknown datasource is reported, with its substitute', async () => {
  grafana();
  open(`${BASE}/profile?parca=gone&type=${CPU}`);
  const notice = await screen.findByText('link: parca: no such datasource: "gone"');
  expect(notice.closest('[role=status]')!.textContent).toContain(
    'Shown instead: Our Parca and Metrics.',
  );
});

test('the pair of one Juju model is chosen by name', async () => {
  const juju = (what: string) => `juju_cos_${MODEL}_${what}`;
  grafana({
    datasources: [
      METRICS,
      datasource('cos-metrics', { name: juju('prometheus_0') }),
      datasource('cos-parca', { name: juju('parca'), type: CORE_DATASOURCE_ID }),
    ],
  });
  open(`${BASE}/profile`);
  expect(await screen.findByRole('combobox', { name: 'Prometheus' })).toHaveProperty(
    'value',
    juju('prometheus_0'),
  );
});

test.each([
  ['Admin', 'Add a datasource'],
  ['Viewer', undefined],
] as const)('without a datasource an %s sees what to do', async (role, link) => {
  grafana({ datasources: [METRICS], role, subPath: '/cos-grafana' });
  open(BASE);
  expect(await screen.findByText('No Parca datasource')).toBeTruthy();
  const links = screen.queryAllByRole('link', { name: 'Add a datasource' });
  expect(links.map((one) => one.textContent)).toEqual(link === undefined ? [] : [link]);
  if (link === undefined) expect(screen.getByText(/Ask a Grafana administrator/)).toBeTruthy();
  else expect(links[0]!.getAttribute('href')).toBe('/cos-grafana/connections/datasources/new');
});

test(
  'metric panels of the settings are asked for, broken ones are reported to an Admin',
  async () => {
    const seen = grafana();
    const settings = {
      metricPanels: [
        { title: 'Own', unit: '', expression: 'go_goroutines$matchers' },
        { title: 'Broken' },
      ],
    };
    open(
      `${BASE}/profile?${new URLSearchParams({ type: CPU, profile: UNIT, ...range }).toString()}`,
      settings,
    );
    expect(await screen.findByText(/metricPanels\[1\]: .*expression/)).toBeTruthy();
    await screen.findByText('Own', {}, PATIENCE);
    expect(screen.queryByText(/^Resident memory/)).toBeNull();
    await waitFor(() =>
      expect(seen.proxied.filter((one) => one.endsWith('/query_range'))).not.toEqual([]),
    );
    cleanup();
    grafana({ role: 'Viewer' });
    open(`${BASE}/profile`, settings);
    await screen.findByRole('combobox', { name: 'Parca' });
    expect(screen.queryByText(/metricPanels\[1\]/)).toBeNull();
  },
  LONG,
);

test(
  'the pages leave the address alone once the app is left',
  async () => {
    grafana();
    open(`${BASE}/profile?${new URLSearchParams(range).toString()}`);
    await screen.findByRole('combobox', { name: 'Parca' });
    act(() => locationService.push('/dashboards?query=x'));
    // The profile type and the busiest unit are filled in when they are known.
    await screen.findByDisplayValue('CPU time', {}, PATIENCE);
    expect(locationService.getLocation()).toMatchObject({
      pathname: '/dashboards',
      search: '?query=x',
    });
  },
  LONG,
);
