import {
  clockAt,
  isShownTwice,
  offsetAt,
  printOffset,
  timeOnClock,
  type Milliseconds,
} from '#series';

const FORM =
  /^(?:(\d{4}-\d\d-\d\d)[T ]+)?(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/;
const EPOCH = /^\d{12,14}$/;

/** `2026-11-21 00:14:00` in the zone, as the range picker writes it; with ms where there are some, with the offset where clocks show it twice. */
export function printClock(time: Milliseconds, timeZone: string | undefined): string {
  const text = clockAt(time, timeZone).toISOString().replace('T', ' ').replace('Z', '');
  const short = text.endsWith('.000') ? text.slice(0, -'.000'.length) : text;
  return isShownTwice(time, timeZone) ? `${short} ${printOffset(offsetAt(time, timeZone))}` : short;
}

/**
 * What `printClock` writes, ISO 8601 with `Z` or an offset, epoch ms, or a time of day alone, which is on the day of `near`; undefined for any
 * other text, and for 31 February.
 */
export function parseClock(
  text: string,
  near: Milliseconds,
  timeZone: string | undefined,
): Milliseconds | undefined {
  const written = text.trim();
  if (EPOCH.test(written)) return Number(written);
  const found = FORM.exec(written);
  if (!found) return undefined;
  const [, day, hours, minutes, seconds = '00', part = '', offset] = found;
  const date = day ?? clockAt(near, timeZone).toISOString().slice(0, 10);
  const iso = `${date}T${hours}:${minutes}:${seconds}.${part.padEnd(3, '0')}`;
  const clock = Date.parse(`${iso}Z`);
  // Some days of a month that has fewer are read as of the next one.
  if (Number.isNaN(clock) || !new Date(clock).toISOString().startsWith(date)) return undefined;
  if (offset === undefined) return timeOnClock(clock, timeZone);
  return clock - offsetOf(offset);
}

function offsetOf(text: string): Milliseconds {
  if (text === 'Z' || text === 'UTC') return 0;
  const digits = text.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3));
  return (digits.startsWith('-') ? -minutes : minutes) * 60_000;
}
