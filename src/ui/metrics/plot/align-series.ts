import type { Milliseconds } from '#series';
import type { TimelineSeries } from '../timeline-types';

/** Series on one list of times, as uPlot draws them. */
export interface AlignedSeries {
  /** Ascending, each once: every time that any series has. */
  readonly times: readonly Milliseconds[];
  /** One row a series. `null`: a gap. `undefined`: only other series have this time, so a line passes over it. */
  readonly values: readonly (readonly (number | null | undefined)[])[];
  /** One row a series: the places of points between gaps, which no line would show. */
  readonly isolated: readonly (readonly number[])[];
}

export function alignSeries(series: readonly TimelineSeries[]): AlignedSeries {
  const times = [...new Set(series.flatMap((one) => one.times))].sort((a, b) => a - b);
  const placeOf = new Map(times.map((time, place) => [time, place]));
  const values = series.map((one) => {
    const row: (number | null | undefined)[] = new Array(times.length).fill(undefined);
    one.times.forEach((time, i) => (row[placeOf.get(time)!] = one.values[i]));
    return row;
  });
  return { times, values, isolated: values.map(isolatedPoints) };
}

function isolatedPoints(row: readonly (number | null | undefined)[]): number[] {
  const places = row.flatMap((value, place) => (value === undefined ? [] : [place]));
  return places.filter((place, i) => {
    const drawn = (at: number | undefined) => at !== undefined && row[at] !== null;
    return row[place] !== null && !drawn(places[i - 1]) && !drawn(places[i + 1]);
  });
}
