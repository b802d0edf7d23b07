import { formatDuration, type TimeRange } from '#series';
import type { ComparabilityFact, ComparedSide } from './comparability';
import { placeDifference } from './place-difference';

/** Windows whose lengths or ends differ by less of their length were meant to be equal: a hand drew them. */
export const EQUAL_LENGTHS = 0.01;

/** undefined: of one side it is not known. */
export function placeOf(a: ComparedSide, b: ComparedSide) {
  if (a.source === undefined || b.source === undefined) return undefined;
  return placeDifference(a.source, b.source, [a.labels ?? {}, b.labels ?? {}]);
}

/** What is compared may well be two units: that alone is no reason for care. */
export function placeFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  const place = placeOf(a, b);
  if (!place) return undefined;
  const { what, text } = place;
  if (text === undefined) return { topic: 'place', level: 'ok', text: `same ${what}`, same: what };
  return { topic: 'place', level: 'ok', text: `${what} ${text}` };
}

export function timeFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  if (!a.range || !b.range) return undefined;
  if (isSameTime(a.range, b.range))
    return { topic: 'time', level: 'ok', text: 'same time', same: 'time' };
  const later = b.range.start - a.range.start;
  const text = `comparison starts ${formatDuration(Math.abs(later))} ${later < 0 ? 'before' : 'after'} the baseline`;
  return { topic: 'time', level: 'ok', text, ranges: [a.range, b.range] };
}

export function isSameTime(a: TimeRange, b: TimeRange): boolean {
  const most = EQUAL_LENGTHS * Math.max(lengthOf(a), lengthOf(b));
  return Math.abs(a.start - b.start) <= most && Math.abs(a.end - b.end) <= most;
}

export const lengthOf = ({ start, end }: TimeRange) => end - start;
