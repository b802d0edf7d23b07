import {
  coverageOf,
  groupBy,
  kindOf,
  planSlices,
  profileTypeTitle,
  type Labels,
  type Matcher,
  type Scrape,
  type Seconds,
  type Selector,
  type Slice,
  type TimeRange,
} from '#series';
import { mapConcurrently, scrapeInterval, type FetchedScrapes, type ProfileSource } from '#sources';
import type { Asking } from '../asking';
import type { Fleet, ScannedUnit } from '../fleet';
import type { Task } from '../tasks';
import { withScope } from '../finding-sides';
import { matchersOfBatch, type Batch } from './batches';

/** What slices are planned with. */
export interface PlanTools {
  readonly profiles: ProfileSource;
  readonly asking: Asking;
  readonly fleet: Fleet;
  /** Of the whole scan. */
  readonly matchers: readonly Matcher[];
}

/** One unit's scrapes in one slice. */
export interface Piece {
  readonly scrapes: readonly Scrape[];
  readonly seconds: Seconds;
  readonly range: TimeRange;
}

export interface PlannedUnit {
  readonly task: Task;
  readonly unit: ScannedUnit;
  /** A piece a slice of each side. */
  readonly runs: readonly [readonly Piece[], readonly Piece[]];
}

/** Units whose slices are the same times, which one question a slice tells. */
export interface PlannedSlices {
  readonly selector: Selector;
  readonly units: readonly PlannedUnit[];
  /** What was listed in each side. */
  readonly listed: readonly [readonly Scrape[], readonly Scrape[]];
  readonly sliceSeconds: Seconds;
  /** That it takes to fetch them all. */
  readonly merges: number;
}

const FEWEST_SLICES = 2;
/** A unit that has less of the slices of a side was not there all of the time. */
const FEWEST_PART = 0.5;

/** Of the shorter side. */
const SLICES = 10;
const MOST_SLICES = 30;

export function unitsOfBatch({ tasks }: Batch): readonly string[] {
  return [...new Set(tasks.flatMap(({ units }) => units.map(({ name }) => name)))];
}

/** How much this batch is: `CPU time of 12 units`. */
export function sizeOfBatch(batch: Batch): string {
  const [type] = batch.tasks.map(({ profileType }) => profileTypeTitle(profileType));
  const [first, ...others] = unitsOfBatch(batch);
  return `${type} of ${others.length === 0 ? first : `${others.length + 1} units`}`;
}

/** What this batch is, in words. */
export function titleOfBatch(batch: Batch): string {
  const { tasks } = batch;
  const names = unitsOfBatch(batch);
  const [type] = tasks.map(({ profileType }) => profileTypeTitle(profileType));
  const applications = [...new Set(tasks.map(({ application }) => application.name))];
  const of = names.length === 1 ? names[0] : applications.join(', ');
  return `${type} of ${of}`;
}

/**
 * Which scrapes of which unit are of which slice: runs of each window's scrapes, at the same times in all units and of about the same length on both
 * sides. What is scraped at another interval has slices of its own. undefined: a question failed; empty: the server lists none, or too few.
 */
export async function planBatch(
  tools: PlanTools,
  batch: Batch,
  { retried = false }: { readonly retried?: boolean } = {},
): Promise<readonly PlannedSlices[] | undefined> {
  const { tasks, windows } = batch;
  const { profileType } = tasks[0]!;
  const selector = { profileType, matchers: withScope(matchersOfBatch(batch), tools.matchers) };
  const sides = [windows.baseline, windows.comparison] as const;
  const [first, second] = await mapConcurrently(sides, (window) =>
    tools.asking.ask(
      titleOfBatch(batch),
      (options) => tools.profiles.fetchScrapes(selector, window, options),
      { retried },
    ),
  );
  if (!first || !second) return undefined;
  const unitOf = rememberedUnits(tools.fleet);
  const { groups } = tools.profiles.server;
  const listed = [first, second] as const;
  const scrapesOf = listed.map(({ scrapes }) => groupBy(scrapes, ({ labels }) => unitOf(labels)));
  const intervals = groupBy(tasks, ({ units }) => {
    const own = units.flatMap((unit) => scrapesOf[0]!.get(unit) ?? []);
    return Math.round(2 * Math.log2(scrapeInterval(own)));
  });
  return [...intervals.values()].flatMap((alike) => {
    const planned = planAlike(alike, { selector, sides, listed, unitOf, groups });
    return planned ? [planned] : [];
  });
}

/** Each label set is looked at once. */
function rememberedUnits(fleet: Fleet): Fleet['unitOf'] {
  const known = new WeakMap<Labels, ScannedUnit | undefined>();
  return (labels) => {
    if (!known.has(labels)) known.set(labels, fleet.unitOf(labels));
    return known.get(labels);
  };
}

function planAlike(
  tasks: readonly Task[],
  of: {
    readonly selector: Selector;
    readonly sides: readonly [TimeRange, TimeRange];
    readonly listed: readonly [FetchedScrapes, FetchedScrapes];
    readonly unitOf: Fleet['unitOf'];
    /** As of `ProfileServer`. */
    readonly groups: boolean;
  },
): PlannedSlices | undefined {
  const { selector, sides, listed, unitOf } = of;
  const wanted = new Set(tasks.flatMap(({ units }) => units));
  const isWanted = ({ labels }: Scrape) => {
    const unit = unitOf(labels);
    return unit !== undefined && wanted.has(unit);
  };
  const plans = listed.map((each, side) => {
    const scrapes = each.scrapes.filter(isWanted);
    const own = { ...each, scrapes, interval: scrapeInterval(scrapes) };
    const slices = planSlices(own, slicesOf(sides[side]!, sides)).map((slice) => ({
      ...slice,
      ofUnits: groupBy(slice.scrapes, ({ labels }) => unitOf(labels)),
    }));
    return { listed: own, slices };
  });
  const kind = kindOf(selector.profileType);
  const units = tasks
    .flatMap((task) => task.units.map((unit) => ({ task, unit })))
    .map(({ task, unit }): PlannedUnit => {
      const [a, b] = plans.map((plan) => piecesOf(unit, plan));
      return { task, unit, runs: [a!, b!] };
    })
    .filter(({ runs }) => runs.every(isEnough));
  if (units.length === 0) return undefined;
  const mergesOfSlice = (kind === 'counter' ? 2 : 1) * (of.groups ? 1 : units.length);
  const slices = plans.reduce((sum, plan) => sum + plan.slices.length, 0);
  return {
    ...{ selector, units, merges: mergesOfSlice * slices },
    listed: [listed[0].scrapes, listed[1].scrapes],
    sliceSeconds: distanceOf(plans.map((plan) => plan.slices)),
  };
}

function slicesOf(window: TimeRange, sides: readonly TimeRange[]): number {
  const lengthOf = ({ start, end }: TimeRange) => end - start;
  const shorter = Math.min(...sides.map(lengthOf));
  return Math.min(MOST_SLICES, Math.round((SLICES * lengthOf(window)) / Math.max(1, shorter)));
}

interface SlicePlan {
  readonly listed: FetchedScrapes;
  readonly slices: readonly (Slice & {
    readonly ofUnits: ReadonlyMap<ScannedUnit | undefined, readonly Scrape[]>;
  })[];
}

function piecesOf(unit: ScannedUnit, { listed, slices }: SlicePlan): readonly Piece[] {
  return slices.map(({ ofUnits, range, seconds }): Piece => {
    const own = ofUnits.get(unit) ?? [];
    const covered =
      own.length === 0 ? seconds : coverageOf({ ...listed, scrapes: own, range }).seconds;
    return { scrapes: own, range, seconds: covered };
  });
}

export const isFilled = ({ scrapes }: Piece) => scrapes.length > 0;

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
