import flamegraph, { type FlameGraphNode, type FlameGraphData } from 'd3-flame-graph';
import { select } from 'd3-selection';
import type { CallTree } from '#profile';
import { generateTree, zoomTarget } from '../generate-tree';
import { paintedOnce, type Times } from './bench-page';

declare module 'd3-flame-graph' {
  interface FlameGraph {
    minFrameSize(px: number): FlameGraph;
  }
}

interface Data extends FlameGraphData {
  readonly name: string;
  readonly value: number;
  readonly children: Data[];
}

const minFrameSize = Number(new URLSearchParams(location.search).get('minFrameSize'));
const host = document.querySelector<HTMLElement>('#chart')!;
let tree: CallTree;
let target: Data;

window.bench = {
  prepare(nodes) {
    tree = generateTree(nodes);
  },

  draw() {
    const start = performance.now();
    const chart = flamegraph()
      .width(1200)
      .cellHeight(20)
      .inverted(true)
      .transitionDuration(0)
      .minFrameSize(minFrameSize);
    chart(select(host).datum<FlameGraphData>(toData()));
    return timesFrom(start);
  },

  async zoom() {
    const clicked = elements().find((element) => dataOf(element) === target)!;
    const start = performance.now();
    clicked.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    const times = await timesFrom(start);
    const width = clicked.querySelector('rect')!.getAttribute('width');
    if (Math.round(Number(width)) !== 1200)
      throw new Error(`the clicked frame is ${width} px wide`);
    return times;
  },
};

/** The library's own input: one object a node. */
function toData(): Data {
  const wanted = zoomTarget(tree);
  const { total } = tree.columns[0]!;
  const open: Data[] = [];
  for (let n = 0; n < tree.frame.length; n++) {
    const row = tree.frame[n]!;
    const name = row < 0 ? 'total' : tree.frames.functionName[row]!;
    const data: Data = { name, value: total[n]!, children: [] };
    const depth = tree.depth[n]!;
    open[depth - 1]?.children.push(data);
    open[depth] = data;
    if (n === wanted) target = data;
  }
  return open[0]!;
}

async function timesFrom(start: number): Promise<Times> {
  const painted = await paintedOnce(() => true);
  const shown = elements();
  const watched = [shown[0]!, shown.at(-1)!].flatMap((element) => [
    element,
    element.querySelector('rect')!,
    element.querySelector('div')!,
  ]);
  const settled = await paintedOnce(() => watched.every((element) => !('__transition' in element)));
  return { painted: painted - start, settled: settled - start, frames: shown.length };
}

/** Its transitions of one kind start and end together, so the first and the last element tell of all. */
const elements = () => [...host.querySelectorAll('g')];

function dataOf(element: SVGGElement): unknown {
  return select<SVGGElement, FlameGraphNode>(element).datum().data;
}
