import { useQueries, useQuery } from '@tanstack/react-query';
import {
  matchesLabels,
  printLabels,
  profileTypeTitle,
  rateUnit,
  sameLabels,
  type Labels,
  type Matcher,
  type ProfileType,
  type Series,
  type TimeRange,
} from '#series';
import type { TimelineChart } from '#ui';
import { explain } from './advice';
import { useHost } from './host';
import { metricMatchersFor } from './metric-panels';
import { metricQuery, seriesQuery } from './queries';
import { stepFor } from './range';
import { legendOf, type Level } from './topology-levels';
import { useKept, type Kept } from './use-kept';
import { NO_TYPE } from './use-selection';

/** What a timeline is of: one selection, or two that are compared. */
export interface TimelineQuestion {
  readonly profileType: ProfileType | undefined;
  readonly levels: readonly Level[];
  readonly range: TimeRange;
  /** Label sets of the type in the range, to tell which metrics are of the same units. */
  readonly labelSets: readonly Labels[];
  /** One selection a side; equal ones are drawn once. */
  readonly selections: readonly { readonly matchers: readonly Matcher[]; readonly title: string }[];
}

const NO_SERIES: readonly Series[] = [];

/** The profile type's own rate first, and under it the metrics of the same units, each chart with its own state. */
export function useTimeline(question: TimelineQuestion): readonly TimelineChart[] {
  const rate = useRateChart(question);
  const metrics = useMetricCharts(question);
  return [rate, ...metrics];
}

function useRateChart({ profileType, levels, range, selections }: TimelineQuestion): TimelineChart {
  const host = useHost();
  const sumBy = levels.map((level) => level.label);
  const [first = NO_SELECTION, second = NO_SELECTION] = selections;
  const ask = (matchers: readonly Matcher[], enabled: boolean) => ({
    ...seriesQuery(host, {
      selector: { profileType: profileType ?? NO_TYPE, matchers },
      range,
      step: stepFor(range),
      sumBy,
    }),
    enabled: enabled && profileType !== undefined,
  });
  const sides = [
    useKept(useQuery(ask(first.matchers, selections.length > 0))),
    useKept(useQuery(ask(second.matchers, selections.length > 1))),
  ]
    .slice(0, selections.length)
    .map((kept, index) => ({ ...kept, title: selections[index]!.title }));
  const unit = profileType ? rateUnit(profileType) : '';
  return {
    id: 'rate',
    title: profileType ? profileTypeTitle(profileType) : 'Profile',
    unit,
    height: 120,
    state: chartState(sides, {
      legend: (labels) => legendOf(levels, labels),
      empty:
        sides.length === 0
          ? NOTHING_SELECTED
          : 'No profiles of this type and selection in this range.',
    }),
  };
}

const NOTHING_SELECTED = 'Nothing is selected yet.';
const NO_SELECTION = { matchers: [], title: '' };

function useMetricCharts(question: TimelineQuestion): readonly TimelineChart[] {
  const { selections, levels, range, labelSets } = question;
  const host = useHost();
  const { metricPanels } = host;
  const joins = distinctJoins(
    selections.map(({ matchers }) => matchers),
    labelSets,
  );
  const asked = metricPanels.flatMap((panel) => joins.map((join) => ({ panel, join })));
  const answers = useQueries({
    queries: asked.map(({ panel, join }) => ({
      ...metricQuery(host, { query: panel.query(join.matchers), range, step: stepFor(range) }),
      enabled: host.metrics !== undefined && join.tier !== 'none',
    })),
  });
  if (!host.metrics) return [];
  return metricPanels.map((panel) => {
    const mine = answers.filter((_, index) => asked[index]!.panel === panel);
    const none = joins.every((join) => join.tier === 'none');
    return {
      id: panel.id,
      title: panel.title,
      unit: panel.unit,
      height: 56,
      note: joins.map((join) => join.explanation).join('; '),
      state: none
        ? { kind: 'empty', reason: joins[0]?.explanation ?? NOTHING_SELECTED }
        : chartState(
            mine.map((answer) => ({
              data: answer.data?.series,
              warnings: answer.data?.warnings,
              state: answer.isError ? 'failed' : answer.isPending ? 'loading' : 'ready',
              error: answer.error ?? undefined,
              title: '',
            })),
            {
              legend: (labels) => legendOf(levels, labels),
              empty: `Prometheus has no ${panel.title} for ${joins[0]?.matchers ?? ''} in this range.`,
            },
          ),
    };
  });
}

function distinctJoins(selections: readonly (readonly Matcher[])[], labelSets: readonly Labels[]) {
  const joins = selections.map((matchers) =>
    metricMatchersFor(
      matchers,
      labelSets.filter((labels) => matchesLabels(matchers, labels)),
    ),
  );
  return joins.filter(
    (join, index) => joins.findIndex((other) => other.matchers === join.matchers) === index,
  );
}

type Answer = Pick<Kept<readonly Series[]>, 'data' | 'state' | 'error'> & {
  readonly warnings?: readonly string[] | undefined;
  /** Whose answer it is, for series that would have one name: "baseline". */
  readonly title: string;
};

/** One chart of several answers: a failed one is said, and never takes the others' series away. */
function chartState(
  answers: readonly Answer[],
  words: { legend: (labels: Labels) => string; empty: string },
): TimelineChart['state'] {
  const series = namedSeries(answers, words.legend);
  const failed = answers.find((answer) => answer.state === 'failed');
  if (failed?.error) return { kind: 'failed', message: explain(failed.error).facts, series };
  if (answers.some((answer) => answer.state === 'loading')) return { kind: 'loading', series };
  if (series.length === 0) return { kind: 'empty', reason: words.empty };
  return { kind: 'ready', series, warnings: answers.flatMap((answer) => answer.warnings ?? []) };
}

/**
 * Every series under a name of its own: what two answers share is drawn once; of those that would have one name, the side or, where
 * that is one too, all labels tell them apart.
 */
export function namedSeries(
  answers: readonly Pick<Answer, 'data' | 'title'>[],
  legend: (labels: Labels) => string,
) {
  const all = answers.flatMap(({ data = NO_SERIES, title }) =>
    data.map((series) => ({ series, title, label: legend(series.labels) })),
  );
  const distinct = all.filter(
    (one, index) => all.findIndex((other) => isSame(one.series, other.series)) === index,
  );
  const namesakes = (one: (typeof all)[number]) =>
    distinct.filter((other) => other.label === one.label);
  return distinct.map((one) => {
    const { times, values, labels } = one.series;
    const others = namesakes(one);
    const bySide = new Set(others.map((other) => other.title)).size === others.length;
    if (others.length === 1) return { label: one.label, times, values };
    const label = bySide ? `${one.label} (${one.title})` : printLabels(labels);
    return { label, times, values };
  });
}

/** The same answer, or the same labels with the same points. */
function isSame(a: Series, b: Series): boolean {
  if (a === b) return true;
  return (
    sameLabels(a.labels, b.labels) &&
    a.times.length === b.times.length &&
    a.times.every((time, i) => time === b.times[i] && a.values[i] === b.values[i])
  );
}
