import type { DisplayState, FilterState } from '../../state/view/view-state';
import { withFilter } from '../cuts/filter-words';
import type { FrameSubject } from './subject';

/** What the display becomes by a command about a subject; undefined where there is nothing to do. */
export type Change = Partial<DisplayState> | undefined;

/** One filter more, by what the subject is the name of or by `field`. */
export function filtered(
  { filters }: Pick<DisplayState, 'filters'>,
  { fields, of }: FrameSubject,
  kind: FilterState['kind'],
  field: FilterState['field'] | undefined = fields.has(of) ? of : [...fields.keys()][0],
): Change {
  const pattern = field && fields.get(field);
  if (!field || pattern === undefined) return undefined;
  return {
    filters: withFilter(filters, { kind, field, pattern, regex: false }),
    focus: undefined,
  };
}

/** Callers and callees beside each other; of what is so already, all again. */
export function pivoted({ pivot }: Pick<DisplayState, 'pivot'>, { name }: FrameSubject): Change {
  const isShown = pivot?.of === 'both' && pivot.functionName === name;
  return { pivot: isShown ? undefined : { of: 'both', functionName: name }, focus: undefined };
}

export function inverted({ inverted: before }: Pick<DisplayState, 'inverted'>): Change {
  return { inverted: !before, focus: undefined };
}

export function collapsed({ recursion }: Pick<DisplayState, 'recursion'>): Change {
  return { recursion: recursion === 'shown' ? 'collapsed' : 'shown', focus: undefined };
}

/** The graph and the table by package, file or binary; by what they are by already, by function again. */
export function rolledUp(
  { by, rolledUp: before }: Pick<DisplayState, 'by' | 'rolledUp'>,
  wanted: DisplayState['by'],
): Change {
  const isSo = before && by === wanted;
  return {
    by: isSo ? 'function' : wanted,
    rolledUp: !isSo && wanted !== 'function',
    ...{ selected: undefined, focus: undefined, pivot: undefined },
  };
}
