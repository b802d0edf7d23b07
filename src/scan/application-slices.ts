import type { ApplicationSlices, UnitSlices, Windows } from '#changes';
import type { Engine, OpenedProfile, TreeHandle } from '#engine';
import {
  coverageOf,
  groupBy,
  kindOf,
  planSlices,
  profileTypeTitle,
  type Matcher,
  type Scrape,
  type Seconds,
  type Slice,
  type TimeRange,
} from '#series';
import { mapConcurrently, type FetchedScrapes, type ProfileSource } from '#sources';
import type { Asking } from './asking';
import type { Fleet, ScannedUnit } from './fleet';
import type { Task } from './tasks';

/** What slices are fetched and opened with. */
export interface SliceTools {
  readonly profiles: ProfileSource;
  readonly engine: Pick<Engine, 'open'>;
  readonly asking: Asking;
  readonly fleet: Fleet;
  /** Of the whole scan. */
  readonly matchers: readonly Matcher[];
  /** Hears of each tree that the engine keeps. */
  readonly onOpened: (handle: TreeHandle) => void;
  readonly onMerge: () => void;
}

/** One unit's scrapes in one slice. */
interface Piece {
  readonly scrapes: readonly Scrape[];
  readonly seconds: Seconds;
  readonly range: TimeRange;
}

interface PlannedUnit {
  readonly unit: ScannedUnit;
  readonly runs: readonly [readonly Piece[], readonly Piece[]];
}

export interface PlannedTask {
  readonly task: Task;
  readonly units: readonly PlannedUnit[];
  readonly sliceSeconds: Seconds;
  /** That it takes to fetch them all. */
  readonly merges: number;
}

/** Builds that the slices of a unit were of. */
export interface BuildsOfSlice {
  /** undefined: of several. */
  readonly unit: string | undefined;
  readonly range: TimeRange;
  readonly buildIds: readonly string[];
}

export interface FetchedTask {
  readonly slices: ApplicationSlices<TreeHandle>;
  readonly builds: readonly BuildsOfSlice[];
}

const FEWEST_SLICES = 2;
/** A unit that has less of the slices of a side was not there all of the time. */
const FEWEST_PART = 0.5;

/** Of the shorter side. */
export const SLICES = 10;
const MOST_SLICES = 30;

/**
 * Which scrapes of which unit are of which slice: runs of each window's scrapes, at the same times in all units and of about the same length on both
 * sides. undefined: the server lists none, or too few.
 */
export async function planTask(
  tools: SliceTools,
  task: Task,
  windows: Windows,
): Promise<PlannedTask | undefined> {
  const { application, profileType } = task;
  const selector = { profileType, matchers: [...application.matchers, ...tools.matchers] };
  const of = `${profileTypeTitle(profileType)} of ${application.name}`;
  const sides = [windows.baseline, windows.comparison] as const;
  const [first, second] = await mapConcurrently(sides, (window) =>
    tools.asking.ask(of, (options) => tools.profiles.fetchScrapes(selector, window, options)),
  );
  if (!first || !second) return undefined;
  const isState = kindOf(profileType) === 'gauge';
  const wanted = new Set(task.units);
  const isWanted = ({ labels }: Scrape) => {
    const unit = tools.fleet.unitOf(labels);
    return unit !== undefined && wanted.has(unit);
  };
  const plans = [first, second].map((listed, side) => {
    const own = { ...listed, scrapes: listed.scrapes.filter(isWanted) };
    return { listed: own, slices: planSlices(own, slicesOf(sides[side]!, sides)) };
  });
  const units = task.units
    .map((unit): PlannedUnit => {
      const [a, b] = plans.map(({ listed, slices }) => piecesOf(unit, { tools, listed, slices }));
      return { unit, runs: [a!, b!] };
    })
    .filter(({ runs }) => runs.every(isEnough))
    .map(({ unit, runs: [a, b] }) => ({
      unit,
      runs: isState ? ([heldPieces(a), heldPieces(b)] as const) : ([a, b] as const),
    }));
  if (units.length === 0) return undefined;
  const mergesOfPiece = kindOf(profileType) === 'counter' ? 2 : 1;
  const pieces = units.flatMap(({ runs }) => runs.flat()).filter(isFilled);
  return {
    ...{ task, units, merges: mergesOfPiece * pieces.length },
    sliceSeconds: distanceOf(plans.map(({ slices }) => slices)),
  };
}

function slicesOf(window: TimeRange, sides: readonly TimeRange[]): number {
  const lengthOf = ({ start, end }: TimeRange) => end - start;
  const shorter = Math.min(...sides.map(lengthOf));
  return Math.min(MOST_SLICES, Math.round((SLICES * lengthOf(window)) / Math.max(1, shorter)));
}

function piecesOf(
  unit: ScannedUnit,
  of: {
    readonly tools: SliceTools;
    readonly listed: FetchedScrapes;
    readonly slices: readonly Slice[];
  },
): readonly Piece[] {
  return of.slices.map(({ scrapes, range, seconds }): Piece => {
    const own = scrapes.filter(({ labels }) => of.tools.fleet.unitOf(labels) === unit);
    const covered = coverageOf({ ...of.listed, scrapes: own, range });
    return { scrapes: own, range, seconds: own.length === 0 ? seconds : covered.seconds };
  });
}

/** A state holds until it is seen again; what is not seen of a cost is none. */
function heldPieces(pieces: readonly Piece[]): readonly Piece[] {
  let held = pieces.find(isFilled);
  return pieces.map((piece) => {
    if (isFilled(piece)) held = piece;
    return held ?? piece;
  });
}

const isFilled = ({ scrapes }: Piece) => scrapes.length > 0;

function isEnough(pieces: readonly Piece[]): boolean {
  const filled = pieces.filter(isFilled).length;
  return filled >= Math.max(FEWEST_SLICES, FEWEST_PART * pieces.length);
}

/** The median from the start of one slice to the start of the next. */
function distanceOf(runs: readonly (readonly Slice[])[]): Seconds {
  const distances = runs
    .flatMap((run) => run.slice(1).map(({ range }, i) => range.start - run[i]!.range.start))
    .sort((a, b) => a - b);
  return (distances[distances.length >> 1] ?? 0) / 1000;
}

/** Opens every slice. A unit of which a question fails is left out, and not asked for any more; undefined: all are. */
export async function fetchTask(
  tools: SliceTools,
  { task, units, sliceSeconds }: PlannedTask,
): Promise<FetchedTask | undefined> {
  const { application, profileType } = task;
  const builds: BuildsOfSlice[] = [];
  const jobs = units.flatMap(({ unit, runs }) =>
    runs.flatMap((pieces, side) => pieces.map((piece) => ({ unit, side, piece }))),
  );
  const failed = new Set<ScannedUnit>();
  const opened = await mapConcurrently(jobs, async ({ unit, side, piece }) => {
    const profile = failed.has(unit) ? undefined : await openPiece(tools, { task, unit, piece });
    if (!profile) failed.add(unit);
    const { buildIds = [] } = profile ?? {};
    builds.push({ unit: unit.name, range: piece.range, buildIds });
    return { unit, side, seconds: piece.seconds, handle: profile?.handle };
  });
  const fetched = [...groupBy(opened, ({ unit }) => unit)].flatMap(
    ([unit, all]): UnitSlices<TreeHandle>[] => {
      const side = (at: number) => all.filter((one) => one.side === at);
      const trees = (at: number) => side(at).flatMap(({ handle }) => handle ?? []);
      const seconds = (at: number) => side(at).map((one) => one.seconds);
      if (trees(0).length + trees(1).length < all.length) return [];
      return [
        {
          unit: unit.name,
          runs: [trees(0), trees(1)],
          seconds: [seconds(0), seconds(1)],
        },
      ];
    },
  );
  if (fetched.length === 0) return undefined;
  return {
    slices: { application: application.name, profileType, units: fetched, sliceSeconds },
    builds: builds.filter(({ buildIds }) => buildIds.length > 0),
  };
}

/** Of a slice in which the unit was idle the engine has an empty tree. */
async function openPiece(
  { profiles, engine, asking, matchers, onOpened, onMerge }: SliceTools,
  of: { readonly task: Task; readonly unit: ScannedUnit; readonly piece: Piece },
): Promise<OpenedProfile | undefined> {
  const { profileType } = of.task;
  const selector = { profileType, matchers: [...of.unit.matchers, ...matchers] };
  const { scrapes } = of.piece;
  const open = async (options: { readonly signal?: AbortSignal }) => {
    const parts =
      scrapes.length === 0 ? [] : (await profiles.fetchSlice(selector, scrapes, options)).parts;
    const profile = await engine.open(parts, options);
    onOpened(profile.handle);
    return profile;
  };
  if (asking.isLost()) return undefined;
  if (scrapes.length === 0) return open({ signal: asking.signal });
  const name = `${profileTypeTitle(profileType)} of ${of.unit.name}`;
  const profile = await asking.ask(name, open);
  onMerge();
  return profile;
}
