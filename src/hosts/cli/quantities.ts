import {
  columnFormat,
  inFinestUnit,
  parseDuration,
  resolveEnd,
  stepOf,
  unitParts,
  type ColumnFormat,
  type Milliseconds,
} from '#series';
import { CliError } from './failure';

/** `20m`, `1h30m` in milliseconds, more than none. */
export function readDuration(text: string): Milliseconds {
  const duration = parseDuration(text);
  if (duration) return duration;
  throw new CliError(`expected a duration such as 20m, got "${text}"`);
}

/** The end of a range in epoch milliseconds, written as in the pages and in Grafana, or in epoch seconds: `2026-11-21T00:14:00Z`, `now-1h`. */
export function readTime(text: string, at: { now: number; roundUp: boolean }): number {
  // As milliseconds they would be a moment of 1970.
  const seconds = /^\d{10}$/.test(text) ? Number(text) * 1000 : undefined;
  const time = /^\d{1,11}$/.test(text) ? seconds : resolveEnd(text, at);
  if (time !== undefined) return time;
  throw new CliError(`expected a time such as 2026-11-21T00:14:00Z or now-1h, got "${text}"`);
}

const SIZES = new Map([
  ['', 1],
  ['KB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
]);

/** `200MB` in bytes. */
export function readSize(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([KMG]B)?$/i.exec(text) ?? [];
  if (number !== undefined)
    return Math.floor(Number(number) * SIZES.get(unit?.toUpperCase() ?? '')!);
  throw new CliError(`expected a size such as 200MB, got "${text}"`);
}

/** Runs `read`; bad input names the option. */
export function forOption<T>(option: string, read: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return read(text);
    } catch (error) {
      if (error instanceof CliError) throw new CliError(`${option}: ${error.message}`);
      throw error;
    }
  };
}

/** Three significant digits: `4.5 s`, `1.2 MiB/s`, `4.5 s per file`, `12.8 %`, `12,459`, `84.4 mcores`. The exact one is in the JSON. */
export function formatQuantity(value: number, unit: string): string {
  const [own, per] = unitParts(unit);
  const rate = own.endsWith('/s') ? '/s' : '';
  const { base, factor } = inFinestUnit(own.slice(0, own.length - rate.length));
  const amount = value * factor;
  // As the pages say it; a share of less is nothing to read.
  if (base === 'share' && amount > 0 && amount < 1e-5) return '<0.001 %';
  const { size, name } = stepOf(amount, base);
  return [formatDigits(amount / size), name + rate, per].filter((part) => part !== '').join(' ');
}

/** With its sign: `+4.5 s`, `-12 B`, `0 s`. */
export function formatDelta(value: number, unit: string): string {
  return `${value > 0 ? '+' : ''}${formatQuantity(value, unit)}`;
}

/** A column's numbers as the pages write them, with the minus that a terminal and a script know. */
export function asciiColumn(values: Iterable<number>, unit: string): ColumnFormat {
  const format = columnFormat(values, unit);
  const ascii = (text: string) => text.replace('−', '-');
  return {
    ...format,
    textOf: (value) => ascii(format.textOf(value)),
    deltaOf: (value) => ascii(format.deltaOf(value)),
  };
}

/** A part of a whole: `12.8 %`; '' when the whole is 0. */
export function formatPercent(part: number, whole: number): string {
  return whole === 0 ? '' : formatQuantity(part / whole, 'share');
}

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

function formatDigits(value: number): string {
  if (value > 0 && value < 1e-6) return '<0.000001';
  return (Math.abs(value) >= 100 ? WHOLE : DIGITS).format(value);
}
