import { useQuery } from '@tanstack/react-query';
import { profileTypeTitle, rateUnit, type Labels, type ProfileType, type TimeRange } from '#series';
import type { Annotation } from '#targets';
import type { TimelineChart } from '#ui';
import { useHost } from '../state/host';
import { useChartStates } from './chart-state';
import type { MeasuredProfile } from './profile-share';
import { useJoins, type JoinQuestion } from './join/use-joins';
import { useAnnotations } from './annotations/use-annotations';
import { useFunctionChart } from './use-function-chart';
import { useMetricCharts } from './use-metric-charts';
import { seriesQuery } from '../state/queries/queries';
import { stepFor } from '../state/range';
import { legendOf, type Level } from '../selection/topology-levels';
import { useLatestQuery } from '../state/queries/use-latest-query';

/** What a timeline is of: one selection, or two that are compared; equal ones are drawn once. */
export interface TimelineQuestion extends JoinQuestion {
  readonly profileType: ProfileType | undefined;
  readonly levels: readonly Level[];
  /** What the rest depends on is still asked: every chart waits, so that none is asked by half of what there is to know. */
  readonly isWaiting?: boolean;
  readonly measured?: MeasuredProfile | undefined;
  /** Functions whose own course is drawn under the whole one's. */
  readonly charted: readonly string[];
  readonly selected?: string | undefined;
  readonly onOverride: (matchers: string) => void;
}

export interface TimelineData {
  readonly charts: readonly TimelineChart[];
  readonly annotations: readonly Annotation[];
  /** That the chart of functions is drawn from. */
  readonly slices: readonly TimeRange[];
}

/** The profile type's own rate first, and under it the metrics of the same units, each chart with its own state. */
export function useTimeline(asked: TimelineQuestion): TimelineData {
  const question = asked.isWaiting ? { ...asked, selections: [] } : asked;
  const rate = useRateChart(question);
  const joins = useJoins(question);
  const { range, levels, measured, override, onOverride } = question;
  const metrics = useMetricCharts(joins, { range, levels, measured, override, onOverride });
  const annotations = useAnnotations(joins, question);
  const functions = useFunctionChart(question);
  const state = asked.isWaiting ? WAITING : rate.state;
  return {
    charts: [{ ...rate, state }, ...functions.charts, ...metrics],
    annotations: [...annotations, ...functions.annotations],
    slices: functions.slices,
  };
}

function useRateChart({ profileType, levels, range, selections }: TimelineQuestion): TimelineChart {
  const host = useHost();
  const sumBy = levels.map((level) => level.label);
  const [first = NO_SELECTION, second = NO_SELECTION] = selections;
  const ask = (matchers: (typeof first)['matchers'], enabled: boolean) =>
    seriesQuery(host, {
      selector: enabled && profileType ? { profileType, matchers } : undefined,
      range,
      step: stepFor(range),
      sumBy,
    });
  const sides = [
    useLatestQuery(useQuery(ask(first.matchers, selections.length > 0))),
    useLatestQuery(useQuery(ask(second.matchers, selections.length > 1))),
  ]
    .slice(0, selections.length)
    .map((kept, index) => ({ ...kept, title: selections[index]!.title }));
  const [state] = useChartStates([
    {
      answers: sides,
      legend: (labels: Labels) => legendOf(levels, labels),
      empty:
        sides.length === 0
          ? 'Nothing is selected yet.'
          : 'No profiles of this type and selection in this range.',
    },
  ]);
  const unit = profileType ? rateUnit(profileType) : '';
  return {
    id: 'rate',
    title: profileType ? profileTypeTitle(profileType) : 'Profile',
    unit,
    height: 80,
    state: state!,
  };
}

const WAITING = { kind: 'loading', what: 'what is profiled' } as const;
const NO_SELECTION = { matchers: [], title: '' };
