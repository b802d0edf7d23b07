import type { Finding } from '#changes';
import { rateUnit, type TimeRange } from '#series';
import type { TimelineChart } from '#ui';
import { useCourse, type Course } from '../../metrics/use-course';
import type { Sibling } from './FindingRow';

/** Of each sibling; more of them are asked for nowhere, because each is as many questions as slices. */
const SLICES = 20;
/** As high as that of the finding: one scale, and the same lines of it. */
export const HEIGHT_PX = 70;

/** The finding's function in up to three units that did not change, over the same range. */
export function useSiblingCharts(
  { function: name, profileType }: Finding,
  siblings: readonly Sibling[],
  range: TimeRange,
): readonly TimelineChart[] {
  const names = name === undefined ? NONE : [name];
  const asked = name === undefined ? NONE : siblings;
  const selectors = asked.map(({ matchers }) => ({ profileType, matchers }));
  const one = useCourse(selectors[0], range, names, SLICES);
  const two = useCourse(selectors[1], range, names, SLICES);
  const three = useCourse(selectors[2], range, names, SLICES);
  return [one, two, three].slice(0, asked.length).map((course, i) => ({
    id: `sibling ${asked[i]!.unit}`,
    title: `${asked[i]!.unit}, which did not change`,
    unit: rateUnit(profileType),
    height: HEIGHT_PX,
    span: 'full',
    state: stateOf(course, asked[i]!.unit),
  }));
}

const NONE: readonly never[] = [];

function stateOf({ state, times, functions }: Course, label: string): TimelineChart['state'] {
  const series = functions.map(({ total }) => ({ label, times, values: total }));
  if (state === 'failed')
    return { kind: 'failed', message: 'Not all slices could be loaded.', series };
  if (state === 'empty') return { kind: 'empty', reason: 'No profiles in this range.' };
  return state === 'loading'
    ? { kind: 'loading', series }
    : { kind: 'ready', series, warnings: [] };
}
