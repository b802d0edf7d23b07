import type { QueryClient } from '@tanstack/react-query';
import {
  parseSelector,
  type Milliseconds,
  type Scrape,
  type Selector,
  type TimeRange,
} from '#series';
import type { FetchedScrapes, MetricAnswer } from '#sources';
import type { LoadedProfile } from '../state/queries/queries';
import type { ShownMetric } from './metrics-to-save';

/** Scrapes that the page shows something of, each as a profile. */
export interface ShownScrapes {
  readonly selector: Selector;
  /** What was asked for; what is found may end before it. */
  readonly range: TimeRange;
  readonly scrapes: readonly Scrape[];
}

/** What the page shows, as its cache has it: of every question that something on the page waits for, the answer. */
export interface ShownOnPage {
  readonly profiles: readonly ShownScrapes[];
  /** Rates over time, of which no more than totals is shown. */
  readonly rates: readonly Pick<ShownScrapes, 'selector' | 'range'>[];
  readonly metrics: readonly ShownMetric[];
  /** What was asked of a moment, of which the page keeps labels alone. */
  readonly moments: readonly { readonly query: string; readonly time: Milliseconds }[];
  /** Questions that failed, in words. */
  readonly failed: readonly string[];
  /** How many have no answer yet. */
  readonly waiting: number;
}

/** As `state/queries/queries.ts`, `metrics/metric-queries.ts` and `metrics/annotations/alerts-query.ts` make them. */
type Key = readonly [
  server: string,
  what: string,
  of: string,
  start: Milliseconds,
  end: Milliseconds,
  step: Milliseconds,
];

interface Answer<T> {
  readonly key: Key;
  readonly data: T;
}

export function shownOnPage(client: QueryClient): ShownOnPage {
  const questions = (server: string, what: string) =>
    client.getQueryCache().findAll({ type: 'active', queryKey: [server, what] });
  const answers = <T>(server: string, what: string): readonly Answer<T>[] =>
    questions(server, what).flatMap(({ queryKey, state }) =>
      state.data === undefined
        ? []
        : [{ key: queryKey as readonly unknown[] as Key, data: state.data as T }],
    );
  const asked = SHOWN.flatMap(([server, what]) => questions(server, what));
  return {
    profiles: [
      ...answers<LoadedProfile>('parca', 'profile').map(({ key, data }) => ({
        ...{ selector: data.selector, range: rangeOf(key) },
        scrapes: data.fetched.scrapes,
      })),
      ...answers<FetchedScrapes>('parca', 'scrapes').map(({ key, data }) => ({
        ...{ selector: parseSelector(key[2]), range: rangeOf(key) },
        scrapes: data.scrapes,
      })),
    ],
    rates: answers('parca', 'series').map(({ key }) => ({
      selector: parseSelector(key[2]),
      // A profile of before the first step may reach into it.
      range: { start: key[3] - key[5], end: key[4] },
    })),
    metrics: [
      ...answers<MetricAnswer>('prometheus', 'range'),
      ...answers<Pick<MetricAnswer, 'series'>>('prometheus', 'alerts'),
    ].map(({ key, data }) => ({
      ...{ query: key[2], range: rangeOf(key), step: key[5] },
      series: data.series,
    })),
    moments: answers('prometheus', 'labelSets').map(({ key }) => ({ query: key[2], time: key[4] })),
    failed: asked.flatMap(({ state: { data, error }, queryKey }) =>
      error && data === undefined ? [`${String(queryKey[2])}: ${error.message}`] : [],
    ),
    waiting: asked.filter(
      ({ state: { data, fetchStatus } }) => data === undefined && fetchStatus !== 'idle',
    ).length,
  };
}

const SHOWN = [
  ['parca', 'profile'],
  ['parca', 'scrapes'],
  ['parca', 'series'],
  ['prometheus', 'range'],
  ['prometheus', 'alerts'],
] as const;

const rangeOf = ([, , , start, end]: Key): TimeRange => ({ start, end });
