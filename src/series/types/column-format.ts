import { scaleOf } from './scale';
import { inFinestUnit, unitParts } from './unit';

/** How the numbers of a column are written, so that they can be compared by eye: one unit, one number of decimals. */
export interface ColumnFormat {
  /** Stands over the column, once: `mcores`, `MiB/s`, `%`; '' none. */
  readonly unit: string;
  /** What stands over the column, with its unit: `delta, mcores`. */
  readonly headOf: (name: string) => string;
  /** `4.70`; a value too small for the decimals is `<0.01`, and 0 is `0`. */
  readonly textOf: (value: number) => string;
  /** With its sign: `+4.70`. */
  readonly deltaOf: (value: number) => string;
}

const PER_SECOND = '/s';
const MINUS = '−';
/** Significant digits of the largest value, as far as decimals reach. */
const DIGITS = 4;
const MOST_DECIMALS = 3;
const SHARE_DECIMALS = 2;
/** Beside what takes hundreds of them, the thousandth is still something. */
const KEEP_THOUSANDTHS = ['cores', 'GiB', 'TiB'];
/** As Grafana shortens counts, but thousands are still read as they are. */
const COUNTS = [
  { size: 1e9, name: 'Bil' },
  { size: 1e6, name: 'Mil' },
];

/**
 * Of all values of a column, in `unit` as `formatValue` takes it. The largest one decides; less than a core is in mcores, so that
 * a column's small values can be read too. What the values are per (` per unit`) is said elsewhere.
 */
export function columnFormat(
  values: Iterable<number>,
  unit: string,
  shareDecimals = SHARE_DECIMALS,
): ColumnFormat {
  let largest = 0;
  let isWhole = true;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    largest = Math.max(largest, Math.abs(value));
    isWhole &&= Number.isInteger(value);
  }
  const [own] = unitParts(unit);
  const rate = own.endsWith(PER_SECOND) ? PER_SECOND : '';
  const { base, factor } = inFinestUnit(own.slice(0, own.length - rate.length));
  const { size, name } = columnStep(largest * factor, base);
  const shown = (largest * factor) / size;
  const isExact = isWhole && size === factor;
  const decimals = base === 'share' ? shareDecimals : isExact ? 0 : decimalsFor(shown, name);
  const numbers = new Intl.NumberFormat('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const least = 10 ** -decimals;
  const magnitude = (value: number) => {
    if (Number.isNaN(value)) return '–';
    const amount = (Math.abs(value) * factor) / size;
    if (amount === 0) return '0';
    if (amount < least / 2) return `<${numbers.format(least)}`;
    return Number.isFinite(amount) ? numbers.format(amount) : '∞';
  };
  const ownUnit = `${name}${rate}`;
  return {
    unit: ownUnit,
    headOf: (head) => (ownUnit === '' ? head : `${head}, ${ownUnit}`),
    textOf: (value) => `${value < 0 ? MINUS : ''}${magnitude(value)}`,
    deltaOf: (value) => `${value > 0 ? '+' : value < 0 ? MINUS : ''}${magnitude(value)}`,
  };
}

function columnStep(largest: number, unit: string): { size: number; name: string } {
  const steps = scaleOf(unit);
  const isCounted = steps.length === 1 && unit !== 'share';
  const found = (isCounted ? COUNTS : steps).find(({ size }) => largest >= size);
  const step = found ?? steps.at(-1)!;
  if (!isCounted || !found) return step;
  return { size: found.size, name: `${found.name} ${steps[0]!.name}`.trimEnd() };
}

function decimalsFor(largest: number, name: string): number {
  if (KEEP_THOUSANDTHS.includes(name)) return MOST_DECIMALS;
  const before = Math.max(1, Math.floor(Math.log10(largest || 1)) + 1);
  return Math.max(0, Math.min(MOST_DECIMALS, DIGITS - before));
}
