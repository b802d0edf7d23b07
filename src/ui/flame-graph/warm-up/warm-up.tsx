import { ThemeContext, type GrafanaTheme2 } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { frameOf, FrameTableBuilder, CallTreeBuilder, type CallTree } from '#profile';
import { colourByChange, colourByPackage } from '../colour/colour-scheme';
import { buildDescriber } from '../describe';
import { FlameGraph } from '../FlameGraph';
import { buildWidths, comparedWidths } from '../widths';

/** As many frames as a window shows of a usual profile. */
const BRANCHES = 40;
const DEPTH = 10;

let isWarm = false;

/**
 * Draws a small graph and a small comparison where nobody sees them, and takes them away again before it returns: what the browser does once, compiling, styles and
 * letters, is then done while the first profile is on its way, and not when that is there. About 80 ms, once a page.
 */
export function warmUpFlameGraph(theme: GrafanaTheme2): void {
  if (isWarm) return;
  isWarm = true;
  const host = document.createElement('div');
  host.setAttribute('aria-hidden', 'true');
  host.style.cssText =
    'position: fixed; inset: 0; visibility: hidden; pointer-events: none; contain: strict';
  document.body.append(host);
  const root = createRoot(host);
  for (const tree of [smallTree(1), smallTree(2)])
    for (const focus of [0, 1])
      flushSync(() =>
        root.render(
          <ThemeContext.Provider value={theme}>
            <SmallGraph tree={tree} focus={focus} />
          </ThemeContext.Provider>,
        ),
      );
  root.unmount();
  host.remove();
}

/** `warmUpFlameGraph` as soon as the browser has nothing else to do, which is while the first answers are waited for; not where it does not say so. */
export function useWarmFlameGraph(): void {
  const theme = useTheme2();
  useEffect(() => {
    if (typeof window.requestIdleCallback !== 'function') return;
    const request = window.requestIdleCallback(() => warmUpFlameGraph(theme));
    return () => window.cancelIdleCallback(request);
  }, [theme]);
}

function SmallGraph({ tree, focus }: { readonly tree: CallTree; readonly focus: number }) {
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
