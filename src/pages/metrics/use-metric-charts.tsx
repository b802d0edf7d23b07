import { useMemo } from 'react';
import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { formatDuration, type Labels, type Milliseconds, type TimeRange } from '#series';
import type { MetricAnswer } from '#sources';
import { choosePanels, COMMON_METRICS, type ChosenPanel, type MetricPanel } from '#targets';
import type { TimelineChart } from '#ui';
import { useHost } from '../state/host';
import { stepFor } from '../state/range';
import { legendOf, type Level } from '../selection/topology-levels';
import { useChartStates, type ChartAnswer } from './chart-state';
import { joinBadge, type BadgeOptions } from './join/join-badge';
import { metricQuery, useKeptAnswers } from './metric-queries';
import { profileShare, type MeasuredProfile } from './profile-share';
import { isOfProfiled, type FoundJoin } from './join/use-joins';

export interface MetricChartsOptions extends BadgeOptions {
  readonly range: TimeRange;
  readonly levels: readonly Level[];
  /** The profile that some metrics are compared with; undefined while none is loaded. */
  readonly measured: MeasuredProfile | undefined;
}

const HEIGHT_PX = 56;

/** Prometheus' `--query.lookback-delta`, unless it was changed. */
const LOOKBACK_MS = 300_000;

/** A chart a panel that there is something for, each with its own state and beside it how sure it is whose metric it is. */
export function useMetricCharts(
  joins: readonly FoundJoin[],
  options: MetricChartsOptions,
): readonly TimelineChart[] {
  const host = useHost();
  const { range, override } = options;
  const chosen = useChosen(joins, host.metricPanels);
  const asked = (chosen ?? []).flatMap(({ panel, metric }) =>
    joins.map(({ join }) => ({
      panel,
      query: panel.query({ ...join, ...(metric !== undefined && { metric }) }),
      enabled: join.tier !== 'none',
    })),
  );
  const step = stepFor(range);
  const answers = useQueries({
    queries: asked.map(({ query, enabled }) => ({
      ...metricQuery(host, { query, range, step }),
      enabled: host.metrics !== undefined && enabled,
    })),
  });
  const kept = useKeptAnswers(
    asked.map(({ query }) => query),
    answers,
  );
  const matchers = joins.map(({ join }) => join.matchers).join(' and ');
  const states = useChartStates(
    (chosen ?? []).map(({ panel }) => ({
      answers: answers.flatMap((answer, index) =>
        asked[index]!.panel === panel ? [chartAnswer(answer, kept[index])] : [],
      ),
      legend: (labels: Labels) => legendOf(options.levels, labels),
      empty: `Prometheus has no ${panel.title} for ${matchers} ${whereAsked(step)}.`,
    })),
  );
  if (!host.metrics || joins.length === 0) return [];
  const badge = joinBadge(joins, options);
  const none = joins.every(({ join }) => join.tier === 'none');
  if (none) return [{ ...ALONE, badge, state: { kind: 'empty', reason: explanationOf(joins) } }];
  if (!chosen) return [{ ...ALONE, badge, state: LISTING }];
  if (chosen.length === 0)
    return [{ ...ALONE, badge, state: { kind: 'empty', reason: nothingFound(joins, override) } }];
  // What none of them has is said once.
  if (states.length > 1 && states.every(({ kind }) => kind === 'empty'))
    return [{ ...ALONE, badge, state: { kind: 'empty', reason: noneIn(joins, step) } }];
  return chosen.flatMap(({ panel, metric }, index) => {
    const state = states[index]!;
    if (panel.hasChoice && hasNothing(state)) return [];
    return [
      {
        id: panel.id,
        title: panel.title,
        unit: panel.unit,
        height: HEIGHT_PX,
        badge,
        state,
        ...(panel.hasChoice && metric !== undefined && { note: `Of the metric ${metric}.` }),
        ...shareOf(panel, { joins, measured: options.measured, state }),
      },
    ];
  });
}

function chartAnswer(
  answer: UseQueryResult<MetricAnswer>,
  kept: MetricAnswer | undefined,
): ChartAnswer {
  return {
    data: kept?.series,
    warnings: answer.data?.warnings,
    state: answer.isError ? 'failed' : answer.isPending ? 'loading' : 'ready',
    error: answer.error ?? undefined,
    title: '',
  };
}

/** That a panel was found by a pattern does not say that there is something to draw. */
const hasNothing = (state: TimelineChart['state']) =>
  state.kind === 'empty' || (state.kind === 'loading' && state.series?.length === 0);

const LISTING = { kind: 'loading', what: 'the names of metrics' } as const;
const ALONE = { id: 'metrics', title: 'Metrics', unit: '', height: HEIGHT_PX } as const;

function useChosen(
  joins: readonly FoundJoin[],
  panels: readonly MetricPanel[],
): readonly ChosenPanel[] | undefined {
  const failed = joins.some(({ knownError }) => knownError);
  const all = joins.flatMap(({ known }) => (known ? [known] : []));
  const names = all.flatMap((known) => known.names);
  const withStatus = all.flatMap((known) => known.withStatus);
  const isKnown = failed || all.length > 0;
  const found = failed ? COMMON_METRICS : { names, withStatus };
  // By what is known: the answers are new objects at every drawing.
  const key = JSON.stringify(found);
  return useMemo(() => (isKnown ? choosePanels(panels, found) : undefined), [isKnown, panels, key]); // eslint-disable-line react-hooks/exhaustive-deps
}

/** Prometheus looks back five minutes from each step: between longer ones there may be points that nobody asked for. */
const whereAsked = (step: Milliseconds) =>
  step <= LOOKBACK_MS ? 'in this range' : `at any step of ${formatDuration(step)} in this range`;

function explanationOf(joins: readonly FoundJoin[]): string {
  return joins.map(({ join }) => join.explanation).join(' ');
}

function noneIn(joins: readonly FoundJoin[], step: Milliseconds): string {
  const matchers = joins.map(({ join }) => join.matchers).join(' and ');
  return `Prometheus has none of these metrics for ${matchers} ${whereAsked(step)}.`;
}

function nothingFound(joins: readonly FoundJoin[], override: string): string {
  const words = joins.map(({ found }) => found?.message ?? '').filter((one) => one !== '');
  if (override === '' && words.length > 0) return words.join(' ');
  return `Prometheus has no metrics for ${joins.map(({ join }) => join.matchers).join(' and ')} in this range.`;
}

function shareOf(
  panel: MetricPanel,
  of: {
    joins: readonly FoundJoin[];
    measured: MeasuredProfile | undefined;
    state: TimelineChart['state'];
  },
): Pick<TimelineChart, 'remark' | 'remarkShort' | 'remarkFormula'> {
  const { joins, measured, state } = of;
  const comparable = measured !== undefined && measured.kind === panel.measures;
  if (!comparable || joins.length !== 1 || state.kind !== 'ready') return {};
  if (!isOfProfiled(joins[0]!.join)) return {};
  const share = profileShare(measured, state.series);
  return share
    ? { remark: share.text, remarkShort: share.short, remarkFormula: share.formula }
    : {};
}
