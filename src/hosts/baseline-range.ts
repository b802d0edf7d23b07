import { dateTime } from '@grafana/data';
import { previousPeriod } from '#comparison';
import type { Baseline } from '#frames';
import { parseInterval, resolveEnd, type Milliseconds, type TimeRange } from '#series';
import { QueryError } from './query-error';

/** The baseline's range for a comparison's, as `Baseline` describes it; variables are filled in. Throws QueryError. */
export function baselineRange(
  baseline: Pick<Baseline, 'offset' | 'range'>,
  range: TimeRange,
  { now, timeZone }: { readonly now: Milliseconds; readonly timeZone?: string | undefined },
): TimeRange {
  if (baseline.range) return fixedRange(baseline.range, { now, timeZone });
  const { offset = '' } = baseline;
  if (offset === '') return range;
  if (offset === 'previous') return previousPeriod(range, now);
  const by = durationOf(offset);
  return { start: range.start - by, end: range.end - by };
}

function durationOf(offset: string): Milliseconds {
  const duration = parseInterval(offset);
  if (duration !== undefined && duration >= 0) return duration;
  throw new QueryError(
    `baseline.offset: expected a duration such as 1h, 1d or 1w, or previous, got "${offset}"`,
  );
}

function fixedRange(
  { from, to }: { from: string; to: string },
  { now, timeZone }: { readonly now: Milliseconds; readonly timeZone: string | undefined },
): TimeRange {
  const weekStart = dateTime(now).startOf('week').toDate().getDay();
  const end = (name: 'from' | 'to', text: string) => {
    const time = resolveEnd(text, { now, weekStart, timeZone, roundUp: name === 'to' });
    if (time !== undefined) return time;
    throw new QueryError(
      `baseline.range.${name}: expected epoch ms, ISO 8601 or a time like now-2h, got "${text}"`,
    );
  };
  const range = { start: end('from', from), end: end('to', to) };
  if (range.start < range.end) return range;
  throw new QueryError(`baseline.range: expected from before to, got "${from}" to "${to}"`);
}
