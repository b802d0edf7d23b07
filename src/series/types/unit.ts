/** A unit as so many of the finest one of its kind that profiles come in. */
interface Unit {
  readonly base: string;
  readonly factor: number;
}

/** The names that pprof knows, in lower case and without a plural's s. */
const NAMES: readonly (readonly [names: string, base: string, factor: number])[] = [
  ['ns nanosecond', 'nanoseconds', 1],
  ['us µs μs microsecond', 'nanoseconds', 1e3],
  ['ms millisecond', 'nanoseconds', 1e6],
  ['s sec second', 'nanoseconds', 1e9],
  ['min minute', 'nanoseconds', 60e9],
  ['hr hour', 'nanoseconds', 3600e9],
  ['b byte', 'bytes', 1],
  ['kb kbyte kilobyte', 'bytes', 2 ** 10],
  ['mb mbyte megabyte', 'bytes', 2 ** 20],
  ['gb gbyte gigabyte', 'bytes', 2 ** 30],
  ['tb tbyte terabyte', 'bytes', 2 ** 40],
];

const UNITS: ReadonlyMap<string, Unit> = new Map(
  NAMES.flatMap(([names, base, factor]) =>
    names.split(' ').map((name) => [name, { base, factor }] as const),
  ),
);

/** `microseconds` is 1000 `nanoseconds`, `kb` 1024 `bytes`; a unit that is not known is 1 of itself. */
export function inFinestUnit(unit: string): Unit {
  const lower = unit.toLowerCase();
  const name = lower.length > 2 && lower.endsWith('s') ? lower.slice(0, -1) : lower;
  return UNITS.get(name) ?? { base: unit, factor: 1 };
}

/**
 * The finer of two units, and what values in each are to be multiplied by to be in it, as pprof compares profiles; `undefined` for
 * units of different kinds.
 */
export function commonUnit(
  a: string,
  b: string,
): { readonly unit: string; readonly factors: readonly [number, number] } | undefined {
  if (a === b) return { unit: a, factors: [1, 1] };
  const [one, other] = [inFinestUnit(a), inFinestUnit(b)];
  if (one.base !== other.base) return undefined;
  const finest = Math.min(one.factor, other.factor);
  return {
    unit: one.factor <= other.factor ? a : b,
    factors: [one.factor / finest, other.factor / finest],
  };
}

const PER = ' per ';

/** `bytes/s per unit` in two: what is scaled with the value, and what it is per; '' nothing. */
export function unitParts(unit: string): readonly [own: string, per: string] {
  const at = unit.indexOf(PER);
  return at > 0 ? [unit.slice(0, at), unit.slice(at + 1)] : [unit, ''];
}
