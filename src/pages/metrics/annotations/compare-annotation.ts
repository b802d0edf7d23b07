import { labelsOfHierarchy, readLabel, type Matcher, type TopologyAliases } from '#series';
import { annotationWindows, type AnnotationNeighbours, type Annotation } from '#targets';
import type { Level } from '../../selection/topology-levels';
import { compareSides } from '../../state/view/view-transitions';
import type { ViewState } from '../../state/view/view-state';

/** What has happened to whom, as a comparison of before with after. */
export function compareAnnotation(
  view: ViewState,
  annotation: Annotation,
  of: AnnotationNeighbours & { readonly levels: readonly Level[] },
): ViewState {
  const windows = annotationWindows(annotation, of);
  const side = (name: 'baseline' | 'comparison') => {
    const { matchers } = view.page === 'compare' ? view[name] : view.profile;
    return { matchers: matchers && ofAnnotation(matchers, annotation, of), window: windows[name] };
  };
  return compareSides(
    view,
    { baseline: side('baseline'), comparison: side('comparison') },
    of.range,
  );
}

/** The selection where it is of one process already, else that part of it that the annotation is of. */
export function ofAnnotation(
  matchers: readonly Matcher[],
  { labels }: Annotation,
  { levels, aliases }: { readonly levels: readonly Level[]; readonly aliases: TopologyAliases },
): readonly Matcher[] {
  // `instance` and `job` are another thing on each side.
  const scrape = labelsOfHierarchy('job');
  const shared = levels.filter(({ canonical }) => !scrape.includes(canonical));
  const open = shared.filter(({ label }) => !matchers.some(({ name }) => name === label));
  const more = open.flatMap(({ label, canonical }) => {
    const value = readLabel(labels, canonical, aliases);
    return value === '' ? [] : [{ name: label, op: '=' as const, value }];
  });
  return [...matchers, ...more];
}
