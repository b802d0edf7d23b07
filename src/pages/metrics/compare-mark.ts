import type { Matcher } from '#series';
import { windowsOfMark, type MarkNeighbours, type TimelineMark } from '#targets';
import { pinnedValue } from '../topology-levels';
import { compareSides, type ViewState } from '../view-state';

/** Labels that profiles and metrics share; `instance` and `job` are another thing on each side. */
const SHARED = [
  'juju_model_uuid',
  'juju_model',
  'juju_application',
  'juju_unit',
  'namespace',
  'pod',
  'container',
];

/** What has happened to whom, as a comparison of before with after. */
export function compareMark(view: ViewState, mark: TimelineMark, of: MarkNeighbours): ViewState {
  const windows = windowsOfMark(mark, of);
  const side = (name: 'baseline' | 'comparison') => {
    const { matchers } = view.page === 'compare' ? view[name] : view.profile;
    return { matchers: matchers && ofMark(matchers, mark), window: windows[name] };
  };
  return compareSides(
    view,
    { baseline: side('baseline'), comparison: side('comparison') },
    of.range,
  );
}

/** The selection where it is of one process already, else that part of it that the mark is of. */
export function ofMark(matchers: readonly Matcher[], { labels }: TimelineMark): readonly Matcher[] {
  const open = SHARED.filter(
    (name) => (labels[name] ?? '') !== '' && !matchers.some((matcher) => matcher.name === name),
  );
  // The UUID is in no picker; where the name pins the model it would only lengthen the line.
  const needed = open.filter(
    (name) => name !== 'juju_model_uuid' || pinnedValue(matchers, 'juju_model') === undefined,
  );
  return [...matchers, ...needed.map((name) => ({ name, op: '=' as const, value: labels[name]! }))];
}
