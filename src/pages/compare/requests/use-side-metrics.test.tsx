import { useState, type ReactNode } from 'react';
import { act, renderHook, waitFor } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { createMainThreadEngine } from '#engine';
import { DEFAULT_ALIASES, parseMatchers, parseProfileType, type Series } from '#series';
import type { MetricSource, ProfileSource } from '#sources';
import { metricPanels } from '#targets';
import type { Host } from '../../state/host';
import { PagesRoot } from '../../PagesRoot';
import type { LoadedProfile } from '../../state/queries/queries';
import type { LoadedSide } from '../../state/queries/use-profile';
import { DEFAULT_VIEW, type ViewState } from '../../state/view/view-state';
import { useSideMetrics, type SideMetrics } from './use-side-metrics';

/* A Prometheus of two units in place of the network: the busy one answers three times the requests of the other one. */

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const WINDOW = { start: 0, end: 600_000 };
const unit = (name: string) =>
  parseMatchers(`{juju_model_uuid="u", juju_application="shop", juju_unit="${name}"}`);
const SECONDS = 600;

const NAMES = ['process_cpu_seconds_total', 'shop_requests_total', 'shop_orders_total', 'up'];

function prometheus(asked: string[], names: readonly string[]): MetricSource {
  return {
    fetchRange: async ({ query, range, step }) => {
      asked.push(query);
      const times: number[] = [];
      for (let time = range.start; time <= range.end; time += step) times.push(time);
      const series = (value: number): Series => ({
        labels: {},
        times,
        values: times.map(() => value),
      });
      const busy = query.includes('shop/1') ? 3 : 1;
      if (query.includes('shop_requests_total')) return answer(series(10 * busy));
      if (query.includes('shop_orders_total')) return answer(series(busy));
      if (query.includes('process_cpu')) return answer(series(0.5 * busy));
      return { series: [], warnings: [] };
    },
    fetchInstant: async () => ({ series: [], warnings: [] }),
    fetchLabelValues: async ({ match = '' }) => (typeof match === 'string' ? names : []),
  };
}

const answer = (series: Series) => ({ series: [series], warnings: [] });

/** A profile of 0.45 cores. */
const loadedSide = (name: LoadedSide['name']): LoadedSide => ({
  name,
  loaded: {
    state: 'ready',
    stale: false,
    data: {
      selector: { profileType: CPU, matchers: [] },
      total: 0.45e9 * SECONDS,
      coverage: { seconds: SECONDS },
      fetched: {
        range: WINDOW,
        interval: 10_000,
        scrapes: [0, 590].map((at) => ({ timestamp: BigInt(at * 1e9) })),
      },
    } as unknown as LoadedProfile,
  } as LoadedSide['loaded'],
});

const VIEW: ViewState = {
  ...DEFAULT_VIEW,
  page: 'compare',
  baseline: { matchers: unit('shop/0'), window: WINDOW },
  comparison: { matchers: unit('shop/1'), window: WINDOW },
};

function metrics(
  of: { readonly names?: readonly string[]; readonly view?: Partial<ViewState> } = {},
) {
  const asked: string[] = [];
  const host = {
    profiles: { fetchTargets: async () => [] } as Partial<ProfileSource>,
    metrics: prometheus(asked, of.names ?? NAMES),
    engine: createMainThreadEngine(),
    metricPanels,
    targetAliases: DEFAULT_ALIASES,
    frozen: true,
  } as unknown as Host;
  const { result } = renderHook(
    (): SideMetrics & { readonly view: ViewState } => {
      const [view, setView] = useState<ViewState>({ ...VIEW, ...of.view });
      const control = { view, setView, problems: [], setDisplay: () => undefined };
      const sides = [loadedSide('baseline'), loadedSide('comparison')];
      const question = { control, sides, profileType: CPU, range: WINDOW };
      const labelSets = [{ juju_model_uuid: 'u', juju_application: 'shop', juju_unit: 'shop/1' }];
      return { ...useSideMetrics({ ...question, labelSets, isWaiting: false }), view };
    },
    {
      wrapper: ({ children }: { readonly children: ReactNode }) => (
        <PagesRoot host={host} location={{ path: 'compare', search: '' }}>
          {children}
        </PagesRoot>
      ),
    },
  );
  return { result, asked };
}

beforeEach(() => window.localStorage.clear());

test('requests of each side in its window, by the metric with the usual name', async () => {
  const { result } = metrics();
  await waitFor(() => expect(result.current.requests.rates).toEqual([10, 30]));
  const { metric, offered, formulas, caution, missing } = result.current.requests;
  expect(metric).toBe('shop_requests_total');
  expect(offered).toEqual([
    'shop_requests_total',
    'process_cpu_seconds_total',
    'shop_orders_total',
  ]);
  expect(formulas[1]).toMatch(
    /^comparison: 30 requests\/s = mean of \d+ points from 00:01:00 to 00:10:00$/,
  );
  expect([caution, missing]).toEqual(['', '']);
});

test('another metric is chosen once: it is in the link, and found again without', async () => {
  const { result } = metrics();
  await waitFor(() => expect(result.current.requests.rates).toEqual([10, 30]));
  act(() => result.current.requests.choose('shop_orders_total'));
  await waitFor(() => expect(result.current.requests.rates).toEqual([1, 3]));
  expect(result.current.view.requestMetric).toBe('shop_orders_total');
  const again = metrics().result;
  await waitFor(() => expect(again.current.requests.metric).toBe('shop_orders_total'));
});

test('a link wins over what is remembered, and says what it has no rate of', async () => {
  window.localStorage.setItem('parcascope.request-metrics', '[["shop","shop_orders_total"]]');
  const { result } = metrics({ view: { requestMetric: 'gone_total' } });
  await waitFor(() =>
    expect(result.current.requests.missing).toBe(
      'gone_total has no rate in the window of the baseline and the comparison.',
    ),
  );
  expect(result.current.requests).toMatchObject({ metric: 'gone_total', rates: undefined });
});

test('nothing that counts requests: none is asked, and nothing is missed', async () => {
  const { result, asked } = metrics({ names: ['up', 'go_goroutines'] });
  await waitFor(() => expect(asked.some((query) => query.startsWith('up'))).toBe(true));
  expect(result.current.requests).toMatchObject({ offered: [], metric: undefined, missing: '' });
  expect(asked.filter((query) => query.includes('rate('))).toEqual([]);
});

test('what the profiler sees of each process’ own CPU time', async () => {
  const { result } = metrics();
  await waitFor(() => expect(result.current.seen[1]).toBeCloseTo(0.3, 10));
  expect(result.current.seen[0]).toBeCloseTo(0.9, 10);
});
