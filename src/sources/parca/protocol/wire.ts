import type { Duration, LabelsRequest, QueryRangeResponse, Timestamp } from '@parca/client';
import {
  nanosecondsFromMilliseconds,
  printProfileType,
  printSelector,
  storedTypeOf,
  type Labels,
  type Milliseconds,
  type Nanoseconds,
  type ProfileType,
  type Scrape,
  type Selector,
  type TimeRange,
} from '#series';
import { malformedAt } from './parca-client';

const SECOND = 1_000_000_000n;

/** A closed range of time to the nanosecond, as Parca's QueryRange and merges take it. */
export interface Span {
  readonly start: Nanoseconds;
  readonly end: Nanoseconds;
}

export function spanOf(range: TimeRange): Span {
  return {
    start: nanosecondsFromMilliseconds(range.start),
    end: nanosecondsFromMilliseconds(range.end),
  };
}

/** As Parca reads it. */
export function printQuery({ profileType, matchers }: Selector): string {
  return printSelector({ profileType: storedTypeOf(profileType), matchers });
}

/** Longer than any scrape interval in use. */
const SETTLED_MS = 5 * 60_000;

/** What is in a range that ended so long ago does not change any more. */
export function isSettled(range: TimeRange, now: Milliseconds): boolean {
  return range.end <= now - SETTLED_MS;
}

/** A Timestamp or a Duration, whose messages have the same fields. */
export function encodeNanoseconds(value: Nanoseconds): Timestamp & Duration {
  const rest = ((value % SECOND) + SECOND) % SECOND;
  return { seconds: (value - rest) / SECOND, nanos: Number(rest) };
}

/** Profile types, labels and values take their bounds as exclusive. */
export function encodeExclusive({ start, end }: Span): { start: Timestamp; end: Timestamp } {
  return { start: encodeNanoseconds(start - 1n), end: encodeNanoseconds(end + 1n) };
}

/** The part of a question about labels that names the type and the time. */
export function encodeLabelScope(
  profileType: ProfileType,
  range: TimeRange,
): Pick<LabelsRequest, 'profileType' | 'start' | 'end'> {
  return {
    profileType: printProfileType(storedTypeOf(profileType)),
    ...encodeExclusive(spanOf(range)),
  };
}

export function decodeTimestamp(time: Timestamp | undefined, path: string): Nanoseconds {
  if (time === undefined) throw malformedAt(path, 'missing');
  if (time.nanos < 0 || time.nanos > 999_999_999)
    throw malformedAt(`${path}.nanos`, `expected 0 to 999999999, got ${time.nanos}`);
  return time.seconds * SECOND + BigInt(time.nanos);
}

interface LabelPairs {
  readonly labels: readonly { readonly name: string; readonly value: string }[];
}

export function decodeLabels(set: LabelPairs | undefined): Labels {
  return Object.fromEntries((set?.labels ?? []).map(({ name, value }) => [name, value]));
}

/** A scrape as QueryRange tells it; `count` is Parca's. */
export interface WireScrape extends Scrape {
  readonly count: number;
}

/** The samples of a QueryRange answer, series by series. */
export function decodeSeries(answer: QueryRangeResponse): readonly (readonly WireScrape[])[] {
  return answer.series.map((series, s) => {
    const labels = decodeLabels(series.labelset);
    return series.samples.map((sample, i): WireScrape => {
      const path = `QueryRange.series[${s}].samples[${i}]`;
      if (sample.duration < 0n)
        throw malformedAt(`${path}.duration`, `expected 0 or more, got ${sample.duration}`);
      return {
        labels,
        timestamp: decodeTimestamp(sample.timestamp, `${path}.timestamp`),
        duration: sample.duration,
        // Exact to 2^53; a running total past that is shown rounded, as every number in a chart.
        value: Number(sample.value),
        count: sample.count,
      };
    });
  });
}
