import { dateTime, type TimeRange as GrafanaRange } from '@grafana/data';
import {
  parseInterval,
  resolveRange as resolveRangeAt,
  type RawRange,
  type Milliseconds,
  type TimeRange,
} from '#series';

const DIGITS = /^\d+$/;

/**
 * The absolute range of a view's; `now/d` begins in the page's time zone, `now/w` where the user's week does. `now` is the page's, so that a view is
 * of one moment.
 */
export function resolveRange(
  raw: RawRange,
  now: Milliseconds,
  timeZone?: string,
): TimeRange | undefined {
  const weekStart = dateTime(now).startOf('week').toDate().getDay();
  return resolveRangeAt(raw, { now, weekStart, timeZone });
}

/** For Grafana's time range picker, which shows a relative range by its own words. */
export function toPickerRange(raw: RawRange, range: TimeRange): GrafanaRange {
  const end = (text: string, time: Milliseconds) => (DIGITS.test(text) ? dateTime(time) : text);
  return {
    from: dateTime(range.start),
    to: dateTime(range.end),
    raw: { from: end(raw.from, range.start), to: end(raw.to, range.end) },
  };
}

export function fromPickerRange(range: GrafanaRange): RawRange {
  const text = (end: GrafanaRange['raw']['from']) =>
    typeof end === 'string' ? end : String(end.valueOf());
  return { from: text(range.raw.from), to: text(range.raw.to) };
}

/** True when the range moves with the clock. */
export function isRelative(raw: RawRange): boolean {
  return !DIGITS.test(raw.from) || !DIGITS.test(raw.to);
}

/** ms of a refresh interval such as `30s`; 0 when off or not understood. */
export function refreshMilliseconds(text: string): Milliseconds {
  const interval = parseInterval(text) ?? 0;
  return interval > 0 ? Math.max(1000, interval) : 0;
}

const NICE_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 86400];

/** Bucket width for a chart of about `points` points: a round number of seconds, never under one. */
export function stepFor(range: TimeRange, points = 160): Milliseconds {
  const wanted = (range.end - range.start) / 1000 / points;
  return (NICE_SECONDS.find((seconds) => seconds >= wanted) ?? Math.ceil(wanted)) * 1000;
}

/** The range moved or stretched around its middle, in whole ms. */
export function shiftRange(range: TimeRange, direction: -1 | 1): TimeRange {
  const half = Math.round((range.end - range.start) / 2) * direction;
  return { start: range.start + half, end: range.end + half };
}

export function zoomOut(range: TimeRange): TimeRange {
  const half = Math.round((range.end - range.start) / 2);
  return { start: range.start - half, end: range.end + half };
}
