import { dateMath, rangeUtil } from '@grafana/data';
import { baselinePresets } from '#comparison';
import type { Baseline } from '#frames';
import type { Milliseconds, TimeRange } from '#series';
import { QueryError } from './query-error';

/** The baseline's range for a comparison's, as `Baseline` describes it; variables are filled in. Throws QueryError. */
export function baselineRange(
  baseline: Pick<Baseline, 'offset' | 'range'>,
  range: TimeRange,
  now: Milliseconds,
): TimeRange {
  if (baseline.range) return fixedRange(baseline.range, now);
  const { offset = '' } = baseline;
  if (offset === '') return range;
  if (offset === 'previous')
    return baselinePresets.find(({ id }) => id === 'previousPeriod')!.rangeOf(range, now);
  const by = durationOf(offset);
  return { start: range.start - by, end: range.end - by };
}

function durationOf(offset: string): Milliseconds {
  try {
    return rangeUtil.intervalToMs(offset);
  } catch {
    throw new QueryError(
      `baseline.offset: expected a duration such as 1h, 1d or 1w, or previous, got "${offset}"`,
    );
  }
}

function fixedRange({ from, to }: { from: string; to: string }, now: Milliseconds): TimeRange {
  const start = resolveEnd('from', from, { now, roundUp: false });
  const end = resolveEnd('to', to, { now, roundUp: true });
  if (start < end) return { start, end };
  throw new QueryError(`baseline.range: expected from before to, got "${from}" to "${to}"`);
}

const DIGITS = /^\d+$/;
const ISO_DATE = /^\d{4}-\d\d-\d\d/;

function resolveEnd(
  name: string,
  text: string,
  { now, roundUp }: { now: Milliseconds; roundUp: boolean },
): Milliseconds {
  const time = DIGITS.test(text)
    ? Number(text)
    : text.startsWith('now')
      ? dateMath.toDateTime(text, { roundUp, now: new Date(now) })?.valueOf()
      : ISO_DATE.test(text) && Date.parse(text);
  if (typeof time === 'number' && Number.isFinite(time)) return time;
  throw new QueryError(
    `baseline.range.${name}: expected epoch ms, ISO 8601 or a time like now-2h, got "${text}"`,
  );
}
