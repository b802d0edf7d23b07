import { useEffect, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { frameOf, FrameTableBuilder, CallTreeBuilder, type CallTree } from '#profile';
import { colourByChange, colourByPackage } from '../colour/colour-scheme';
import { buildDescriber } from '../describe';
import { FlameGraph } from '../FlameGraph';
import { buildWidths, comparedWidths } from '../widths';

/** As many frames as a window shows of a usual profile. */
const BRANCHES = 40;
const DEPTH = 10;

let isWarm = false;

interface Shown {
  readonly tree: CallTree;
  readonly focus: number;
}

/**
 * Draws a small graph and a small comparison where nobody sees them, and takes them away again before the browser paints: what it does once, compiling, styles and
 * letters, is then done while the first profile is on its way, and not when that is there. About 80 ms, once a page, as soon as the browser has nothing else to do; not where it does
 * not say so.
 */
export function WarmFlameGraph() {
  const [shown, setShown] = useState<Shown>();
  useEffect(() => {
    if (isWarm || typeof window.requestIdleCallback !== 'function') return;
    const request = window.requestIdleCallback(() => {
      isWarm = true;
      for (const tree of [smallTree(1), smallTree(2)])
        for (const focus of [0, 1]) flushSync(() => setShown({ tree, focus }));
      flushSync(() => setShown(undefined));
    });
    return () => window.cancelIdleCallback(request);
  }, []);
  return (
    shown &&
    createPortal(
      <div
        aria-hidden="true"
        style={{
          ...{ position: 'fixed', inset: 0, visibility: 'hidden', contain: 'strict' },
          pointerEvents: 'none',
        }}
      >
        <SmallGraph {...shown} />
      </div>,
      document.body,
    )
  );
}

function SmallGraph({ tree, focus }: Shown) {
  const compares = tree.columns.length > 1;
  return (
    <FlameGraph
      tree={tree}
      widths={compares ? comparedWidths(tree, 'both') : buildWidths(tree, tree.columns)}
      colour={compares ? colourByChange(tree) : colourByPackage(tree)}
      describe={buildDescriber(tree, { unit: 'nanoseconds' })}
      focus={focus}
      selected={focus}
      onFocus={() => {}}
      onSelect={() => {}}
    />
  );
}

function smallTree(columns: number): CallTree {
  const table = new FrameTableBuilder();
  for (let row = 0; row <= BRANCHES * DEPTH; row++)
    table.add(frameOf({ functionName: `example.org/package${row % 7}.(*Type).function${row}` }));
  const { frames, rowOf } = table.build();
  const builder = new CallTreeBuilder(frames, columns);
  for (let branch = 0; branch < BRANCHES; branch++) {
    const stack = Array.from({ length: 1 + (branch % DEPTH) }, (_, depth) =>
      depth === 0 ? 0 : 1 + branch * DEPTH + depth,
    );
    const values = Array.from({ length: columns }, (_, column) => 10 + branch + 3 * column);
    builder.addStack(
      stack.map((number) => rowOf[number]!),
      values,
    );
  }
  return builder.build();
}
