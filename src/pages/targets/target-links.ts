import {
  defaultProfileType,
  membersOf,
  printProfileType,
  type Matcher,
  type ProfileType,
  type TimeRange,
  type TopologyAliases,
} from '#series';
import { matchersOfNode, type TargetRow, type TopologyNode } from '#targets';
import type { TreeLine } from '#ui';
import { halves } from '../selection/default-choices';
import { openAsComparison, openAsProfile } from '../state/view/view-transitions';
import type { SideState, ViewState } from '../state/view/view-state';

/** Whole range, one selection. */
const side = (matchers: readonly Matcher[]): SideState => ({ matchers, window: undefined });

export function typesOf(rows: readonly TargetRow[]): readonly ProfileType[] {
  const types = rows.flatMap(({ profiles }) =>
    profiles.flatMap(({ profileTypes }) => profileTypes),
  );
  return [...new Map(types.map((type) => [printProfileType(type), type])).values()];
}

export const hasProfile = ({ profiles }: TargetRow) =>
  profiles.some(({ profileTypes }) => profileTypes.length > 0);

export function rowsOfLine({ node, row }: TreeLine): readonly TargetRow[] {
  if (row) return [row];
  return node ? rowsBelow(node) : [];
}

function rowsBelow({ rows, children }: TopologyNode): readonly TargetRow[] {
  return [...rows, ...children.flatMap(rowsBelow)];
}

/** The type that was looked at before where there is one, else the usual first one. */
function typeFor(view: ViewState, types: readonly ProfileType[]): string | undefined {
  const wanted = types.find((type) => printProfileType(type) === view.profileType);
  const type = wanted ?? defaultProfileType(types);
  return type ? printProfileType(type) : view.profileType;
}

/** The profile of a row, or of all that is below a place. */
export function toProfile(view: ViewState, line: TreeLine, aliases: TopologyAliases): ViewState {
  const { row, node } = line;
  const matchers = row ? row.matchers : ((node && matchersOfNode(node, aliases)) ?? []);
  const profileType = typeFor(view, typesOf(rowsOfLine(line)));
  return { ...openAsProfile(view, side(matchers)), profileType };
}

/** Of an application, a namespace or a job with several units, pods or instances. */
export function hasUnits({ node }: TreeLine): boolean {
  if (!node || node.hierarchy === 'machine' || node.hierarchy === 'other') return false;
  const profiled = rowsBelow(node).filter(hasProfile);
  return node.kind === membersOf(node.hierarchy).owner.at(-1)?.kind && profiled.length > 1;
}

/** Which of the units below a place is unlike the others. */
export function toOddUnit(view: ViewState, line: TreeLine, aliases: TopologyAliases): ViewState {
  const { node, title } = line;
  const matchers = (node && matchersOfNode(node, aliases)) ?? [];
  const profileType = typeFor(view, typesOf(rowsOfLine(line)));
  return {
    ...view,
    ...{ page: 'changes', profileType },
    changes: { ...view.changes, matchers, oddIn: title },
  };
}

export function rowToProfile(view: ViewState, row: TargetRow, type?: ProfileType): ViewState {
  const profileType = type ? printProfileType(type) : typeFor(view, typesOf([row]));
  return { ...openAsProfile(view, side(row.matchers)), profileType };
}

/** The later half of the range against the earlier one. */
export function toBefore(view: ViewState, row: TargetRow, range: TimeRange): ViewState {
  const { matchers } = row;
  const windows = halves(range);
  const sides = {
    baseline: { matchers, window: windows.baseline },
    comparison: { matchers, window: windows.comparison },
  };
  return { ...openAsComparison(view, sides), profileType: typeFor(view, typesOf([row])) };
}

/** Units are compared in one time: what differs is the unit and nothing else, and of several units each counts. */
export function toSiblings(
  view: ViewState,
  row: TargetRow,
  of: { readonly siblings: readonly Matcher[]; readonly range: TimeRange },
): ViewState {
  const sides = sidesIn(of.range, of.siblings, row.matchers);
  return {
    ...openAsComparison(view, sides),
    normalise: 'perUnit',
    profileType: typeFor(view, typesOf([row])),
  };
}

function sidesIn(window: TimeRange, ...[first, second]: readonly (readonly Matcher[])[]) {
  return { baseline: { matchers: first, window }, comparison: { matchers: second, window } };
}

/** Two rows side by side in one time and in a type that both have; undefined: they have none in common. */
export function toPair(
  view: ViewState,
  rows: readonly [TargetRow, TargetRow],
  range: TimeRange,
): ViewState | undefined {
  const [first, second] = rows.map((row) => typesOf([row]));
  const printed = new Set(second!.map(printProfileType));
  const common = first!.filter((type) => printed.has(printProfileType(type)));
  if (common.length === 0) return undefined;
  const sides = sidesIn(range, rows[0].matchers, rows[1].matchers);
  return { ...openAsComparison(view, sides), profileType: typeFor(view, common) };
}
