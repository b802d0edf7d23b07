import type { UnitTotals } from '#changes';
import {
  kindOf,
  distinctLabels,
  printProfileType,
  profileTypeTitle,
  type Labels,
  type Milliseconds,
  type ProfileType,
  type TimeRange,
  type TopologyAliases,
} from '#series';
import { mapConcurrently, type ProfileSeries, type ProfileSource } from '#sources';
import type { Asking } from './asking';
import { fleetOf, labelsOfUnits, type Fleet, type ScannedUnit } from './fleet';
import type { ScanQuestion } from './scan-question';

/** Every total of every unit, and who the units are. */
export interface FleetTotals {
  readonly fleet: Fleet;
  readonly totals: readonly UnitTotals[];
  /** Label sets that the units are of. */
  readonly labelSets: readonly Labels[];
  readonly step: Milliseconds;
  /** Names of units whose counts have an earlier time to be held against, and of those that have none, where that was asked and answered. */
  readonly held: readonly string[];
  readonly unheld: readonly string[];
}

export interface TotalsQuestion {
  readonly question: ScanQuestion;
  /** Called once the first type's totals are there: a server that is asked for both at once has either later. */
  readonly types: () => Promise<readonly ProfileType[]>;
  /** What is asked before all types are, if there is something. */
  readonly first: ProfileType | undefined;
  /** The same length, earlier: what counts are held against. */
  readonly before: TimeRange | undefined;
  readonly onType: () => void;
  /** Hears of the first type's alone, while the others are asked for. */
  readonly onFirst: (known: FleetTotals) => void;
}

const POINTS = 240;
const SHORTEST_STEP: Milliseconds = 15_000;
const MINUTE: Milliseconds = 60_000;
/** Up to here profiles are read one by one, which is exact; beyond, the server adds them up. */
const LONGEST_EXACT: Milliseconds = 60 * MINUTE;

/**
 * One question a type, and one more for the time before of what has such a time. The first type is asked before the others, so that something is
 * known soon. Rejects where all fail: nothing is known then.
 */
export async function fetchTotals(
  profiles: ProfileSource,
  asking: Asking,
  { question, types, first, before, onType, onFirst }: TotalsQuestion,
): Promise<FleetTotals> {
  const { range, matchers, aliases } = question;
  const step = stepOf(range);
  const sumBy = labelsOfUnits(aliases);
  const from = range.end - range.start > LONGEST_EXACT ? 'buckets' : 'scrapes';
  const fetchIn = (profileType: ProfileType, within: TimeRange) =>
    asking.ask(profileTypeTitle(profileType), (options) =>
      profiles.fetchSeries(
        { ...{ selector: { profileType, matchers }, range: within, step, sumBy, from } },
        options,
      ),
    );
  const ask = async (profileType: ProfileType): Promise<Answer> => {
    const [now, earlier] = await Promise.all([
      fetchIn(profileType, range),
      // A state today says little of one yesterday.
      before && kindOf(profileType) !== 'gauge' ? fetchIn(profileType, before) : undefined,
    ]);
    onType();
    return { profileType, now, earlier };
  };
  const early = first && (await ask(first));
  if (early?.now) onFirst({ ...totalsOf([early], aliases), step });
  const isEarly = (type: ProfileType) =>
    first && printProfileType(type) === printProfileType(first);
  const answers = await mapConcurrently(await types(), async (profileType) =>
    early && isEarly(profileType) ? { ...early, profileType } : ask(profileType),
  );
  if (answers.length > 0 && answers.every(({ now }) => now === undefined)) throw asking.lastError();
  const known = totalsOf(answers, aliases);
  if (known.labelSets.some((labels) => known.fleet.unitOf(labels) === undefined))
    asking.note('Profiles whose labels name no unit, pod, host or job are not looked at.');
  return { ...known, step };
}

interface Answer {
  readonly profileType: ProfileType;
  /** undefined: the question failed. */
  readonly now: readonly ProfileSeries[] | undefined;
  readonly earlier: readonly ProfileSeries[] | undefined;
}

function totalsOf(answers: readonly Answer[], aliases: TopologyAliases): Omit<FleetTotals, 'step'> {
  const labelSets = distinctLabels(
    answers.flatMap(({ now = [] }) => now.map(({ labels }) => labels)),
  );
  const fleet = fleetOf(labelSets, aliases);
  const [held, unheld] = [new Set<string>(), new Set<string>()];
  const totals = answers.flatMap(({ profileType, now = [], earlier }) => {
    const sums = sumOfUnits(now, fleet);
    const sumsBefore = sumOfUnits(earlier ?? [], fleet);
    return fleet.applications.flatMap(({ name, units }) =>
      units.flatMap((unit): UnitTotals[] => {
        const sum = sums.get(unit);
        if (!sum) return [];
        const before = valuesOf(sumsBefore.get(unit), sum.times.length);
        if (earlier) (before ? held : unheld).add(unit.name);
        return [
          { application: name, unit: unit.name, profileType, ...sum, ...(before && { before }) },
        ];
      }),
    );
  });
  return {
    ...{ fleet, totals, labelSets, held: [...held] },
    unheld: [...unheld].filter((unit) => !held.has(unit)),
  };
}

/** undefined: nothing was measured. */
function valuesOf(sum: Sum | undefined, length: number): UnitTotals['before'] {
  const values = Array.from({ length }, (_, i) => sum?.values[i] ?? null);
  return values.some((value) => value !== null) ? values : undefined;
}

/** A 240th of the range, in whole minutes where it is longer than one, so that each step has as many scrapes. */
function stepOf({ start, end }: TimeRange): Milliseconds {
  const step = Math.max(SHORTEST_STEP, (end - start) / POINTS);
  const unit = step > MINUTE ? MINUTE : SHORTEST_STEP;
  return Math.ceil(step / unit) * unit;
}

interface Sum {
  readonly times: readonly Milliseconds[];
  readonly values: readonly (number | null)[];
}

/** All series of one question have the same times. */
function sumOfUnits(series: readonly ProfileSeries[], fleet: Fleet): ReadonlyMap<ScannedUnit, Sum> {
  const sums = new Map<ScannedUnit, Sum>();
  for (const { labels, times, values } of series) {
    const unit = fleet.unitOf(labels);
    if (!unit) continue;
    const known = sums.get(unit);
    sums.set(unit, { times, values: known ? values.map(addTo(known.values)) : values });
  }
  return sums;
}

const addTo = (values: readonly (number | null)[]) => (value: number | null, i: number) => {
  const known = values[i] ?? null;
  return known === null || value === null ? (known ?? value) : known + value;
};
