import { useState } from 'react';
import type { CallTree } from '#profile';
import { childrenOf, pathTo } from '../flame-graph/tree-path';
import { heaviestPath, type CallLinesQuestion } from './call-lines';
import { lineName } from './cells-of-lines';

interface OpenQuestion extends Pick<CallLinesQuestion, 'root' | 'order' | 'kept'> {
  readonly tree: CallTree;
  /** A call that is to be seen, and its callers with it. */
  readonly seen: number | undefined;
  /** Calls that are opened when they are others than before: what a search finds is below them. */
  readonly callers: readonly number[] | undefined;
}

interface OpenState extends Pick<OpenQuestion, 'tree' | 'root' | 'seen' | 'callers'> {
  readonly open: ReadonlySet<number>;
}

/**
 * Which calls are open: at first the heaviest path, then what the user opens; through a refresh, a filter or another order the same calls
 * as far as they are still there.
 */
export function useOpenCalls(question: OpenQuestion): {
  readonly open: ReadonlySet<number>;
  readonly setOpen: (node: number, isOpen: boolean) => void;
  readonly openAll: (nodes: readonly number[]) => void;
} {
  const { tree, root, seen, callers } = question;
  const [kept, setKept] = useState<OpenState>();
  const isSame =
    kept?.tree === tree && kept.root === root && kept.seen === seen && kept.callers === callers;
  const state = isSame ? kept : next(question, kept);
  if (state !== kept) setKept(state);
  const change = (open: ReadonlySet<number>) => setKept({ ...state, open });
  return {
    open: state.open,
    setOpen: (node, isOpen) => {
      const open = new Set(state.open);
      if (isOpen) open.add(node);
      else open.delete(node);
      change(open);
    },
    openAll: (nodes) => change(new Set([...state.open, ...nodes])),
  };
}

function next(question: OpenQuestion, before: OpenState | undefined): OpenState {
  const { tree, root, seen, callers } = question;
  const isFirst = before === undefined || (before.tree === tree && before.root !== root);
  const carried =
    before === undefined
      ? []
      : before.tree === tree
        ? before.open
        : sameCalls(before.tree, before.open, tree);
  return {
    ...{ tree, root, seen, callers },
    open: new Set([
      ...carried,
      ...(isFirst ? heaviestPath(tree, root, question).opened : []),
      ...(callers && callers !== before?.callers ? callers : []),
      ...(seen === undefined || seen === before?.seen ? [] : pathTo(tree, seen).slice(0, -1)),
    ]),
  };
}

/** What has become of open calls in another tree: those at the end of the same calls. What is open below a closed call is forgotten. */
function sameCalls(from: CallTree, open: ReadonlySet<number>, to: CallTree): readonly number[] {
  const found: number[] = [];
  const waiting: (readonly [number, number])[] = [[0, 0]];
  for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
    const [was, is] = pair;
    found.push(is);
    const callees = childrenOf(from, was).filter((callee) => open.has(callee));
    if (callees.length === 0) continue;
    const byName = new Map(childrenOf(to, is).map((callee) => [lineName(to, callee), callee]));
    for (const callee of callees) {
      const same = byName.get(lineName(from, callee));
      if (same !== undefined) waiting.push([callee, same]);
    }
  }
  return found;
}
