import type { DataFrame } from '@grafana/data';
import { frameFromTopTable, frameFromTree } from '#frames';
import { printProfileType, valueUnit, type TimeRange } from '#series';
import { openSide, printSide, type OpenedSide, type Running } from './open-side';
import type { ResolvedQuery, Side } from './resolve-query';

export async function runProfile(query: ResolvedQuery, running: Running): Promise<DataFrame[]> {
  const side = await openSide(query.side, running);
  const frame = frameFromTree(side.tree, {
    ...accountOf(query, [side]),
    maxNodes: query.maxNodes,
  });
  return [frame];
}

/** Baseline and comparison as one tree with two columns; nothing is left out that only one of them has. */
export async function runDiff(query: ResolvedQuery, running: Running): Promise<DataFrame[]> {
  const sides = await openSides(query, running);
  const { tree } = await viewOf(sides, query, running);
  return [frameFromTree(tree, { ...accountOf(query, sides), maxNodes: query.maxNodes })];
}

export async function runTop(query: ResolvedQuery, running: Running): Promise<DataFrame[]> {
  const sides = await openSides(query, running);
  const { table, totals } = await viewOf(sides, query, running);
  const frame = frameFromTopTable(table, {
    ...accountOf(query, sides),
    totals,
    limit: query.limit,
  });
  return [frame];
}

/** The baseline first, where there is one. */
const sidesOf = ({ side, baseline }: ResolvedQuery): readonly Side[] =>
  baseline ? [baseline, side] : [side];

function openSides(query: ResolvedQuery, running: Running): Promise<readonly OpenedSide[]> {
  return Promise.all(sidesOf(query).map((side) => openSide(side, running)));
}

function viewOf(sides: readonly OpenedSide[], { by }: ResolvedQuery, { engine, signal }: Running) {
  const trees = sides.map(({ tree }) => tree);
  return engine.view(trees, { filters: [], inverted: false, by }, { signal });
}

/** What every frame says of how it was made. */
function accountOf(query: ResolvedQuery, sides: readonly OpenedSide[]) {
  const { profileType } = query.side.selector;
  const words = query.baseline ? ['Baseline: ', 'Comparison: '] : [''];
  const ofSides = sides.flatMap(({ notices }, index) =>
    notices.map((notice) => (words[index] ?? '') + notice),
  );
  return {
    refId: query.refId,
    unit: valueUnit(profileType),
    facts: { profileType: printProfileType(profileType), sides: sides.map(({ facts }) => facts) },
    executed: sidesOf(query)
      .map((side, index) => (words[index] ?? '') + printSide(side))
      .join('\n'),
    notices: [...ofSides, ...comparisonNotices(query)],
  };
}

function comparisonNotices({ side, baseline }: ResolvedQuery): readonly string[] {
  if (!baseline) return [];
  const { start, end } = overlapOf(side.range, baseline.range);
  const sameSelector = printSide({ ...baseline, range: side.range }) === printSide(side);
  if (!sameSelector || start >= end) return [];
  const seconds = Math.round((end - start) / 1000);
  const whole = end - start === side.range.end - side.range.start;
  return [
    whole
      ? 'Baseline and comparison are of the same labels and range.'
      : `Baseline and comparison are of the same labels and share ${seconds} s.`,
  ];
}

function overlapOf(a: TimeRange, b: TimeRange): TimeRange {
  return { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) };
}
