import type { DataFrame } from '@grafana/data';
import { frameFromTopTable, frameFromTree } from '#frames';
import { printProfileType, valueUnit, type TimeRange } from '#series';
import { openSide, printSide, type OpenedSide, type Running } from './open-side';
import type { ResolvedQuery, Side } from './resolve-query';

export async function runProfile(query: ResolvedQuery, running: Running): Promise<DataFrame[]> {
  const { sides, view } = await viewSides({ ...query, baseline: undefined }, running);
  const account = accountOf(query, sides);
  return [frameFromTree(view.tree, { ...account, maxNodes: query.maxNodes })];
}

/** Baseline and comparison as one tree with two columns; nothing is left out that only one of them has. */
export async function runDiff(query: ResolvedQuery, running: Running): Promise<DataFrame[]> {
  const { sides, view } = await viewSides(query, running);
  const account = accountOf(query, sides);
  return [frameFromTree(view.tree, { ...account, maxNodes: query.maxNodes })];
}

export async function runTop(query: ResolvedQuery, running: Running): Promise<DataFrame[]> {
  const { sides, view } = await viewSides(query, running);
  const account = accountOf(query, sides);
  const { magnitudes } = view;
  return [frameFromTopTable(view.table, { ...account, magnitudes, limit: query.limit })];
}

/** The baseline first, where there is one. */
const sidesOf = ({ side, baseline }: Pick<ResolvedQuery, 'side' | 'baseline'>): readonly Side[] =>
  baseline ? [baseline, side] : [side];

/** A frame holds all that its answer is of: the engine keeps no tree. */
async function viewSides(query: ResolvedQuery, running: Running) {
  const { engine, signal } = running;
  const opening = sidesOf(query).map((side) => openSide(side, running));
  try {
    const sides = await Promise.all(opening);
    const options = { filters: [], inverted: false, by: query.by };
    const of = sides.map(({ handle }) => handle);
    const view = await engine.view(of, options, { signal });
    engine.release(view.handle);
    return { sides, view };
  } finally {
    for (const side of opening)
      void side.then(
        ({ handle }) => engine.release(handle),
        () => undefined,
      );
  }
}

/** What every frame says of how it was made. */
function accountOf(query: ResolvedQuery, sides: readonly OpenedSide[]) {
  const { profileType } = query.side.selector;
  const prefixes = query.baseline ? ['Baseline: ', 'Comparison: '] : [''];
  const ofSides = sides.flatMap(({ notices }, index) =>
    notices.map((notice) => (prefixes[index] ?? '') + notice),
  );
  return {
    refId: query.refId,
    unit: valueUnit(profileType),
    facts: { profileType: printProfileType(profileType), sides: sides.map(({ facts }) => facts) },
    executed: sidesOf(query)
      .map((side, index) => (prefixes[index] ?? '') + printSide(side))
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
