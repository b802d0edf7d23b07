import type { TimeRange } from '#series';
import type { Annotation } from '#targets';
import type { TimelineChart } from '#ui';
import { useTimeline, type TimelineQuestion } from '../../metrics/use-timeline';
import { useHost } from '../../state/host';
import { hasFault } from '../../state/matcher-faults';
import { SIDES, type SideName } from '../../state/sides';
import type { ViewState } from '../../state/view/view-state';
import { fileOf } from './file/file-beside';
import { withSameAxes } from './same-axes';
import { sideRanges } from './side-ranges';

/** The charts of one side, or of both where one range shows both windows. */
export interface SideTimeline {
  readonly sides: readonly SideName[];
  readonly range: TimeRange;
  readonly charts: readonly TimelineChart[];
  readonly annotations: readonly Annotation[];
}

/** Of a file there is no course of time. One timeline, or baseline and comparison with the same step, length and axes. */
export function useSideTimelines(
  view: ViewState,
  question: Omit<TimelineQuestion, 'selections'>,
): readonly SideTimeline[] {
  const { beside } = useHost();
  const isFile = (name: SideName) => fileOf(view[name].matchers, beside) !== undefined;
  const ranges = sideRanges(view, question.range);
  const isShared = ranges.baseline.start === ranges.comparison.start;
  const of = (names: readonly SideName[]) => {
    const selections = names.flatMap((name) => {
      const { matchers } = view[name];
      const isDrawn = matchers && !hasFault(matchers) && fileOf(matchers, beside) === undefined;
      return isDrawn ? [{ matchers, title: name }] : [];
    });
    return { ...question, range: ranges[names[0] ?? 'comparison'], selections };
  };
  const shown: readonly SideName[] = isShared ? SIDES : ['comparison'];
  const first = { sides: shown, range: ranges.comparison, ...useTimeline(of(shown)) };
  const own: readonly SideName[] = isShared ? [] : ['baseline'];
  const second = { sides: own, range: ranges.baseline, ...useTimeline(of(own)) };
  if (isShared) return [first];
  const both = withSameAxes([second, first]);
  const drawn = both.filter(({ sides: [name] }) => !isFile(name!));
  return drawn.length > 0 ? drawn : [first];
}
