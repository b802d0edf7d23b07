import type { ReactNode } from 'react';
import { renderHook, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createMainThreadEngine } from '#engine';
import { encodePprof, treeFromFolded } from '#profile';
import { DEFAULT_ALIASES, parseProfileType, type Scrape } from '#series';
import { SourceError, type ProfileSource } from '#sources';
import type { TimelineChart } from '#ui';
import { PagesRoot } from '../PagesRoot';
import type { Host } from '../state/host';
import { useFunctionChart, type FunctionChartQuestion } from './use-function-chart';

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const START = 1_795_220_040_000;
const SECOND = 1_000_000_000n;
const RANGE = { start: START, end: START + 300_000 };
const PATIENCE = { timeout: 60_000 };
const LONG = 120_000;
const NANOSECONDS = { type: 'cpu', unit: 'nanoseconds' };

/** One every 10 s: `leaf` under `quote` doubles after the fifteenth. */
const scrapes: readonly Scrape[] = Array.from({ length: 30 }, (_, i) => ({
  labels: { unit: 'a' },
  timestamp: BigInt(START) * 1_000_000n + BigInt(i) * 10n * SECOND,
  duration: 10n * SECOND,
  value: i,
}));
const stacksOf = (i: number) => [
  `main;quote;leaf ${(i < 15 ? 1 : 2) * 1e9 + (i % 3) * 1e7}`,
  'main;quote 500000000',
  'main 3000000000',
];

const profiles: Partial<ProfileSource> = {
  fetchScrapes: async () => ({ range: RANGE, scrapes, interval: 10_000, notices: [] }),
  fetchSlice: async (_selector, of) => {
    const parts = of.map(({ value }) => {
      const tree = treeFromFolded(stacksOf(value));
      const facts = { sampleType: NANOSECONDS, periodType: NANOSECONDS };
      const pprof = encodePprof(tree, { ...facts, timeNanos: 0n, durationNanos: 0n });
      return { pprof, total: tree.columns[0]!.total[0]!, weight: 1 };
    });
    return { parts, range: RANGE, scrapes: of, interval: 10_000, notices: [] };
  },
};

function chartOf(more: Partial<FunctionChartQuestion>, source = profiles) {
  const host = {
    profiles: source,
    engine: createMainThreadEngine(),
    targetAliases: DEFAULT_ALIASES,
    defaultTimeZone: 'utc',
  } as unknown as Host;
  const question: FunctionChartQuestion = {
    profileType: CPU,
    range: RANGE,
    charted: ['quote'],
    selections: [{ matchers: [], title: 'Profile' }],
    ...more,
  };
  const { result } = renderHook(() => useFunctionChart(question), {
    wrapper: ({ children }: { readonly children: ReactNode }) => (
      <PagesRoot host={host} location={{ path: 'profile', search: '' }}>
        {children}
      </PagesRoot>
    ),
  });
  return result;
}

const seriesOf = ({ state }: TimelineChart) =>
  state.kind === 'ready' || state.kind === 'loading' ? (state.series ?? []) : [];

test('nothing is charted, nothing is asked', () => {
  const asked = chartOf({ charted: [] }, {});
  expect(asked.current.charts).toEqual([]);
});

test(
  'one function: total and self in cores at each slice, and when its total changed',
  async () => {
    const result = chartOf({});
    await waitFor(() => expect(result.current.charts[0]?.state.kind).toBe('ready'), PATIENCE);
    const [chart] = result.current.charts;
    expect(chart).toMatchObject({ title: 'quote', unit: 'cores' });
    const series = seriesOf(chart!);
    expect(series.map(({ label }) => label)).toEqual(['total', 'self']);
    expect([0, 14, 15, 29].map((i) => series[0]!.values[i])).toEqual([0.15, 0.152, 0.25, 0.252]);
    expect(new Set(series[1]!.values)).toEqual(new Set([0.05]));
    expect(chart!.remark).toBe('changed at 00:16:35, +66 %');
    const [mark] = result.current.annotations;
    expect(mark).toMatchObject({ kind: 'change', text: 'quote: changed at 00:16:35, +66 %' });
    expect(
      result.current.slices.some(({ start, end }) => start <= mark!.time && mark!.time <= end),
    ).toBe(true);
  },
  LONG,
);

test(
  'several functions are told apart by their names; one that is nowhere is 0',
  async () => {
    const result = chartOf({ charted: ['leaf', 'unknown'] });
    await waitFor(() => expect(result.current.charts[0]?.state.kind).toBe('ready'), PATIENCE);
    const series = seriesOf(result.current.charts[0]!);
    expect(series.map(({ label }) => label)).toEqual(['leaf', 'leaf self', 'unknown']);
    expect(series[2]!.values.every((value) => value === 0)).toBe(true);
  },
  LONG,
);

test(
  'of several the selected one has its own part drawn, and its change said with its name',
  async () => {
    const result = chartOf({ charted: ['main', 'leaf'], selected: 'leaf' });
    await waitFor(() => expect(result.current.charts[0]?.state.kind).toBe('ready'), PATIENCE);
    const [chart] = result.current.charts;
    expect(seriesOf(chart!).map(({ label }) => label)).toEqual(['main', 'leaf', 'leaf self']);
    expect(chart!.remark).toMatch(/^leaf: changed at 00:16:35/);
    expect(result.current.annotations.map(({ text }) => text)).toEqual([chart!.remark]);
  },
  LONG,
);

test(
  'a server that does not list its profiles fails the chart, and says so',
  async () => {
    const fails = async () => {
      throw new SourceError({ kind: 'server', source: 'Parca', detail: 'no disk', status: 500 });
    };
    const result = chartOf({}, { ...profiles, fetchScrapes: fails });
    await waitFor(() => expect(result.current.charts[0]?.state.kind).toBe('failed'), PATIENCE);
  },
  LONG,
);
