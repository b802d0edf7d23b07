import type { ApplicationSlices, UnitSlices } from '#changes';
import type { Engine, OpenedProfile, TreeHandle } from '#engine';
import { groupBy, kindOf, type Seconds, type TimeRange } from '#series';
import { mapConcurrently } from '#sources';
import type { Task } from '../tasks';
import {
  isFilled,
  type Piece,
  type PlannedSlices,
  type PlannedUnit,
  type PlanTools,
} from './plan-batch';

/** What slices are fetched and opened with. */
export interface SliceTools extends PlanTools {
  readonly engine: Pick<Engine, 'open' | 'openEach'>;
  /** Hears of each tree that the engine keeps. */
  readonly onOpened: (handle: TreeHandle) => void;
  readonly onMerge: () => void;
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

/** Opens every slice of every unit, one question a slice. undefined: a question failed, and what was asked after it was left out. */
export async function fetchBatch(
  tools: SliceTools,
  planned: PlannedSlices,
  of: { readonly title: string; readonly retried: boolean },
): Promise<readonly FetchedTask[] | undefined> {
  const { units } = planned;
  const jobs = ([0, 1] as const).flatMap((side) =>
    units[0]!.runs[side].map((_, slice) => ({ side, slice })),
  );
  let failed = false;
  const opened = await mapConcurrently(jobs, async ({ side, slice }) => {
    if (failed || tools.asking.isLost()) return undefined;
    const profiles = await openSlice(tools, planned, { ...of, side, slice });
    failed ||= !profiles;
    return profiles;
  });
  if (opened.some((profiles) => !profiles)) return undefined;
  const first = [0, units[0]!.runs[0].length] as const;
  const ofUnit = (u: number, side: 0 | 1) =>
    units[u]!.runs[side].map((_, slice) => opened[first[side] + slice]![u]!);
  const fetched = units.map((unit, u) => ({
    ...unit,
    profiles: [ofUnit(u, 0), ofUnit(u, 1)] as const,
  }));
  return [...groupBy(fetched, ({ task }) => task)].map(([task, own]) => ({
    slices: slicesOf(task, own, planned.sliceSeconds),
    builds: own.flatMap(buildsOf),
  }));
}

interface FetchedUnit extends PlannedUnit {
  readonly profiles: readonly [readonly OpenedProfile[], readonly OpenedProfile[]];
}

function slicesOf(
  { application, profileType }: Task,
  fetched: readonly FetchedUnit[],
  sliceSeconds: Seconds,
): ApplicationSlices<TreeHandle> {
  const isState = kindOf(profileType) === 'gauge';
  const units = fetched.map(({ unit, runs, profiles }): UnitSlices<TreeHandle> => {
    const sides = ([0, 1] as const).map((side) => {
      const order = isState ? heldSlices(runs[side]) : runs[side].map((_, i) => i);
      return {
        trees: order.map((i) => profiles[side][i]!.handle),
        seconds: order.map((i) => runs[side][i]!.seconds),
      };
    });
    const [a, b] = sides;
    return { unit: unit.name, runs: [a!.trees, b!.trees], seconds: [a!.seconds, b!.seconds] };
  });
  return { application: application.name, profileType, units, sliceSeconds };
}

/** A state holds until it is seen again; what is not seen of a cost is none. */
function heldSlices(pieces: readonly Piece[]): readonly number[] {
  let held = Math.max(0, pieces.findIndex(isFilled));
  return pieces.map((piece, i) => {
    if (isFilled(piece)) held = i;
    return held;
  });
}

function buildsOf({ unit, runs, profiles }: FetchedUnit): readonly BuildsOfSlice[] {
  return ([0, 1] as const).flatMap((side) =>
    runs[side].flatMap(({ range }, i): readonly BuildsOfSlice[] => {
      const { buildIds } = profiles[side][i]!;
      return buildIds.length === 0 ? [] : [{ unit: unit.name, range, buildIds }];
    }),
  );
}

/** Of a slice in which a unit was idle the engine has an empty tree. */
async function openSlice(
  { profiles, engine, asking, onOpened, onMerge }: SliceTools,
  { selector, units, listed }: PlannedSlices,
  of: {
    readonly side: 0 | 1;
    readonly slice: number;
    readonly title: string;
    readonly retried: boolean;
  },
): Promise<readonly OpenedProfile[] | undefined> {
  const groups = units.map(({ unit, runs }) => {
    const { scrapes } = runs[of.side][of.slice]!;
    return { matchers: unit.matchers, scrapes };
  });
  const slice = { groups, among: listed[of.side] };
  const opened = await asking.ask(
    of.title,
    async (options) => {
      const fetched = await profiles.fetchSlices(selector, slice, options);
      return engine.openEach(
        fetched.map(({ parts }) => parts),
        options,
      );
    },
    { retried: of.retried },
  );
  opened?.forEach(({ handle }) => onOpened(handle));
  onMerge();
  return opened;
}
