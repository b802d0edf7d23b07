import { createTheme, ThemeContext } from '@grafana/data';
import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { CallTree } from '#profile';
import { buildDescriber, buildWidths, colourByPackage, FlameGraph } from '#ui';
import { generateTree, zoomTarget } from '../generate-tree';
import { paintedOnce, type Times } from './bench-page';

const ROW_PX = 20;
const chart = document.querySelector<HTMLElement>('#chart')!;
const theme = createTheme();
let tree: CallTree;
let shownFocus = 0;

function Page() {
  const [focus, setFocus] = useState(0);
  const graph = useMemo(
    () => ({
      widths: buildWidths(tree, tree.columns),
      colour: colourByPackage(tree),
      describe: buildDescriber(tree, { unit: 'nanoseconds' }),
    }),
    [],
  );
  shownFocus = focus;
  // All rows, as the library draws them; the default height would need fewer.
  return (
    <FlameGraph
      tree={tree}
      {...graph}
      focus={focus}
      onFocus={setFocus}
      onSelect={() => {}}
      maxHeightPx={10_000}
    />
  );
}

window.bench = {
  prepare(nodes) {
    tree = generateTree(nodes);
  },

  draw() {
    const start = performance.now();
    flushSync(() =>
      createRoot(chart).render(
        <ThemeContext.Provider value={theme}>
          <Page />
        </ThemeContext.Provider>,
      ),
    );
    return timesFrom(start, 0);
  },

  zoom() {
    const target = zoomTarget(tree);
    const { left, top } = chart.querySelector('canvas')!.getBoundingClientRect();
    const place = {
      clientX: left + offsetShare(target) * 1200 + 2,
      clientY: top + tree.depth[target]! * ROW_PX + ROW_PX / 2,
    };
    const host = chart.querySelector('[data-state]')!;
    const start = performance.now();
    host.dispatchEvent(new MouseEvent('click', { bubbles: true, ...place }));
    return timesFrom(start, target);
  },
};

async function timesFrom(start: number, focus: number): Promise<Times> {
  const painted = await paintedOnce(() => {
    if (shownFocus !== focus) throw new Error(`node ${shownFocus} fills the width, not ${focus}`);
    return isOnCanvas();
  });
  const host = chart.querySelector<HTMLElement>('[data-state]')!;
  const settled = await paintedOnce(() => host.dataset.state === 'idle');
  return { painted: painted - start, settled: settled - start, frames: framesOf(focus) };
}

/** Reads one pixel, for which the browser has to carry out all that was drawn. */
function isOnCanvas(): boolean {
  const canvas = chart.querySelector('canvas')!;
  const [red, green, blue] = canvas.getContext('2d')!.getImageData(2, ROW_PX / 2, 1, 1).data;
  if (canvas.clientWidth !== 1200) throw new Error(`the canvas is ${canvas.clientWidth} px wide`);
  if (red === green && green === blue) throw new Error('the root is not on the canvas');
  return true;
}

/** Left edge of a node as a share of the whole: what stands left of its ancestors and itself. */
function offsetShare(target: number): number {
  const { total } = tree.columns[0]!;
  let left = 0;
  for (let n = 1; n <= target;) {
    if (target < tree.end[n]!) n++;
    else {
      left += total[n]!;
      n = tree.end[n]!;
    }
  }
  return left / total[0]!;
}

/** At least half a pixel wide, or an ancestor. */
function framesOf(focus: number): number {
  const { total } = tree.columns[0]!;
  let frames = tree.depth[focus]!;
  for (let n = focus; n < tree.end[focus]!; n++)
    if (total[n]! * 1200 >= total[focus]! * 0.5) frames++;
  return frames;
}
