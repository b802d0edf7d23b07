import type { ReactNode } from 'react';
import { act, render, renderHook, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { createMainThreadEngine } from '#engine';
import {
  DEFAULT_ALIASES,
  parseMatchers,
  parseProfileType,
  type Labels,
  type Series,
} from '#series';
import { SourceError, type MetricSource, type ProfileSource } from '#sources';
import { metricPanels } from '#targets';
import type { Host } from '../state/host';
import { PagesRoot } from '../PagesRoot';
import { levelsFor } from '../selection/topology-levels';
import { useTimeline, type TimelineQuestion } from './use-timeline';

/* A Prometheus of a few series in place of the network: what is asked of it decides what comes back. */

const UNIT = '{juju_model_uuid="u", juju_application="shop", juju_unit="shop/1"}';
const LABELS: Labels = { juju_model_uuid: 'u', juju_application: 'shop', juju_unit: 'shop/1' };
const RANGE = { start: 0, end: 600_000 };
const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const TIMES = [0, 100_000, 200_000, 300_000, 400_000, 500_000, 600_000];

const series = (values: readonly (number | null)[], labels: Labels = LABELS): Series => ({
  labels,
  times: TIMES,
  values,
});
const always = (value: number, labels?: Labels) => [
  series(
    TIMES.map(() => value),
    labels,
  ),
];

interface Server {
  /** Names of metrics that exist under the matchers. */
  readonly names?: (match: string) => readonly string[];
  /** By a part of the query. */
  readonly answers?: Readonly<Record<string, readonly Series[]>>;
  readonly alerts?: readonly string[];
}

const refused = new SourceError({
  kind: 'badQuery',
  source: 'Prometheus',
  detail: 'no names here',
});

function serverOf({ names, answers = {}, alerts = [] }: Server, asked: string[]): MetricSource {
  const answer = async ({ query }: { query: string }) => {
    asked.push(query);
    const known = Object.keys(answers).find((part) => query.includes(part));
    return { series: known === undefined ? [] : answers[known]!, warnings: [] };
  };
  return {
    fetchRange: answer,
    fetchInstant: answer,
    fetchLabelValues: async ({ name, match = '' }) => {
      if (name === 'alertname') return alerts;
      if (!names) throw refused;
      // Of several selectors: those of metrics that say how a request ended. There are none here.
      return typeof match === 'string' ? names(match) : [];
    },
  };
}

function timeline(
  server: Server,
  question: Partial<TimelineQuestion> = {},
  more: Partial<Host> = {},
) {
  const asked: string[] = [];
  const profiles: Partial<ProfileSource> = {
    fetchSeries: async () => [],
    fetchTargets: async () => [],
  };
  const host = {
    profiles,
    metrics: serverOf(server, asked),
    engine: createMainThreadEngine(),
    metricPanels,
    targetAliases: DEFAULT_ALIASES,
    frozen: false,
    ...more,
  } as Host;
  const overrides: string[] = [];
  const initial: TimelineQuestion = {
    profileType: CPU,
    levels: levelsFor(['juju_model', 'juju_application', 'juju_unit'], DEFAULT_ALIASES),
    range: RANGE,
    labelSets: [LABELS],
    selections: [{ matchers: parseMatchers(UNIT), title: 'Profile' }],
    override: '',
    charted: [],
    onOverride: (matchers) => void overrides.push(matchers),
    ...question,
  };
  const { result } = renderHook(() => useTimeline(initial), {
    wrapper: ({ children }: { readonly children: ReactNode }) => (
      <PagesRoot host={host} location={{ path: 'profile', search: '' }}>
        {children}
      </PagesRoot>
    ),
  });
  const charts = () => result.current.charts.slice(1);
  return { charts, annotations: () => result.current.annotations, asked, overrides };
}
type Shown = ReturnType<typeof timeline>;

const settled = ({ charts }: Shown, ...titles: string[]) =>
  waitFor(() => {
    expect(charts().map(({ title }) => title)).toEqual(titles);
    expect(charts().filter(({ state }) => state.kind === 'loading')).toEqual([]);
  });

test('charts of what the unit has, and of nothing else', async () => {
  const shown = timeline({
    names: (match) => (match === UNIT ? ['up', 'go_goroutines', 'api_requests_total'] : []),
    answers: { 'up{': always(1), go_goroutines: always(17), 'api_requests_total{juju': always(3) },
  });
  await settled(shown, 'Goroutines', 'Requests', 'Up');
  expect(shown.charts()[1]!.note).toBe('Of the metric api_requests_total.');
  expect(shown.charts()[0]).not.toHaveProperty('note');
  expect(shown.asked.filter((query) => query.includes('process_cpu'))).toEqual([]);
});

test('what was found by a pattern and has nothing to draw takes no room', async () => {
  const shown = timeline({
    names: () => ['up', 'api_requests_total'],
    answers: { 'up{': always(1) },
  });
  await settled(shown, 'Up');
});

test('beside a chart: the tier, what was found, and the user’s own matchers, which the link keeps', async () => {
  const shown = timeline({ names: () => ['up'], answers: { 'up{': always(1, { job: 'server' }) } });
  await settled(shown, 'Up');
  render(<>{shown.charts()[0]!.badge}</>);
  await userEvent.click(screen.getByRole('button', { name: /by unit.*1 endpoint/ }));
  expect(screen.getByText('Prometheus scrapes one endpoint: server.')).toBeTruthy();
  expect(screen.getByText('Metrics of the same unit.', { exact: false })).toBeTruthy();
  const field = screen.getByRole('textbox');
  await userEvent.clear(field);
  await userEvent.type(field, '{{job=}{Enter}');
  expect(shown.overrides).toEqual([]);
  await userEvent.clear(field);
  await userEvent.type(field, '{{job="api"}{Enter}');
  expect(shown.overrides).toEqual(['{job="api"}']);
});

test('with matchers of one’s own the metrics are those', async () => {
  const shown = timeline(
    { names: (match) => (match === '{job="api"}' ? ['up'] : []), answers: { 'up{': always(1) } },
    { override: '{job="api"}' },
  );
  await settled(shown, 'Up');
  expect(new Set(shown.asked.filter((query) => query.startsWith('up')))).toEqual(
    new Set(['up{job="api"}']),
  );
});

test('a unit without metrics: one chart that says why, and the wider join as a way on', async () => {
  const shown = timeline({ names: () => [] });
  await settled(shown, 'Metrics');
  await waitFor(() =>
    expect(shown.charts()[0]!.state).toMatchObject({
      kind: 'empty',
      reason: expect.stringContaining('No metrics for this unit'),
    }),
  );
  render(<>{shown.charts()[0]!.badge}</>);
  await userEvent.click(screen.getByRole('button', { name: /by unit.*0 endpoints/ }));
  await userEvent.click(screen.getByRole('button', { name: /by application/ }));
  expect(shown.overrides).toEqual(['{juju_model_uuid="u", juju_application="shop"}']);
});

test('nothing that metrics know is selected: no question is asked', async () => {
  const shown = timeline(
    { names: () => ['up'] },
    { selections: [{ matchers: parseMatchers('{version="2"}'), title: 'Profile' }] },
  );
  await settled(shown, 'Metrics');
  expect(shown.charts()[0]!.state).toMatchObject({
    kind: 'empty',
    reason: expect.stringContaining('names nothing that metrics are labelled with too'),
  });
  expect(shown.asked).toEqual([]);
});

test('a Prometheus that does not tell its metrics: the common ones, each for itself', async () => {
  const shown = timeline({ answers: { 'up{': always(1) } });
  await settled(shown, ...['Process CPU', 'Resident memory', 'Go heap in use', 'Goroutines', 'Up']);
  expect(shown.charts()[0]!.state).toMatchObject({
    kind: 'empty',
    reason: `Prometheus has no Process CPU for ${UNIT} in this range.`,
  });
});

test('what a Prometheus has none of is said once, not of each', async () => {
  const shown = timeline({ answers: {} });
  await settled(shown, 'Metrics');
  expect(shown.charts()[0]!.state).toMatchObject({
    kind: 'empty',
    reason: `Prometheus has none of these metrics for ${UNIT} in this range.`,
  });
});

test('over a week the steps are longer than Prometheus looks back, and nothing is said of what lies between', async () => {
  const range = { start: RANGE.end - 7 * 86_400_000, end: RANGE.end };
  const shown = timeline({ answers: { 'up{': always(1) } }, { range });
  await settled(shown, ...['Process CPU', 'Resident memory', 'Go heap in use', 'Goroutines', 'Up']);
  expect(shown.charts()[0]!.state).toMatchObject({
    kind: 'empty',
    reason: `Prometheus has no Process CPU for ${UNIT} at any step of 2 h in this range.`,
  });
});

test('the profile’s share of the metric, of means over one window, with its formula', async () => {
  const measured = {
    kind: 'cpu' as const,
    value: 0.45,
    unit: 'cores',
    window: RANGE,
    timeZone: 'utc',
  };
  const server: Server = {
    names: () => ['process_cpu_seconds_total'],
    answers: { 'rate(': always(0.5) },
  };
  const shown = timeline(server, { measured });
  await settled(shown, 'Process CPU');
  expect(shown.charts()[0]).toMatchObject({
    remark: 'profiler sees 90 % of it',
    remarkFormula:
      '90 % = 0.45 cores in the profile ÷ 0.5 cores in this metric, mean of 6 points from 00:01:00 to 00:10:00',
  });
  const unsure = timeline(server, {
    measured,
    selections: [{ matchers: parseMatchers('{job="a", instance="b"}'), title: 'Profile' }],
  });
  await settled(unsure, 'Process CPU');
  expect(unsure.charts()[0]).not.toHaveProperty('remark');
});

test('restarts and alerts are annotations; a restart with another build is a deploy', async () => {
  const started = [100, 100, 100, 300, 300, 500, 500];
  const answers = {
    process_start_time_seconds: [
      series(started, { ...LABELS, job: 'a' }),
      series(started, { ...LABELS, job: 'b' }),
    ],
    ALERTS: [
      series([null, null, 1, 1, null, null, null], {
        ...LABELS,
        alertname: 'Slow',
        alertstate: 'firing',
      }),
    ],
  };
  const fetchProfile: ProfileSource['fetchProfile'] = async (_selector, range) => ({
    parts: [{ pprof: new Uint8Array([range.start < 300_000 ? 1 : 2]), total: 0, weight: 1 }],
    range,
    scrapes: [],
    interval: 10_000,
    notices: [],
  });
  const engine = createMainThreadEngine();
  const shown = timeline(
    { names: () => ['process_start_time_seconds'], answers, alerts: ['Slow'] },
    {},
    {
      profiles: {
        fetchSeries: async () => [],
        fetchProfile,
      } as Partial<ProfileSource> as ProfileSource,
      engine: {
        ...engine,
        open: async ([part]) => ({
          ...(await engine.open([])),
          buildIds: [`build-${part!.pprof[0]}`],
        }),
        release: (handle) => engine.release(handle),
      },
    },
  );
  await waitFor(() =>
    expect(shown.annotations().map(({ time, kind, text }) => [time, kind, text])).toEqual([
      [100_000, 'start', 'shop/1 started'],
      [200_000, 'alert', 'Slow fired for shop/1'],
      [300_000, 'deploy', 'shop/1: build build-1 became build-2'],
      [500_000, 'restart', 'shop/1 restarted'],
    ]),
  );
  expect(shown.asked).toContain(
    'ALERTS{alertstate="firing", juju_model_uuid="u", juju_application="shop", juju_unit=~"|shop/1"}',
  );
});

test('both sides of a comparison: one question where they join the same, each explained where not', async () => {
  const side = (unit: string, title: string) => ({
    matchers: parseMatchers(`{juju_model_uuid="u", juju_application="shop", juju_unit="${unit}"}`),
    title,
  });
  const server: Server = { names: () => ['up'], answers: { 'up{': always(1) } };
  const same = timeline(server, {
    selections: [side('shop/1', 'baseline'), side('shop/1', 'comparison')],
  });
  await settled(same, 'Up');
  const distinct = (shown: Shown) => new Set(shown.asked.filter((query) => query.startsWith('up')));
  expect(distinct(same).size).toBe(1);
  const other = timeline(server, {
    selections: [side('shop/0', 'baseline'), side('shop/1', 'comparison')],
  });
  await settled(other, 'Up');
  expect(distinct(other).size).toBe(2);
  render(<>{other.charts()[0]!.badge}</>);
  await act(async () => screen.getByRole('button', { name: /by unit.*2 endpoints/ }).click());
  expect(screen.getByText(/baseline: Metrics of the same unit\./)).toBeTruthy();
});

test('addresses that a charm lists: each side has the metrics of its own hosts', async () => {
  const labelsOf = (application: string): Labels => ({
    juju_model_uuid: 'u',
    juju_application: application,
    juju_charm: 'parca-scrape-target',
  });
  const targetOf = (application: string, host: string) => ({
    job: application,
    profileName: 'memory',
    labels: labelsOf(application),
    discoveredLabels: {},
    url: `http://${host}/debug/pprof/heap`,
    health: 'good' as const,
    lastError: undefined,
    lastScrape: undefined,
    lastScrapeDuration: 0,
  });
  const profiles: Partial<ProfileSource> = {
    fetchSeries: async () => [],
    fetchTargets: async () => [targetOf('a', '10.0.0.1:80'), targetOf('b', '10.0.0.2:80')],
  };
  const side = (application: string) => ({
    matchers: parseMatchers(`{juju_model_uuid="u", juju_application="${application}"}`),
    title: application,
  });
  const shown = timeline(
    { names: () => ['up'], answers: { 'up{': always(1) } },
    { labelSets: [labelsOf('a'), labelsOf('b')], selections: [side('a'), side('b')] },
    { profiles: profiles as ProfileSource },
  );
  await settled(shown, 'Up');
  expect([...new Set(shown.asked)].sort()).toEqual([
    'up{instance=~"10\\\\.0\\\\.0\\\\.1(:[0-9]+)?"}',
    'up{instance=~"10\\\\.0\\\\.0\\\\.2(:[0-9]+)?"}',
  ]);
});
