import { labelEntries, labelsKey, type Labels } from '#series';
import type { RecordedSeries } from '../recorded-metrics';
import { depthStep, textOf, type Token } from './promql';

type Points = RecordedSeries['points'];

/** The operands of an expression that is `A or B or …` at its top, where `or` binds least; else the expression alone. */
export function splitOr(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const operands: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += depthStep(token);
    if (depth === 0 && /^or$/i.test(textOf(token))) operands.push([]);
    else operands.at(-1)!.push(token);
  }
  const modified = operands.some((operand) => /^(on|ignoring)$/i.test(textOf(operand[0])));
  return modified ? [tokens] : operands;
}

/**
 * `left or right` as PromQL means it: all of `left`, and at each moment the series of `right` whose labels, but for the metric's name,
 * `left` does not have then.
 */
export function joinOr(
  left: readonly RecordedSeries[],
  right: readonly RecordedSeries[],
): readonly RecordedSeries[] {
  const taken = new Map<string, Set<number>>();
  for (const { labels, points } of left) {
    const times = taken.get(nameless(labels)) ?? new Set();
    points.forEach(([time]) => times.add(time));
    taken.set(nameless(labels), times);
  }
  const joined = new Map(left.map((series) => [labelsKey(series.labels), series]));
  for (const { labels, points } of right) {
    const times = taken.get(nameless(labels));
    const added = times ? points.filter(([time]) => !times.has(time)) : points;
    const key = labelsKey(labels);
    const known = joined.get(key);
    joined.set(key, { labels, points: inTimeOrder([...(known?.points ?? []), ...added]) });
  }
  return [...joined].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, series]) => series);
}

function nameless(labels: Labels): string {
  return labelsKey(
    Object.fromEntries(labelEntries(labels).filter(([name]) => name !== '__name__')),
  );
}

function inTimeOrder(points: Points): Points {
  return [...points].sort(([a], [b]) => a - b);
}
