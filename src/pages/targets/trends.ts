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

/** Looked up when a line is drawn, and kept: of thousands of rows few are ever seen. */
export function indexTrends(activities: readonly Activity[]): TrendIndex {
  const cpu = activities.filter(({ answer }) => isCpu(answer.profileType)).map(tableOf);
  const memory = activities.filter(({ answer }) => isMemory(answer.profileType)).map(tableOf);
  const kept = new WeakMap<TargetRow | TopologyNode, Trends>();
  const trendsOf = (key: TargetRow | TopologyNode, rows: readonly TargetRow[]) => {
    const known = kept.get(key) ?? {
      cpu: sumOf(seriesOf(rows, cpu)),
      memory: sumOf(seriesOf(rows, memory)),
    };
    kept.set(key, known);
    return known;
  };
  return {
    of: ({ node, row }) => {
      if (row) return trendsOf(row, [row]);
      return node ? trendsOf(node, rowsBelow(node)) : NOTHING;
    },
    cost: (row) => {
      const [series] = seriesOf([row], cpu);
      return series && meanOf(series.values);
    },
  };
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

/** Each row's series of the first type that has one; a series that several rows share is there once. */
function seriesOf(rows: readonly TargetRow[], tables: readonly Table[]): readonly Series[] {
  const found = new Set<Series>();
  for (const row of rows) {
    const series = firstOf(row, tables);
    if (series) found.add(series);
  }
  return [...found];
}

function firstOf({ chips, labels }: TargetRow, tables: readonly Table[]): Series | undefined {
  for (const { name, find } of tables) {
    const chip = chips.find((one) => one.name === name);
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
  return { mean, unit: first.unit, values: sums };
}

function meanOf(values: readonly (number | null)[]): number | undefined {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return undefined;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

function rowsBelow({ rows, children }: TopologyNode): readonly TargetRow[] {
  return [...rows, ...children.flatMap(rowsBelow)];
}
