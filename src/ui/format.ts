import { inFinestUnit, stepOf, unitParts } from '#series';
import { isScaled, suffixOf, valueStep } from './value-steps';

/** Units that say nothing beside the number. */
const WORDLESS = ['count', ''];
const PER_SECOND = '/s';
const MINUS = '−';
/** Of whole numbers every digit; of a fraction those that a calculation can be followed by. */
const FRACTION_DIGITS = 6;
const SMALLEST = 1e-6;

/**
 * Value and unit as text for people, the one place where it is made: at most three significant digits, scaled as Grafana's
 * panels do, the sign kept.
 *
 *     0.42 cores   4.7 mcores   1.24 s   310 MiB   12.4 K goroutines   41.2 %   310 MiB/s   −3 KiB   1,235 cores
 *
 * `unit` is a profile type's (`nanoseconds`, `bytes`, `count`, …), `cores`, `share` (a fraction, 1 = 100 %), or any of them with
 * `/s`, ` per unit` or ` per request` behind it. An unknown unit is printed as it is.
 */
export function formatValue(value: number, unit: string): string {
  return `${value < 0 ? MINUS : ''}${formatMagnitude(Math.abs(value), unit)}`;
}

/** A difference of two values: the sign is always there, `+0.156 cores`, `−12 MiB`, `0 B`. Shares differ by percentage points, `+5.2 pp`. */
export function formatDelta(value: number, unit: string): string {
  const text = unit === 'share' ? `${threeDigits(Math.abs(value) * 100)} pp` : undefined;
  return `${signOf(value)}${text ?? formatMagnitude(Math.abs(value), unit)}`;
}

/** A fraction as per cent: 0.412 is `41.2 %`. NaN, which is 0 of 0, is `–`. */
export function formatPercent(ratio: number): string {
  return `${ratio < 0 ? MINUS : ''}${percentMagnitude(Math.abs(ratio))}`;
}

/** A relative change with its sign: 0.45 is `+45 %`. */
export function formatSignedPercent(ratio: number): string {
  return `${signOf(ratio)}${percentMagnitude(Math.abs(ratio))}`;
}

/**
 * For the hover, of a whole number every digit: `1,240,000,123 nanoseconds`; past 2^53 not each is right: `≈ 12,000,000,000,000,000 nanoseconds`.
 * Of a quotient six significant ones at least, and never fewer than three behind the point of a long one: `11.1379 mcores`.
 */
export function exactValue(value: number, unit: string): string {
  const sign = value < 0 ? MINUS : '';
  const about = Math.abs(value) > 2 ** 53 ? '≈ ' : '';
  const [own, per] = unitParts(unit);
  const { size, name } = own === 'cores' ? stepOf(value, own) : { size: 1, name: own };
  const words = [name || 'count', per].join(' ').trim();
  return `${about}${sign}${everyDigit(Math.abs(value) / size)} ${words}`;
}

function everyDigit(value: number): string {
  const before = Math.floor(Math.log10(value || 1)) + 1;
  const digits = Number.isInteger(value) ? 21 : Math.max(FRACTION_DIGITS, before + 3);
  return value.toLocaleString('en-US', { maximumSignificantDigits: Math.min(digits, 21) });
}

/** A number alone, as it stands beside a unit: three significant digits, or whole. */
export function formatNumber(value: number): string {
  return `${value < 0 ? MINUS : ''}${threeDigits(Math.abs(value))}`;
}

function signOf(value: number): string {
  if (value > 0) return '+';
  return value < 0 ? MINUS : '';
}

function percentMagnitude(ratio: number): string {
  if (Number.isNaN(ratio)) return '–';
  const percent = ratio * 100;
  return `${percent > 0 && percent < 0.001 ? '<0.001' : threeDigits(percent)} %`;
}

function formatMagnitude(value: number, unit: string): string {
  if (unit === 'share') return percentMagnitude(value);
  if (!Number.isFinite(value)) return `${Number.isNaN(value) ? '–' : '∞'} ${unit}`.trimEnd();
  const [own, per] = unitParts(unit);
  if (per !== '') return `${formatMagnitude(value, own)} ${per}`;
  if (unit === 'cores') {
    // 99.96 mcores rounds to 0.1 cores: the step is chosen for the number that is shown.
    const { size, name } = stepOf(Number(value.toPrecision(3)), unit);
    return `${threeDigits(value / size)} ${name}`;
  }
  const rate = unit.endsWith(PER_SECOND);
  const amount = rate ? unit.slice(0, -PER_SECOND.length) : unit;
  return `${formatAmount(value, amount)}${rate ? PER_SECOND : ''}`;
}

function formatAmount(value: number, unit: string): string {
  if (!isScaled(unit) && inFinestUnit(unit).base !== unit) {
    const { base, factor } = inFinestUnit(unit);
    return formatAmount(value * factor, base);
  }
  // 1023.9 KiB rounds to 1024 KiB, which is 1 MiB: the step is chosen for the number that is shown.
  const { size } = valueStep(value, unit);
  const shown = rounded(value / size) * size;
  const step = valueStep(shown, unit);
  const number = shown / step.size;
  const text = `${threeDigits(number)}${suffixOf(step, number)}`;
  return isScaled(unit) || WORDLESS.includes(unit) ? text : `${text} ${unit}`;
}

/** To three significant digits, or to a whole number. */
function rounded(value: number): number {
  return value >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
}

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** Whole numbers keep their digits before the point; no trailing zeros, and never an exponent. */
function threeDigits(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : '∞';
  if (value > 0 && value < SMALLEST) return '<0.000001';
  return (value >= 1000 ? WHOLE : DIGITS).format(value);
}
