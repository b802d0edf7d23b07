import type { Milliseconds } from './time';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Unit = readonly [name: string, length: Milliseconds];

/** Prometheus' units, the largest first; a year has 365 days. */
const UNITS: readonly Unit[] = [
  ['y', 365 * DAY],
  ['w', 7 * DAY],
  ['d', DAY],
  ['h', HOUR],
  ['m', MINUTE],
  ['s', SECOND],
  ['ms', 1],
];
/** A group for each of UNITS. */
const SYNTAX = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** As Prometheus writes a duration: `20m`, `1h30m`, `1w`, `0`. undefined for any other text. */
export function parseDuration(text: string): Milliseconds | undefined {
  if (text === '') return undefined;
  if (text === '0') return 0;
  const counts = SYNTAX.exec(text);
  if (!counts) return undefined;
  const sum = UNITS.reduce(
    (total, [, ms], index) => total + ms * Number(counts[index + 1] ?? 0),
    0,
  );
  return Number.isFinite(sum) ? sum : undefined;
}

/** As Prometheus' API reads `step` and Grafana an interval: a number of seconds, `0.5`, or a duration. undefined for any other text. */
export function parseInterval(text: string): Milliseconds | undefined {
  return /^-?\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * SECOND) : parseDuration(text);
}

/** What `parseDuration` reads, as Prometheus prints it: years and weeks only where nothing remains, since `90d` reads easier than `12w6d`. */
export function printDuration(duration: Milliseconds): string {
  let rest = Math.round(duration);
  if (rest <= 0) return '0s';
  let text = '';
  for (const [name, length] of UNITS) {
    if (length > DAY && rest % length !== 0) continue;
    const count = Math.floor(rest / length);
    if (count > 0) text += `${count}${name}`;
    rest -= count * length;
  }
  return text;
}

/** For the screen. Of milliseconds and seconds three digits, above the two largest units: `250 ms`, `1.5 s`, `5 min`, `1 h 30 min`. */
export function formatDuration(duration: Milliseconds): string {
  if (duration < SECOND) return `${Math.round(duration)} ms`;
  if (duration < MINUTE) return `${Number((duration / SECOND).toPrecision(3))} s`;
  if (round(duration, SECOND) < HOUR) return twoUnits(duration, ['min', MINUTE], ['s', SECOND]);
  if (round(duration, MINUTE) < DAY) return twoUnits(duration, ['h', HOUR], ['min', MINUTE]);
  return twoUnits(duration, ['d', DAY], ['h', HOUR]);
}

function twoUnits(duration: Milliseconds, [large, length]: Unit, [small, part]: Unit): string {
  const rounded = round(duration, part);
  const rest = (rounded % length) / part;
  return `${Math.floor(rounded / length)} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`;
}

function round(duration: Milliseconds, to: Milliseconds): Milliseconds {
  return Math.round(duration / to) * to;
}

const AGE_UNITS: readonly Unit[] = [
  ['d', DAY],
  ['h', HOUR],
  ['min', MINUTE],
  ['s', SECOND],
];

/** For the screen: how long ago. `4 s`, `90 s`, `12 min`: whole units, of the largest that is twice in it, or once and nothing more. */
export function formatAge(age: Milliseconds): string {
  for (const [name, length] of AGE_UNITS)
    if (age === length || age >= 2 * length) return `${Math.floor(age / length)} ${name}`;
  return `${Math.max(0, Math.round(age))} ms`;
}
