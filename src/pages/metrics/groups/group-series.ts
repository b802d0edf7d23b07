import { printable } from '#profile';
import { labelValue, type Milliseconds, type Series } from '#series';

/** More lines are not told apart; the rest is one. */
export const MOST_GROUPS = 10;

/** One line of what is grouped by a label. */
export interface SeriesGroup {
  /** Distinct: the value, `(none)` where the label is missing, or `3 others`. */
  readonly name: string;
  /** '' is a label that is missing; undefined of the others, which have several. */
  readonly value: string | undefined;
  readonly times: readonly Milliseconds[];
  /** null where nothing is known. */
  readonly values: readonly (number | null)[];
  /** Of all values of all groups; undefined where these come to nothing. */
  readonly share: number | undefined;
}

export interface GroupedSeries {
  /** Those that have most first, the others last. */
  readonly groups: readonly SeriesGroup[];
  /** How many values the label has, with those of the others. */
  readonly count: number;
}

/** True for an answer that was asked for by this label alone: one to another question may still be in its place. */
export function isGroupedBy(series: readonly Series[], label: string): boolean {
  return series.every(({ labels }) => Object.keys(labels).every((name) => name === label));
}

/**
 * One line for each of the `MOST_GROUPS` values of a label that have most in all, and one that is the sum of the rest: at each time the lines
 * add up to what the series do.
 */
export function groupSeries(series: readonly Series[], label: string): GroupedSeries {
  const byValue = new Map<string, Series[]>();
  for (const one of series) {
    const value = labelValue(one.labels, label);
    byValue.set(value, [...(byValue.get(value) ?? []), one]);
  }
  const all = [...byValue].map(([value, of]) => ({ value, of, sum: sumOf(of) }));
  all.sort((a, b) => b.sum - a.sum || (a.value < b.value ? -1 : 1));
  const whole = all.reduce((sum, group) => sum + group.sum, 0);
  const shareOf = (sum: number) => (whole > 0 ? sum / whole : undefined);
  const named = all.slice(0, MOST_GROUPS);
  const rest = all.slice(MOST_GROUPS);
  const groups: SeriesGroup[] = named.map(({ value, of, sum }) => ({
    name: nameOf(value),
    value,
    ...added(of),
    share: shareOf(sum),
  }));
  if (rest.length > 0)
    groups.push({
      name: `${rest.length} ${rest.length === 1 ? 'other' : 'others'}`,
      value: undefined,
      ...added(rest.flatMap(({ of }) => of)),
      share: shareOf(rest.reduce((sum, group) => sum + group.sum, 0)),
    });
  return { groups, count: all.length };
}

const sumOf = (series: readonly Series[]) =>
  series.reduce((sum, { values }) => values.reduce<number>((s, v) => s + (v ?? 0), sum), 0);

/** The sum at each time that one of them has; null where none has a value. */
function added(series: readonly Series[]): Pick<Series, 'times' | 'values'> {
  const [first] = series;
  if (series.length === 1) return { times: first!.times, values: first!.values };
  const sums = new Map<Milliseconds, number | null>();
  for (const { times, values } of series)
    times.forEach((time, i) => {
      const [known, value] = [sums.get(time) ?? null, values[i] ?? null];
      sums.set(time, known === null ? value : value === null ? known : known + value);
    });
  const times = [...sums.keys()].sort((a, b) => a - b);
  return { times, values: times.map((time) => sums.get(time) ?? null) };
}

/** A value that reads like one of ours is quoted, and so is one with quotes. */
const OURS = /^(\(none\)|\d+ others?|".*)$/;

function nameOf(value: string): string {
  if (value === '') return '(none)';
  return OURS.test(value) ? JSON.stringify(value) : printable(value);
}
