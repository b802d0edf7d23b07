import { labelValue, type Labels } from '#series';
import type { ProfileSeries } from '#sources';
import type { TargetRow, TopologyNode } from '#targets';
import type { TreeLine, Trend, Trends } from '#ui';
import { isCpu, isMemory, type Activity } from './activity';

const NOTHING: Trends = { cpu: undefined, memory: undefined };

/** The CPU and memory of rows and of places, from the activities' series. */
export interface TrendIndex {
  readonly of: (line: TreeLine) => Trends;
  /** Cores, for the order of rows; undefined: none, or not known. */
  readonly cost: (row: TargetRow) => number | undefined;
}

type Series = Pick<ProfileSeries, 'values' | 'unit'>;

/** Looked up when a line is drawn or rows are sorted, and kept: of thousands of rows few are ever seen. */
export function indexTrends(activities: readonly Activity[]): TrendIndex {
  const cpu = finderOf(activities.filter(({ answer }) => isCpu(answer.profileType)));
  const memory = finderOf(activities.filter(({ answer }) => isMemory(answer.profileType)));
  const trendsOf = keptBy((key: TargetRow | TopologyNode): Trends => {
    const rows = 'path' in key ? [key] : rowsBelow(key);
    return { cpu: sumOf(distinct(rows, cpu)), memory: sumOf(distinct(rows, memory)) };
  });
  const cost = keptBy((row: TargetRow) => {
    const series = cpu(row);
    return series && meanOf(series.values);
  });
  return {
    of: ({ node, row }) => {
      const key = row ?? node;
      return key ? trendsOf(key) : NOTHING;
    },
    cost,
  };
}

type Find = (row: TargetRow) => Series | undefined;

/** The same answer for the same object, worked out once. */
function keptBy<K extends object, V>(work: (key: K) => V): (key: K) => V {
  const kept = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const known = kept.get(key);
    if (known) return known.value;
    const value = work(key);
    kept.set(key, { value });
    return value;
  };
}

/** A row's series of the first type that has one. */
function finderOf(activities: readonly Activity[]): Find {
  const tables = activities.map(tableOf);
  return keptBy((row) => firstOf(row, tables));
}

/** A series that several rows share is there once. */
function distinct(rows: readonly TargetRow[], find: Find): readonly Series[] {
  return [...new Set(rows.map(find))].filter((series) => series !== undefined);
}

interface Table {
  readonly name: string;
  readonly find: (labels: Labels) => Series | undefined;
}

function tableOf({ answer, series = [] }: Activity): Table {
  const key = (labels: Labels) => JSON.stringify(answer.by.map((name) => labelValue(labels, name)));
  const byLabels = new Map(series.map((one) => [key(one.labels), one]));
  return { name: answer.profileType.name, find: (labels) => byLabels.get(key(labels)) };
}

function firstOf({ profiles, labels }: TargetRow, tables: readonly Table[]): Series | undefined {
  for (const { name, find } of tables) {
    const chip = profiles.find((one) => one.name === name);
    const series = chip && find(chip.target?.labels ?? labels);
    if (series) return series;
  }
  return undefined;
}

function sumOf(all: readonly Series[]): Trend | undefined {
  const [first, ...others] = all;
  if (!first) return undefined;
  const sums = [...first.values];
  let mean = meanOf(first.values) ?? 0;
  for (const { values } of others) {
    mean += meanOf(values) ?? 0;
    values.forEach((value, i) => {
      if (value !== null) sums[i] = (sums[i] ?? 0) + value;
    });
  }
  return { mean, unit: first.unit, values: withoutParts(sums, all) };
}

/** The first and the last value of a sum are gaps where a series is known right beside them only: they would be parts. */
function withoutParts(sums: readonly (number | null)[], all: readonly Series[]) {
  const begins = sums.findIndex((value) => value !== null);
  const ends = sums.findLastIndex((value) => value !== null);
  const lacks = (at: number, beside: number) =>
    all.some(({ values }) => (values[at] ?? null) === null && (values[beside] ?? null) !== null);
  return sums.map((value, i) =>
    (i === begins && lacks(i, i + 1)) || (i === ends && lacks(i, i - 1)) ? null : value,
  );
}

function meanOf(values: readonly (number | null)[]): number | undefined {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return undefined;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

function rowsBelow({ rows, children }: TopologyNode): readonly TargetRow[] {
  return [...rows, ...children.flatMap(rowsBelow)];
}
