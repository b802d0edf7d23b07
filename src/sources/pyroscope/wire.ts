import {
  compileMatcher,
  printMatchers,
  printProfileType,
  SeriesError,
  storedTypeOf,
  type Labels,
  type Milliseconds,
  type ProfileType,
  type Selector,
  type TimeRange,
} from '#series';
import { SourceError } from '../source-error';
import type { LabelPairs } from './protocol/answers';
import { PYROSCOPE } from './protocol/failure';

/** What a server answers at most, unless its operator says otherwise (`max_query_length`); what is longer is an error, not a part. */
const LONGEST_MS = 24 * 3600 * 1000;
/** Questions begin a millisecond before their piece, and merges end a grain of a list after it. */
const ROOM_MS = 2000;

/** Each piece is a question or two. */
const MOST_PIECES = 100;

/** Whole milliseconds within a range, in pieces that a server answers. Throws SourceError for a range of too many. */
export function piecesOf(range: TimeRange): readonly TimeRange[] {
  const [first, last] = [Math.ceil(range.start), Math.floor(range.end)];
  const length = LONGEST_MS - ROOM_MS;
  const count = Math.ceil((last - first) / length);
  if (count > MOST_PIECES) throw tooLong(count);
  const pieces: TimeRange[] = [];
  for (let start = first; start <= last; start += length)
    pieces.push({ start, end: Math.min(last, start + length - 1) });
  return pieces;
}

function tooLong(days: number): SourceError {
  const detail = `a range of ${days} days is asked day by day, and ${MOST_PIECES} days are the most`;
  return new SourceError({ kind: 'badQuery', source: PYROSCOPE, detail });
}

/** The type as Pyroscope knows it: what a profile covers is not part of its name there. */
export function printTypeID(type: ProfileType): string {
  return printProfileType({ ...storedTypeOf(type), delta: false });
}

/** The conditions of a selector as one text. Rejects with badQuery, and asks nothing, for what is no regular expression. */
export function printLabelSelector({ matchers }: Pick<Selector, 'matchers'>): string {
  for (const matcher of matchers) {
    try {
      compileMatcher(matcher);
    } catch (error) {
      if (!(error instanceof SeriesError)) throw error;
      throw new SourceError({ kind: 'badQuery', source: PYROSCOPE, detail: error.message });
    }
  }
  return printMatchers(matchers);
}

/** The same with the type as a condition, for questions about labels. One text: version 1 takes several as alternatives. */
export function printLabelScope({ profileType, matchers }: Selector): string {
  printLabelSelector({ matchers });
  const type = { name: '__profile_type__', op: '=', value: printTypeID(profileType) } as const;
  return printMatchers([type, ...matchers]);
}

/** `__profile_type__`, `__session_id__`: the server's own. */
export const isPrivate = (name: string) => name.startsWith('__') && name.endsWith('__');

export function decodeLabels(pairs: LabelPairs): Labels {
  return Object.fromEntries(pairs.map(({ name, value }) => [name, value]));
}

/** Longer than any interval in use. */
const SETTLED_MS = 5 * 60_000;

/** What is in a range that ended so long ago does not change any more. */
export function isSettled(range: TimeRange, now: Milliseconds): boolean {
  return range.end <= now - SETTLED_MS;
}
