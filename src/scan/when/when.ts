import { dateFinding, type Finding, type Points, type Since } from '#changes';
import { sliceKindOf } from '#comparison';
import type { Engine, TreeHandle } from '#engine';
import {
  groupBy,
  millisecondsFromNanoseconds,
  planSlices,
  printProfileType,
  profileTypeTitle,
  rateOf,
  type ProfileType,
  type Scrape,
  type Selector,
  type Slice,
  type TimeRange,
} from '#series';
import { mapConcurrently } from '#sources';
import type { BuildsOfSlice, SliceTools } from '../slices/fetch-batch';
import { scopedToUnits } from '../finding-sides';
import type { ScannedApplication } from '../fleet';

export interface DatedFindings {
  /** What each has become, with its time and what it cost over the range. */
  readonly dates: ReadonlyMap<Finding, Finding>;
  readonly builds: readonly BuildsOfSlice[];
}

export interface DatingTools extends SliceTools {
  readonly engine: Pick<Engine, 'open' | 'openEach' | 'release' | 'functionValues'>;
}

export interface DatingQuestion {
  readonly application: ScannedApplication;
  readonly range: TimeRange;
}

/** Over the whole range, a merge each. */
const SLICES = 80;
/** Around a change, each time of fewer scrapes, until each is one. */
const SLICES_CLOSER = 40;
/** So many slices before and after. */
const AROUND = 2;

/** Findings of the same units in the same type, which the same profiles date. */
export function togetherDated(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const keyOf = ({ application, profileType, units }: Finding) =>
    JSON.stringify([application, printProfileType(profileType), units]);
  return [...groupBy(findings, keyOf).values()];
}

/**
 * When the functions of findings of one place changed. Of counts by their part of the whole, so that load does not hide it, of states and
 * waits by their values. undefined: there are no profiles.
 */
export async function dateFindings(
  tools: DatingTools,
  findings: readonly Finding[],
  { application, range }: DatingQuestion,
): Promise<DatedFindings | undefined> {
  const { profileType, units } = findings[0]!;
  const name = units.join(', ') || application.name;
  const unit = units.length === 1 ? units[0] : undefined;
  const matchers = scopedToUnits(application, units, tools.matchers);
  const selector = { profileType, matchers };
  const listed = await tools.asking.ask(titleOf(name, profileType), (options) =>
    tools.profiles.fetchScrapes(selector, range, options),
  );
  if (!listed || listed.scrapes.length === 0) return undefined;
  const functions = [...new Set(findings.flatMap((one) => one.function ?? []))];
  const builds: BuildsOfSlice[] = [];
  const look = async (scrapes: readonly Scrape[], most: number): Promise<Look | undefined> => {
    const slices = planSlices({ ...listed, scrapes }, most);
    const seen = await lookAt(tools, { selector, slices, functions, name, unit });
    builds.push(...(seen?.builds ?? []));
    return seen && { ...seen, isFinest: slices.length < most };
  };
  const whole = await look(listed.scrapes, SLICES);
  if (!whole) return undefined;
  const dates = new Map<Finding, Finding>();
  for (const finding of findings) {
    const found = dateIn(whole, finding);
    const { until } = found;
    const since = until === undefined ? await closer(found.since, finding) : found.since;
    dates.set(finding, { ...found, since });
  }
  return { dates, builds };

  async function closer(first: Since | undefined, finding: Finding): Promise<Since | undefined> {
    let [seen, since] = [whole, first];
    while (seen && since && !seen.isFinest) {
      const near = scrapesNear(listed!.scrapes, seen, since);
      if (near.length >= seen.slices.flatMap(({ scrapes }) => scrapes).length) return since;
      seen = await look(near, SLICES_CLOSER);
      const finer = seen && dateIn(seen, finding).since;
      if (!finer || finer.uncertainty >= since.uncertainty) return since;
      since = finer;
    }
    return since;
  }
}

const titleOf = (name: string, type: ProfileType) =>
  `${profileTypeTitle(type)} of ${name} over time`;

/** Slices of a place, and what all of it and the functions that were found have in each. */
interface Look {
  readonly slices: readonly Slice[];
  readonly wholes: readonly number[];
  readonly totals: ReadonlyMap<string, readonly number[]>;
  readonly builds: readonly BuildsOfSlice[];
  /** Each slice is of one time of scraping: nothing shorter can be asked. */
  readonly isFinest: boolean;
}

/** undefined: a question failed. */
async function lookAt(
  { profiles, engine, asking }: DatingTools,
  of: {
    readonly selector: Selector;
    readonly slices: readonly Slice[];
    /** Whose values are looked at. */
    readonly functions: readonly string[];
    readonly name: string;
    readonly unit: string | undefined;
  },
): Promise<Omit<Look, 'isFinest'> | undefined> {
  const { selector, slices, functions, name, unit } = of;
  const handles: TreeHandle[] = [];
  try {
    const opened = await mapConcurrently(slices, async ({ scrapes, range }) => {
      const profile = await asking.ask(titleOf(name, selector.profileType), async (options) => {
        const { parts } = await profiles.fetchSlice(selector, scrapes, options);
        return engine.open(parts, options);
      });
      if (profile) handles.push(profile.handle);
      return profile && { ...profile, range };
    });
    const all = opened.filter((one) => one !== undefined);
    if (all.length < slices.length) return undefined;
    const values = await engine.functionValues(
      all.map(({ handle }) => handle),
      functions,
      { signal: asking.signal },
    );
    return {
      ...{ slices, wholes: all.map(({ total }) => total) },
      totals: new Map(functions.map((one, i) => [one, Array.from(values[i]!.total)])),
      builds: all.map(({ range, buildIds }) => ({ unit, range, buildIds })),
    };
  } finally {
    for (const handle of handles) engine.release(handle);
  }
}

/**
 * Of what is counted by its rate or by its part of the whole, whichever tells the time better: the one moves with the load, the other with what the
 * rest costs.
 */
function dateIn(look: Look, finding: Finding): Finding {
  const totals = look.totals.get(finding.function ?? '') ?? look.slices.map(() => 0);
  const series = pointsOf(look, finding, totals);
  const byRate = dateFinding(finding, { series });
  if (sliceKindOf(finding.profileType).kind !== 'counts') return byRate;
  const byPart = dateFinding(finding, { series, whole: pointsOf(look, finding, look.wholes) });
  const uncertaintyOf = ({ since }: Finding) => since?.uncertainty ?? Infinity;
  return uncertaintyOf(byPart) < uncertaintyOf(byRate) ? byPart : byRate;
}

/** In the type's `rateUnit`. */
function pointsOf({ slices }: Look, { profileType }: Finding, totals: readonly number[]): Points {
  const values = totals.map((total, i) => rateOf(profileType, total, slices[i]!.seconds));
  return { times: slices.map(({ range }) => range.start), values };
}

function scrapesNear(scrapes: readonly Scrape[], { slices }: Look, since: Since) {
  const length = (slices.at(-1)!.range.end - slices[0]!.range.start) / slices.length;
  const reach = Math.max(AROUND * length, since.uncertainty);
  return scrapes.filter(
    ({ timestamp }) => Math.abs(millisecondsFromNanoseconds(timestamp) - since.time) <= reach,
  );
}
