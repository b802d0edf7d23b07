import { getFrameDisplayName, type DataFrame } from '@grafana/data';
import type { Judgement } from '#comparison';
import {
  FrameError,
  isProfileFrame,
  treeFromFrame,
  unitOfGrafana,
  type SideFacts,
  type ProfileOfFrame,
} from '#frames';
import { notesOfValues, scaleColumns, type CallTree } from '#profile';
import { commonUnit, parseProfileType, type ProfileType } from '#series';

/** One column of what is shown. */
export interface PanelSide {
  /** undefined when the query has none. */
  readonly refId: string | undefined;
  /** What the frame calls itself. */
  readonly name: string;
  /** undefined when another datasource made the frame. */
  readonly facts: SideFacts | undefined;
  /** Printed; undefined when the frame does not say. */
  readonly profileType: string | undefined;
  /** What the side's links are of. */
  readonly frame: DataFrame;
}

/** What is shown: a profile, or a baseline and a comparison, out of one frame or two. */
export interface PanelProfiles {
  readonly kind: 'profiles';
  readonly trees: readonly CallTree[];
  /** One a column. */
  readonly sides: readonly PanelSide[];
  readonly unit: string;
  /** undefined when no frame says, or they differ. */
  readonly profileType: ProfileType | undefined;
  /** Of a comparison that its datasource has tested, the way round that it came. */
  readonly judgement: Judgement | undefined;
  /** Frames that were to be shown and cannot be read, with the place. */
  readonly broken: readonly string[];
  /** What else the panel's data has. */
  readonly notices: readonly string[];
}

/** Why nothing can be shown, as facts. */
export type NoProfiles =
  | { readonly kind: 'none'; readonly others: readonly string[] }
  | { readonly kind: 'broken'; readonly broken: readonly string[] }
  /** Profiles without a value, or sides of a comparison without a profile, with the notices of their frames. */
  | { readonly kind: 'empty'; readonly notices: readonly string[]; readonly missing: string }
  | { readonly kind: 'incomparable'; readonly facts: string };

export interface ChosenQueries {
  /** A refId; undefined: automatic. */
  readonly baseline: string | undefined;
  readonly comparison: string | undefined;
  /** The sides the other way round. */
  readonly swapped: boolean;
}

/** What there is to show of a panel's frames. Two profiles are a comparison; a frame with two columns is one by itself. */
export function profilesOf(
  series: readonly DataFrame[],
  chosen: ChosenQueries,
): PanelProfiles | NoProfiles {
  const frames = series.filter(isProfileFrame);
  if (frames.length === 0) return { kind: 'none', others: series.map(describeOther) };
  const { picked, notices } = pickFrames(frames, chosen);
  const read = picked.map((frame) => ({ frame, outcome: tryRead(frame) }));
  const broken = read.flatMap(({ frame, outcome }) =>
    outcome instanceof FrameError ? [`${titleOf(frame)}: ${outcome.message}`] : [],
  );
  const readable = read.flatMap(({ frame, outcome }) =>
    outcome instanceof FrameError ? [] : [{ frame, ...outcome }],
  );
  const [first, second = first] = readable;
  if (!first || !second) return { kind: 'broken', broken };
  const common = commonUnit(first.unit, second.unit);
  if (!common)
    return {
      kind: 'incomparable',
      facts: `${titleOf(first.frame)} is in ${first.unit}, ${titleOf(second.frame)} in ${second.unit}.`,
    };
  const sides = readable.map((side, k) => scaled(side, common.factors[k]!));
  const ordered = chosen.swapped ? sides.map(turned).reverse() : sides;
  const missing = missingOf(ordered.flatMap(sidesOf));
  if (missing !== '' || sides.every(({ tree }) => isEmpty(tree)))
    return {
      kind: 'empty',
      missing,
      notices: [...broken, ...sides.flatMap(({ frame }) => noticesOf(frame))],
    };
  return {
    kind: 'profiles',
    trees: ordered.map((side) => side.tree),
    sides: ordered.flatMap(sidesOf),
    unit: common.unit,
    profileType: commonType(sides.map(({ facts }) => facts?.profileType)),
    judgement: sides.length === 1 ? first.facts?.judgement : undefined,
    broken,
    notices: [...notices, ...valueNotes(sides), ...otherNotices(series)],
  };
}

function scaled<T extends { readonly tree: CallTree }>(side: T, factor: number): T {
  if (factor === 1) return side;
  const { tree } = side;
  return {
    ...side,
    tree: scaleColumns(
      tree,
      tree.columns.map(() => factor),
    ),
  };
}

/** Once, though both sides may have reason to say it. */
function valueNotes(sides: readonly { readonly tree: CallTree }[]): readonly string[] {
  const notes = sides.flatMap(({ tree }) => tree.columns.flatMap(notesOfValues));
  return [...new Set(notes)];
}

/** `baseline`, `baseline and comparison`: a side without a profile is no measurement of 0. '' both have some. */
function missingOf(sides: readonly PanelSide[]): string {
  if (sides.length < 2) return '';
  const names = ['baseline', 'comparison'];
  return names.filter((_, k) => sides[k]!.facts?.scrapes === 0).join(' and ');
}

function isEmpty({ columns }: CallTree): boolean {
  return columns.every((column) => column.total.every((value) => value === 0));
}

function noticesOf(frame: DataFrame): string[] {
  return (frame.meta?.notices ?? []).map(({ text }) => `${titleOf(frame)}: ${text}`);
}

type ReadFrame = ReturnType<typeof readFrame> & { readonly frame: DataFrame };

function tryRead(frame: DataFrame): ReturnType<typeof readFrame> | FrameError {
  try {
    return readFrame(frame);
  } catch (error) {
    if (error instanceof FrameError) return error;
    throw error;
  }
}

/** The baseline and what is compared with it; a frame that is a comparison by itself stands alone. */
function pickFrames(frames: readonly DataFrame[], chosen: ChosenQueries) {
  const notices: string[] = [];
  const byOption = (refId: string | undefined, role: string) => {
    if (refId === undefined) return undefined;
    const found = frames.find((frame) => frame.refId === refId);
    if (!found) notices.push(`Query ${refId} is the ${role} in the options and has no profile.`);
    return found;
  };
  const wanted = byOption(chosen.comparison, 'comparison');
  const baseline =
    byOption(chosen.baseline, 'baseline') ?? frames.find((frame) => frame !== wanted) ?? frames[0]!;
  const single = (frame: DataFrame | undefined) =>
    frame !== baseline && frame && !isDiff(frame) ? frame : undefined;
  const comparison = isDiff(baseline) ? undefined : (single(wanted) ?? frames.find(single));
  const picked = comparison ? [baseline, comparison] : [baseline];
  const rest = frames.filter((frame) => !picked.includes(frame)).map(titleOf);
  if (rest.length > 0)
    notices.push(`Not shown: ${rest.join(', ')}. The panel's options choose what is compared.`);
  return { picked, notices };
}

function isDiff(frame: DataFrame): boolean {
  return frame.fields.some((field) => field.name === 'valueRight');
}

function sidesOf({ frame, tree, facts }: ReadFrame): PanelSide[] {
  const of = (side: number): PanelSide => ({
    refId: frame.refId || undefined,
    name: getFrameDisplayName(frame),
    facts: facts?.sides.length === tree.columns.length ? facts.sides[side] : undefined,
    profileType: facts?.profileType,
    frame,
  });
  return tree.columns.map((_, side) => of(side));
}

/** A comparison in one frame, the other way round. */
function turned(side: ReadFrame): ReadFrame {
  const { tree, facts } = side;
  return {
    ...side,
    tree: { ...tree, columns: [...tree.columns].reverse() },
    facts: facts && { ...facts, sides: [...facts.sides].reverse() },
  };
}

function commonType(printed: readonly (string | undefined)[]): ProfileType | undefined {
  const [first] = printed;
  if (first === undefined || printed.some((type) => type !== first)) return undefined;
  return readProfileType(first);
}

/** undefined: a frame says something else. */
export function readProfileType(text: string): ProfileType | undefined {
  try {
    return parseProfileType(text);
  } catch {
    return undefined;
  }
}

/** `A`, or what the frame calls itself. */
export function titleOf(frame: DataFrame): string {
  return frame.refId ? `Query ${frame.refId}` : getFrameDisplayName(frame);
}

function describeOther(frame: DataFrame): string {
  const names = frame.fields.map((field) => field.name);
  const shown = names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '');
  return `${titleOf(frame)}: ${shown === '' ? 'no fields' : `fields ${shown}`}`;
}

/** Frames without a time are of nothing that this panel can show. */
function otherNotices(series: readonly DataFrame[]): string[] {
  const others = series.filter((frame) => !isProfileFrame(frame) && !isTimeSeries(frame));
  return others.length === 0 ? [] : [`No profile, left out: ${others.map(titleOf).join(', ')}.`];
}

export function isTimeSeries(frame: DataFrame): boolean {
  const types = frame.fields.map((field) => String(field.type));
  return types.includes('time') && types.includes('number');
}

/** Grafana copies frames whenever options or the panel's state change, the values in them only with new data. */
const read = new WeakMap<object, ProfileOfFrame>();

/** `treeFromFrame`, once for the same values: an equal tree stays the same object. */
function readFrame(frame: DataFrame): ProfileOfFrame {
  const value = frame.fields.find((field) => field.name === 'value');
  if (!value) return treeFromFrame(frame);
  const known = read.get(value.values) ?? treeFromFrame(frame);
  read.set(value.values, known);
  return { ...known, unit: unitOfGrafana(value.config.unit) };
}
