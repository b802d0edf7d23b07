import {
  groupBy,
  printProfileType,
  valueUnit,
  type Milliseconds,
  type ProfileType,
  type TimeRange,
} from '#series';
import type { ProfileSource } from '#sources';
import type { ScanQuestion } from './scan-question';

/** What is looked at first: where the CPU goes, then memory, then waits. */
const ORDER = ['cpu', 'samples', 'alloc_space', 'inuse_space', 'goroutine', 'delay'];

/**
 * One type of each kind of cost, the one that says most first: where a server has both numbers and amounts of the same (allocated objects and
 * bytes, contentions and the wait for them, samples and CPU time), the amounts.
 */
export function costTypes(types: readonly ProfileType[]): readonly ProfileType[] {
  const kinds = groupBy(types, kindOfCost);
  const chosen = [...kinds.values()].map(
    (same) => same.find((type) => valueUnit(type) !== 'count' && !isScaled(type)) ?? same[0]!,
  );
  return chosen.sort(
    (a, b) => rankOf(a) - rankOf(b) || (printProfileType(a) < printProfileType(b) ? -1 : 1),
  );
}

/** One profiler's view of one thing: a heap profile has what is in use, and what was allocated. */
function kindOfCost({ name, sampleType, periodType, delta }: ProfileType): string {
  const [part] = /^(?:alloc|inuse)(?=_)/.exec(sampleType) ?? [''];
  return JSON.stringify([name, part, periodType, delta]);
}

const isScaled = ({ sampleType }: ProfileType) => sampleType === 'samples';

function rankOf({ sampleType }: ProfileType): number {
  const rank = ORDER.indexOf(sampleType);
  return rank < 0 ? ORDER.length : rank;
}

const LAST: Milliseconds = 2 * 60_000;

/**
 * The types that a scan looks at, and the first of them, which is that of CPU time where there is one. A Parca reads all that it has of a range for its
 * types: those of its last minutes are known twenty times sooner, and the whole range is asked about only when `all` is called.
 */
export function fetchCostTypes(
  profiles: Pick<ProfileSource, 'fetchProfileTypes'>,
  { range, profileTypes }: Pick<ScanQuestion, 'range' | 'profileTypes'>,
  signal: AbortSignal,
): {
  readonly all: () => Promise<readonly ProfileType[]>;
  /** undefined: none is known so soon. */
  readonly first: Promise<ProfileType | undefined>;
} {
  const ask = async (within: TimeRange) =>
    profileTypes ?? costTypes(await profiles.fetchProfileTypes(within, { signal }));
  let whole: Promise<readonly ProfileType[]> | undefined;
  const all = () => (whole ??= ask(range));
  const { start, end } = range;
  const isShort = end - start <= LAST;
  const soon = isShort ? all() : ask({ start: end - LAST, end });
  // What fails for the minutes fails for the range.
  const first = soon.then(
    (types) => types[0],
    () => undefined,
  );
  return { all, first };
}
