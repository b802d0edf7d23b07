import type { TimeRange } from '#series';
import type { Annotation } from '#targets';
import type { TimelineChart } from '#ui';
import { useTimeline, type TimelineQuestion } from '../../metrics/use-timeline';
import { hasFault } from '../../state/matcher-faults';
import { SIDES, type SideName } from '../../state/sides';
import type { ViewState } from '../../state/view/view-state';
import { withSameAxes } from './same-axes';
import { sideRanges } from './side-ranges';

/** The charts of one side, or of both where one range shows both windows. */
export interface SideTimeline {
  readonly sides: readonly SideName[];
  readonly range: TimeRange;
  readonly charts: readonly TimelineChart[];
  readonly annotations: readonly Annotation[];
}

/** One timeline, or baseline and comparison with the same step, length and axes. */
export function useSideTimelines(
  view: ViewState,
  question: Omit<TimelineQuestion, 'selections'>,
): readonly SideTimeline[] {
  const ranges = sideRanges(view, question.range);
  const isShared = ranges.baseline.start === ranges.comparison.start;
  const of = (names: readonly SideName[]) => {
    const selections = names.flatMap((name) => {
      const { matchers } = view[name];
      return matchers && !hasFault(matchers) ? [{ matchers, title: name }] : [];
    });
    return { ...question, range: ranges[names[0] ?? 'comparison'], selections };
  };
  const shown: readonly SideName[] = isShared ? SIDES : ['comparison'];
  const first = { sides: shown, range: ranges.comparison, ...useTimeline(of(shown)) };
  const own: readonly SideName[] = isShared ? [] : ['baseline'];
  const second = { sides: own, range: ranges.baseline, ...useTimeline(of(own)) };
  return isShared ? [first] : withSameAxes([second, first]);
}
