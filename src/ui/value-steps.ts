/** One scale of a unit: what is shown is the value ÷ `size`, for values below `below`, with `suffix` behind the number. */
interface ValueStep {
  readonly below: number;
  readonly size: number;
  readonly suffix: string;
}

/** Of these there are several above 1: `2 hours`. */
const COUNTED = ['min', 'hour', 'day', 'week', 'year'];

/**
 * How Grafana scales the units of profiles (`getValueFormat` of @grafana/data: `ns`, `µs`, `ms`, `s`, `bytes`, and `short` for all others),
 * which the tests hold this to. Its own function makes all formats of all its units when it is first asked for one, a tenth of a second.
 */
const STEPS: ReadonlyMap<string, readonly ValueStep[]> = new Map([
  [
    'nanoseconds',
    steps(
      'ns',
      [1e3, 'µs'],
      [1e6, 'ms'],
      [1e9, 's'],
      [6e10, 'min'],
      [36e11, 'hour'],
      [864e11, 'day'],
    ),
  ],
  ['microseconds', steps('µs', [1e3, 'ms'], [1e6, 's'])],
  [
    'milliseconds',
    steps('ms', [1e3, 's'], [6e4, 'min'], [36e5, 'hour'], [864e5, 'day'], [31536e6, 'year']),
  ],
  ['seconds', seconds()],
  ['bytes', steps('B', ...powers(1024, ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB']))],
]);
const COUNTS = steps(
  '',
  ...powers(1000, ['K', 'Mil', 'Bil', 'Tri', 'Quadr', 'Quint', 'Sext', 'Sept']),
);

/** Whether its steps name the unit, so that nothing is to be written behind them. */
export function isScaled(unit: string): boolean {
  return STEPS.has(unit);
}

/** Of a value that is not negative. */
export function valueStep(value: number, unit: string): ValueStep {
  const all = STEPS.get(unit) ?? COUNTS;
  return all.find(({ below }) => value < below) ?? all.at(-1)!;
}

/** ` K`, ` hours`; '' where there is none. `shown` is the number before it. */
export function suffixOf({ suffix }: ValueStep, shown: number): string {
  if (suffix === '') return '';
  return ` ${suffix}${shown > 1 && COUNTED.includes(suffix) ? 's' : ''}`;
}

function powers(base: number, suffixes: readonly string[]) {
  return suffixes.map((suffix, i) => [base ** (i + 1), suffix] as const);
}

/** Each next step from its size on. */
function steps(
  first: string,
  ...next: readonly (readonly [size: number, suffix: string])[]
): readonly ValueStep[] {
  return [[1, first] as const, ...next].map(([size, suffix], i) => ({
    size,
    suffix,
    below: next[i]?.[0] ?? Infinity,
  }));
}

/** Smaller than one too. Grafana's year is a mean one, and comes after 365 days. */
function seconds(): readonly ValueStep[] {
  const small = [
    { below: Number.MIN_VALUE, size: 1, suffix: 's' },
    { below: 1e-6, size: 1e-9, suffix: 'ns' },
    { below: 1e-3, size: 1e-6, suffix: 'µs' },
    { below: 1, size: 1e-3, suffix: 'ms' },
  ];
  const weeks = steps('s', [60, 'min'], [3600, 'hour'], [86_400, 'day'], [604_800, 'week']);
  const year = { below: Infinity, size: 31_556_900, suffix: 'year' };
  return [...small, ...weeks.slice(0, -1), { ...weeks.at(-1)!, below: 31_536_000 }, year];
}
