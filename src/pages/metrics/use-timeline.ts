import type { ProfileType, TimeRange } from '#series';
import type { Annotation } from '#targets';
import type { TimelineChart } from '#ui';
import type { MeasuredProfile } from './profile-share';
import { useJoins, type JoinQuestion } from './join/use-joins';
import { useAnnotations } from './annotations/use-annotations';
import { useFunctionChart } from './use-function-chart';
import { useMetricCharts } from './use-metric-charts';
import { useRateChart, type Grouping } from './use-rate-chart';
import type { Level } from '../selection/topology-levels';

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
  /** Of the type's own rate; absent: a line for each unit, and nothing to choose. */
  readonly grouping?: Grouping | undefined;
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

const WAITING = { kind: 'loading', what: 'what is profiled' } as const;
