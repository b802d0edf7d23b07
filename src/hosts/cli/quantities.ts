import { CliError } from './cli-error';

const DURATIONS = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

/** `20m`, `1h30m` in milliseconds. */
export function readDuration(text: string): number {
  const parts = [...text.matchAll(/(\d+)(ms|[smhd])/g)];
  const sum = parts.reduce((total, [, n, unit]) => total + Number(n) * DURATIONS.get(unit!)!, 0);
  if (parts.map(([part]) => part).join('') === text && sum > 0) return sum;
  throw new CliError(`expected a duration such as 20m, got "${text}"`);
}

/** RFC 3339 in epoch milliseconds. */
export function readTime(text: string): number {
  const time = Date.parse(text);
  if (/^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(time)) return time;
  throw new CliError(`expected a time such as 2026-11-21T00:14:00Z, got "${text}"`);
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

/** Runs `read`; bad input that it finds is told with the name of the option. */
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
