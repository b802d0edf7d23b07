import { frameName, type CallTree } from '#profile';
import type { Pair } from './comparison-row';

/** A function that moved, with what is below it: what an answer names. */
export interface MovedSubtree {
  readonly name: string;
  /** Total of the function on each side, in the unit of the columns. */
  readonly totals: Pair;
  /** What calls it, of the program's own code, where most of the change is below; absent when nothing does. */
  readonly under?: string;
  /** The function below it that took the largest part of the change; absent when most is its own. */
  readonly below?: string;
  /** A subtree with a larger change that no own code has most of: what a garbage collector does for everybody. */
  readonly besides?: { readonly name: string; readonly totals: Pair };
}

/** A callee with so much of its caller's change is followed: the rest may be chance where two thirds of it go that way. */
const MOST = 0.8;

export interface MovedQuestion {
  /** Callers above callees, two columns in one unit. */
  readonly tree: CallTree;
  /** Functions by name that moved in this direction and are more than noise. */
  readonly moved: ReadonlySet<string>;
  readonly direction: 1 | -1;
  /** What each side's values are times, so that only what is beyond the load is a difference. */
  readonly weights: Pair;
  /** Rows of `tree.frames` that are the program's own code. */
  readonly isOwn: (frame: number) => boolean;
}

/**
 * From the function with the largest change, at equal load, down the callees that have most of their caller's, as far as they go, over some that
 * are not told apart from noise themselves; named is the last of these that moved and is the program's own code: neither `main`, which has everything, nor the runtime's leaf, which nobody wrote. Where none of
 * them is, because a library's function has some of it from elsewhere too, it is the own code that calls the first; where none does, the same from
 * the own function with the largest change, and the first is told beside it.
 *
 *     main.handle +1.5 s   Checkout +1.4 s   Quote +1.35 s   sealLine +0.9 s          Quote, mostly in sealLine
 *     Mutex.Unlock +61 s   Allow +60 s                                                Allow, mostly in Mutex.Unlock
 *     systemstack +9 s     Cache.put +4 s    mallocgc +3.5 s                          Cache.put, mostly in mallocgc; besides systemstack
 */
export function findMovedSubtree(question: MovedQuestion): MovedSubtree | undefined {
  const { tree, moved, isOwn } = question;
  const steps = movedSteps(question);
  const start = largestOf(steps.values(), question);
  if (!start) return undefined;
  const isOwnStep = ({ nodes }: Step) => isOwn(tree.frame[nodes[0]!]!);
  const first = chainFrom(start, question);
  const caller = steps.get(callerOf(question, start) ?? '');
  const own = largestOf([...steps.values()].filter(isOwnStep), question);
  const isFirst = first.some(isOwnStep) || caller !== undefined || !own;
  const chain = isFirst ? first : chainFrom(own, question);
  const named = chain.findLast(isOwnStep) ?? caller ?? chain.at(-1)!;
  const below = chain[chain.indexOf(named) + 1] ?? mostBelow(question, named, moved);
  const under = callerOf(question, named);
  const besides = isFirst ? undefined : first.at(-1)!.name;
  return {
    name: named.name,
    totals: totalsOfName(tree, named.name),
    ...(under !== undefined && { under }),
    ...(below && { below: below.name }),
    ...(besides !== undefined && {
      besides: { name: besides, totals: totalsOfName(tree, besides) },
    }),
  };
}

/** Down the callees that have most of their caller's change: those that moved. */
function chainFrom(start: Step, question: MovedQuestion): readonly Step[] {
  const chain = [start];
  const names = new Set([start.name]);
  for (let step = nextBelow(question, start); step; step = nextBelow(question, step)) {
    if (names.has(step.name)) break;
    names.add(step.name);
    chain.push(step);
  }
  return chain.filter(({ name }) => question.moved.has(name));
}

/** A function on the stacks that lead to it. */
interface Step {
  readonly name: string;
  /** Outermost ones, of which none is inside another. */
  readonly nodes: readonly number[];
  /** Beyond what the typical function did. */
  readonly delta: number;
}

function movedSteps({
  tree,
  moved,
  weights,
}: Pick<MovedQuestion, 'tree' | 'moved' | 'weights'>): ReadonlyMap<string, Step> {
  const steps = new Map<string, { name: string; nodes: number[]; delta: number; until: number }>();
  for (let n = 1; n < tree.frame.length; n++) {
    const name = frameName(tree.frames, tree.frame[n]!);
    if (!moved.has(name)) continue;
    const step = steps.get(name) ?? { name, nodes: [], delta: 0, until: 0 };
    if (n < step.until) continue;
    step.nodes.push(n);
    step.delta += deltaAt({ tree, weights }, n);
    step.until = tree.end[n]!;
    steps.set(name, step);
  }
  return steps;
}

function largestOf(
  steps: Iterable<Step>,
  { direction }: Pick<MovedQuestion, 'direction'>,
): Step | undefined {
  let best: Step | undefined;
  for (const step of steps)
    if (step.delta * direction > Math.max(0, (best?.delta ?? 0) * direction)) best = step;
  return best;
}

/** The callee with most of the change on these stacks, if it has most of it. */
function nextBelow(question: MovedQuestion, step: Step): Step | undefined {
  const callee = mostBelow(question, step);
  return callee && callee.delta / step.delta >= MOST ? callee : undefined;
}

function mostBelow(
  question: MovedQuestion,
  { nodes, delta }: Step,
  among?: ReadonlySet<string>,
): Step | undefined {
  const { tree, direction } = question;
  const callees = new Map<string, { nodes: number[]; delta: number }>();
  for (const node of nodes)
    for (let child = node + 1; child < tree.end[node]!; child = tree.end[child]!) {
      const name = frameName(tree.frames, tree.frame[child]!);
      const entry = callees.get(name) ?? { nodes: [], delta: 0 };
      entry.nodes.push(child);
      entry.delta += deltaAt(question, child);
      callees.set(name, entry);
    }
  const [best] = [...callees]
    .filter(([name, callee]) => among?.has(name) !== false && callee.delta * direction > 0)
    .sort(([, a], [, b]) => direction * (b.delta - a.delta));
  return best && best[1].delta / delta > 1 / 3 ? { name: best[0], ...best[1] } : undefined;
}

/** The nearest own function above most of the change. */
function callerOf({ tree, isOwn, weights }: MovedQuestion, { nodes, name, delta }: Step) {
  const parents = parentsOf(tree);
  const callers = new Map<string, number>();
  for (const node of nodes) {
    let above = parents[node]!;
    while (
      above > 0 &&
      !(isOwn(tree.frame[above]!) && frameName(tree.frames, tree.frame[above]!) !== name)
    )
      above = parents[above]!;
    if (above <= 0) continue;
    const caller = frameName(tree.frames, tree.frame[above]!);
    callers.set(caller, (callers.get(caller) ?? 0) + deltaAt({ tree, weights }, node));
  }
  const [most] = [...callers].sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
  return most && most[1] / delta >= MOST ? most[0] : undefined;
}

function parentsOf({ depth, frame }: CallTree): Int32Array {
  const parents = new Int32Array(frame.length).fill(-1);
  const path: number[] = [];
  for (let n = 0; n < frame.length; n++) {
    parents[n] = n === 0 ? -1 : path[depth[n]! - 1]!;
    path[depth[n]!] = n;
  }
  return parents;
}

function deltaAt({ tree, weights }: Pick<MovedQuestion, 'tree' | 'weights'>, node: number): number {
  const [baseline, comparison] = tree.columns;
  return comparison!.total[node]! * weights[1] - baseline!.total[node]! * weights[0];
}

function totalsOfName({ frame, frames, end, columns }: CallTree, name: string): Pair {
  const totals: [number, number] = [0, 0];
  for (let n = 1; n < frame.length; n++) {
    if (frameName(frames, frame[n]!) !== name) continue;
    totals[0] += columns[0]!.total[n]!;
    totals[1] += columns[1]!.total[n]!;
    n = end[n]! - 1;
  }
  return totals;
}
