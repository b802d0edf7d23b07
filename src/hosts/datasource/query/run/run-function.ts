import type { DataFrame } from '@grafana/data';
import { framesFromSeries } from '#frames';
import {
  groupBy,
  kindOf,
  labelsKey,
  labelValue,
  pickLabels,
  planSlices,
  rateOf,
  rateUnit,
  type Labels,
  type Milliseconds,
  type Scrape,
  type Selector,
  type Slice,
} from '#series';
import type { ProfileSeries } from '#sources';
import { emptyFrame, emptyNotice } from './empty-answer';
import { printSide, type Running } from './open-side';
import { withTrees } from './open-slices';
import type { ResolvedQuery } from '../resolve-query';

/** Of one series; each is a merge, of running totals two. */
export const MOST_SLICES = 60;
/** Of all series of a query. */
export const MOST_SLICES_OF_QUERY = 240;
/** So that each has ten slices. */
const MOST_SERIES = 24;

interface Group {
  readonly labels: Labels;
  readonly scrapes: readonly Scrape[];
}

/**
 * What one function cost over time, a point a slice of its scrapes: Parca's rates know no functions, so each slice is merged. Rates are per
 * second that the slice covers, states means.
 */
export async function runFunction(query: ResolvedQuery, running: Running): Promise<DataFrame[]> {
  const { refId, side, functionName, value, groupBy: by = [] } = query;
  const { selector, range } = side;
  const { profileType } = selector;
  const { source, signal } = running;
  const sums = by.length > 0 ? ` by (${by.join(', ')})` : '';
  const executed = `${value} of ${functionName}${sums} in ${printSide(side)}`;
  const listed = await source.fetchScrapes(selector, range, { signal });
  if (listed.scrapes.length === 0)
    return [emptyFrame({ refId, executed, notice: await emptyNotice(source, side, signal) })];
  const all = groupsOf(listed.scrapes, by);
  const groups = all.slice(0, MOST_SERIES);
  const most = Math.min(MOST_SLICES, Math.floor(MOST_SLICES_OF_QUERY / groups.length));
  const series: ProfileSeries[] = [];
  let merges = 0;
  for (const group of groups) {
    const slices = planSlices({ ...listed, scrapes: group.scrapes }, most);
    merges += slices.length * (kindOf(profileType) === 'counter' ? 2 : 1);
    const of = { query, group, slices, interval: listed.interval };
    series.push(await seriesOf(of, running));
  }
  const isNowhere = series.every(({ values }) => values.every((one) => !one));
  const notices = [
    ...listed.notices,
    ...(groups.length < all.length
      ? [`${groups.length} of ${all.length} series, those with the greatest totals.`]
      : []),
    ...(isNowhere ? [`No profile of this range has a function named ${functionName}.`] : []),
  ];
  const account = `${executed}\n${merges} merges`;
  return framesFromSeries(series, {
    ...{ refId, profileType, title: functionName, notices, executed: account },
  });
}

/** The greatest first. */
function groupsOf(scrapes: readonly Scrape[], by: readonly string[]): readonly Group[] {
  const groups = groupBy(scrapes, ({ labels }) => labelsKey(pickLabels(labels, by)));
  return [...groups.values()]
    .map((own) => ({
      group: { labels: pickLabels(own[0]!.labels, by), scrapes: own },
      total: own.reduce((sum, { value }) => sum + Math.abs(value), 0),
    }))
    .sort((a, b) => b.total - a.total)
    .map(({ group }) => group);
}

interface SeriesOf {
  readonly query: ResolvedQuery;
  readonly group: Group;
  readonly slices: readonly Slice[];
  readonly interval: Milliseconds;
}

async function seriesOf(
  { query, group, slices, interval }: SeriesOf,
  running: Running,
): Promise<ProfileSeries> {
  const { functionName, value, groupBy: by = [] } = query;
  const selector = selectorOf(query.side.selector, group.labels, by);
  const own = slices.map((slice) => ({ ...slice, selector }));
  const { engine, signal } = running;
  const costs = await withTrees(own, running, async (trees) => {
    const [values] = await engine.functionValues(trees, [functionName], { signal });
    return values![value];
  });
  const { profileType } = selector;
  const points = slices.flatMap(({ range, seconds }, i) => {
    const next = slices[i + 1]?.range.start;
    const rate = rateOf(profileType, costs[i]!, seconds);
    const isGap = next !== undefined && next - range.end > GAP * interval;
    return [[range.start, rate] as const, ...(isGap ? [[range.end, null] as const] : [])];
  });
  return {
    labels: group.labels,
    times: points.map(([time]) => time),
    values: points.map(([, rate]) => rate),
    unit: rateUnit(profileType),
  };
}

/** Times without a scrape that are longer are drawn as a gap. */
const GAP = 2;
/** A label that a series has not is one that is empty. */
function selectorOf(selector: Selector, labels: Labels, by: readonly string[]): Selector {
  const own = by.map((name) => ({ name, op: '=', value: labelValue(labels, name) }) as const);
  return { ...selector, matchers: [...selector.matchers, ...own] };
}
