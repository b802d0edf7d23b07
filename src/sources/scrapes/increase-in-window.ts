import {
  groupBySeries,
  increasesOf,
  nanosecondsFromMilliseconds,
  type Milliseconds,
  type Scrape,
  type TimeRange,
} from '#series';

/** A scrape before the window is taken for the one before its first only when it is as near as that. */
const MOST_INTERVALS = 3;

interface Increase {
  readonly scrapes: readonly Scrape[];
  /** Series of which one scrape is in the window: with one before it, and without. */
  readonly reached: number;
  readonly lone: number;
  readonly restarts: number;
}

/** What running totals grew by in a range; they are told from before it on. */
export function increaseIn(
  totals: readonly Scrape[],
  { range, interval }: { readonly range: TimeRange; readonly interval: Milliseconds },
): Increase {
  const from = nanosecondsFromMilliseconds(range.start);
  const scrapes: Scrape[] = [];
  let [reached, lone, restarts] = [0, 0, 0];
  for (const series of groupBySeries(totals)) {
    const first = series.findIndex(({ timestamp }) => timestamp >= from);
    if (first < 0) continue;
    const isAlone = first === series.length - 1;
    const before = isAlone ? nearBefore(series, first, interval) : undefined;
    if (before) reached++;
    else if (isAlone) lone++;
    const used = before ? [before, series[first]!] : series.slice(first);
    restarts += used.filter((one, i) => i > 0 && one.value < used[i - 1]!.value).length;
    for (const increase of increasesOf(used)) scrapes.push(increase);
  }
  return { scrapes, reached, lone, restarts };
}

function nearBefore(
  series: readonly Scrape[],
  at: number,
  interval: Milliseconds,
): Scrape | undefined {
  const before = series[at - 1];
  const distance = before ? Number(series[at]!.timestamp - before.timestamp) / 1e6 : Infinity;
  return distance <= MOST_INTERVALS * interval ? before : undefined;
}

export function increaseNotices(increases: readonly Increase[]): readonly string[] {
  const sum = (key: 'reached' | 'lone' | 'restarts') =>
    increases.reduce((all, one) => all + one[key], 0);
  const [reached, lone, restarts] = [sum('reached'), sum('lone'), sum('restarts')];
  return [
    ...(reached > 0
      ? [`${reached} series with one scrape in the window: counted since the scrape before it.`]
      : []),
    ...(lone > 0
      ? [`${lone} series left out: one scrape cannot tell what was added, two can.`]
      : []),
    ...(restarts > 0
      ? [
          `${restarts} restart${restarts === 1 ? '' : 's'} in the window: a new process counts from 0.`,
        ]
      : []),
  ];
}
