import { groupBy, printProfileType, valueUnit, type ProfileType } from '#series';

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
