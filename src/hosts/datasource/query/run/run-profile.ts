import type { DataFrame } from '@grafana/data';
import type { View } from '#engine';
import { renamedText } from '#comparison';
import { frameFromTopTable, frameFromTree } from '#frames';
import { printProfileType, valueUnit, type TimeRange } from '#series';
import { judgeSides, type Judged } from './judge-sides';
import { openSide, printSide, type OpenedSide, type Running } from './open-side';
import type { ResolvedQuery, Side } from '../resolve-query';

export function runProfile(query: ResolvedQuery, running: Running): Promise<DataFrame[]> {
  return withSides({ ...query, baseline: undefined }, running, (viewed) => {
    const account = accountOf(query, viewed);
    return [frameFromTree(viewed.view.tree, { ...account, maxNodes: query.maxNodes })];
  });
}

/** Baseline and comparison as one tree with two columns; nothing is left out that only one of them has. First the picture, then what of it is noise. */
export function runDiff(query: ResolvedQuery, running: Running): Promise<DataFrame[]> {
  return withSides(query, running, async (viewed) => {
    const { sides, view } = viewed;
    const frameOf = (judged?: Judged) => {
      const { facts, ...account } = accountOf(query, viewed, judged);
      const judgement = judged?.judgement;
      return frameFromTree(view.tree, {
        ...account,
        facts: { ...facts, ...(judgement && { judgement }) },
        maxNodes: query.maxNodes,
      });
    };
    running.show([frameOf()]);
    // The answer names functions.
    return [frameOf(await judgedOf(sides, 'function', running))];
  });
}

/** Rows that are noise are not shown before they are known to be. */
export function runTop(query: ResolvedQuery, running: Running): Promise<DataFrame[]> {
  return withSides(query, running, async (viewed) => {
    const { sides, view } = viewed;
    const { magnitudes, table } = view;
    const { limit, hidesNoise } = query;
    const frameOf = (judged?: Judged) =>
      frameFromTopTable(table, {
        ...accountOf(query, viewed, judged),
        ...{ magnitudes, limit, hidesNoise },
        verdicts: judged?.judgement,
      });
    if (sides.length < 2) return [frameOf()];
    if (!hidesNoise) running.show([frameOf()]);
    return [frameOf(await judgedOf(sides, query.by, running))];
  });
}

/** Nothing is asked where a side has no profile. */
function judgedOf(sides: readonly OpenedSide[], by: ResolvedQuery['by'], running: Running) {
  const [baseline, comparison] = sides;
  if (!baseline || !comparison || sides.some(({ facts }) => facts.scrapes === 0)) return undefined;
  return judgeSides([baseline, comparison], by, running);
}

/** The baseline first, where there is one. */
const sidesOf = ({ side, baseline }: Pick<ResolvedQuery, 'side' | 'baseline'>): readonly Side[] =>
  baseline ? [baseline, side] : [side];

interface ViewedSides {
  readonly sides: readonly OpenedSide[];
  readonly view: View;
}

/** The sides are open for as long as `answer` takes. A frame holds all that its answer is of: the engine keeps no tree. */
async function withSides(
  query: ResolvedQuery,
  running: Running,
  answer: (viewed: ViewedSides) => DataFrame[] | Promise<DataFrame[]>,
): Promise<DataFrame[]> {
  const { engine, signal } = running;
  const opening = sidesOf(query).map((side) => openSide(side, running));
  try {
    const sides = await Promise.all(opening);
    const options = { filters: [], inverted: false, by: query.by, matchRenamed: true };
    const of = sides.map(({ handle }) => handle);
    const view = await engine.view(of, options, { signal });
    engine.release(view.handle);
    return await answer({ sides, view });
  } finally {
    for (const side of opening)
      void side.then(
        ({ handle }) => engine.release(handle),
        () => undefined,
      );
  }
}

/** What every frame says of how it was made. */
function accountOf(query: ResolvedQuery, { sides, view }: ViewedSides, judged?: Judged) {
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
    notices: [
      ...ofSides,
      ...comparisonNotices(query),
      ...renamedNotices(view),
      ...(judged ? [judged.notice] : []),
    ],
  };
}

/** Where two builds name functions differently by a number or a hash alone. */
function renamedNotices({ renamed }: View): readonly string[] {
  return renamed.length === 0 ? [] : [`${renamedText(renamed)}.`];
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
