import type { Milliseconds, TimeRange } from './time';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** No zone changes its offset twice in as many days. */
const APART = 7 * DAY;

/** Grafana's words for a time zone (`browser`, `utc`, `Europe/Berlin`) to Intl's; undefined is the system's own. */
export function intlZone(timeZone: string | undefined): string | undefined {
  if (timeZone === undefined || timeZone === '' || timeZone === 'browser') return undefined;
  return timeZone === 'utc' ? 'UTC' : timeZone;
}

/** `Europe/Berlin`, also where the zone is the system's. */
export function zoneName(timeZone: string | undefined): string {
  return intlZone(timeZone) ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const formats = new Map<string | undefined, Intl.DateTimeFormat>();
const OFFSET = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/;

/** How far the zone's clocks are ahead of UTC at that time; 0 for what is no time of a `Date`. */
export function offsetAt(time: Milliseconds, timeZone: string | undefined): Milliseconds {
  if (Number.isNaN(new Date(time).getTime())) return 0;
  const zone = intlZone(timeZone);
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  const [, sign, hours, minutes, seconds] = OFFSET.exec(format.format(time)) ?? [];
  if (sign === undefined) return 0;
  const ahead = (Number(hours) * 60 + Number(minutes)) * MINUTE + Number(seconds ?? 0) * 1000;
  return sign === '-' ? -ahead : ahead;
}

/** `+02:00`, as RFC 3339 writes it. */
export function printOffset(offset: Milliseconds): string {
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The first moments in the range with another offset than the moment before, in order. */
export function offsetChanges(
  { start, end }: TimeRange,
  timeZone: string | undefined,
): readonly Milliseconds[] {
  const changes: Milliseconds[] = [];
  for (let from = start; from < end; from += APART) {
    const change = changeBetween(from, Math.min(from + APART, end), timeZone);
    if (change !== undefined) changes.push(change);
  }
  return changes;
}

function changeBetween(from: Milliseconds, to: Milliseconds, timeZone: string | undefined) {
  const offset = offsetAt(from, timeZone);
  if (offsetAt(to, timeZone) === offset) return undefined;
  let [before, after] = [from, to];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle, timeZone) === offset) before = middle;
    else after = middle;
  }
  return after;
}

/** True for a time that the zone's clocks show twice, because they are put back over it. */
export function isShownTwice(time: Milliseconds, timeZone: string | undefined): boolean {
  const offset = offsetAt(time, timeZone);
  return [time - DAY, time + DAY].some((near) => {
    const other = offsetAt(near, timeZone);
    return other !== offset && offsetAt(time + offset - other, timeZone) === other;
  });
}

/**
 * When the zone's clocks showed the same, so many calendar days earlier. Of a time that they showed twice that day the one with the same
 * offset; a time that they left out is as much later as they were put on.
 */
export function daysBefore(
  time: Milliseconds,
  days: number,
  timeZone: string | undefined,
): Milliseconds {
  const offset = offsetAt(time, timeZone);
  const near = time - days * DAY;
  const [before, after] = [offsetAt(near - DAY, timeZone), offsetAt(near + DAY, timeZone)];
  const right = [offset, before, after].find(
    (other) => offsetAt(near + offset - other, timeZone) === other,
  );
  return near + offset - (right ?? before);
}

/** What the zone's clocks show, as a date whose UTC fields are theirs. */
export function clockAt(time: Milliseconds, timeZone: string | undefined): Date {
  return new Date(time + offsetAt(time, timeZone));
}

/**
 * When the zone's clocks show what the UTC fields of a date are. Of a time that they show twice the first; a time that they leave out is as much
 * later as they are put on.
 */
export function timeOnClock(clock: Milliseconds, timeZone: string | undefined): Milliseconds {
  const before = offsetAt(clock - DAY, timeZone);
  const after = offsetAt(clock + DAY, timeZone);
  const right = [before, after].find((offset) => offsetAt(clock - offset, timeZone) === offset);
  return clock - (right ?? before);
}
