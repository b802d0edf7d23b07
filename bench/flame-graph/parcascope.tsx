import { createTheme, ThemeContext } from '@grafana/data';
import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { searchTree, type CallTree } from '#profile';
import {
  buildDescriber,
  buildWidths,
  colourByChange,
  colourByPackage,
  comparedWidths,
  FlameGraph,
  WarmFlameGraph,
} from '#ui';
import { timed } from './measure';
import { extentsOf, middleOf, nameAt, SEARCHED, treeOf, zoomTarget } from './profiles';

const ROW_PX = 20;
const chart = document.querySelector<HTMLElement>('#chart')!;
const theme = createTheme();
let tree: CallTree;
let searched = '';
let target = 0;
let shown = { focus: 0, matches: undefined as Uint8Array | undefined };
let show: (next: Partial<typeof shown>) => void;

function Page() {
  const [state, setState] = useState(shown);
  const graph = useMemo(() => {
    const compares = tree.columns.length > 1;
    return {
      widths: compares ? comparedWidths(tree, 'both') : buildWidths(tree, tree.columns),
      colour: compares ? colourByChange(tree) : colourByPackage(tree),
      describe: buildDescriber(tree, { unit: 'nanoseconds' }),
    };
  }, []);
  shown = state;
  show = (next) => setState((before) => ({ ...before, ...next }));
  // All rows, as the others draw them; the default height would need fewer.
  return (
    <FlameGraph
      tree={tree}
      {...graph}
      {...state}
      onFocus={(focus) => show({ focus })}
      onSelect={() => {}}
      maxHeightPx={10_000}
    />
  );
}

function pointer(type: string): MouseEvent {
  const { left, top } = chart.querySelector('canvas')!.getBoundingClientRect();
  return new MouseEvent(type, {
    bubbles: true,
    clientX: left + middleOf(tree, extentsOf(tree), target),
    clientY: top + tree.depth[target]! * ROW_PX + ROW_PX / 2,
  });
}

const host = () => chart.querySelector('[data-state]')!;

async function warmUp(): Promise<void> {
  const root = createRoot(document.createElement('div'));
  flushSync(() =>
    root.render(
      <ThemeContext.Provider value={theme}>
        <WarmFlameGraph />
      </ThemeContext.Provider>,
    ),
  );
  // Asked for after its own, so it comes after it.
  await new Promise((resolve) => requestIdleCallback(resolve));
  root.unmount();
}

window.bench = {
  async prepare(profile) {
    tree = await treeOf(profile);
    searched = SEARCHED[profile.kind];
    target = zoomTarget(tree, extentsOf(tree));
    // As the pages do while they wait for the profile; `?cold`: without.
    if (!location.search.includes('cold')) await warmUp();
    return tree.frame.length;
  },

  async complete() {
    const ms = await timed(() =>
      flushSync(() =>
        createRoot(chart).render(
          <ThemeContext.Provider value={theme}>
            <Page />
          </ThemeContext.Provider>,
        ),
      ),
    );
    const canvas = chart.querySelector('canvas')!;
    const [red, green, blue] = canvas.getContext('2d')!.getImageData(2, ROW_PX / 2, 1, 1).data;
    if (canvas.clientWidth !== 1200) throw new Error(`the canvas is ${canvas.clientWidth} px wide`);
    if (red === 255 && green === 255 && blue === 255)
      throw new Error('the root is not on the canvas');
    return ms;
  },

  async hover() {
    const event = pointer('mousemove');
    const ms = await timed(() => host().dispatchEvent(event));
    if (!document.body.textContent!.includes(nameAt(tree, target)))
      throw new Error(`no word of ${nameAt(tree, target)}`);
    return ms;
  },

  /** On the page itself: how long it takes a worker's answer to come is not in it, nor that it comes beside the drawing. */
  async search() {
    const ms = await timed(() => {
      const found = searchTree(tree, { text: searched, regex: false });
      if (found.kind !== 'matches' || found.functions === 0) throw new Error('nothing found');
      flushSync(() => show({ matches: found.frames }));
    });
    flushSync(() => show({ matches: undefined }));
    return ms;
  },

  async zoom() {
    const event = pointer('dblclick');
    const ms = await timed(() => host().dispatchEvent(event));
    if (shown.focus !== target)
      throw new Error(`node ${shown.focus} fills the width, not ${target}`);
    return ms;
  },

  async unzoom() {
    const ms = await timed(() => flushSync(() => show({ focus: 0 })));
    if (shown.focus !== 0) throw new Error(`node ${shown.focus} fills the width`);
    return ms;
  },
};
