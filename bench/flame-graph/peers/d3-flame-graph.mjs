// d3-flame-graph with what it has against small frames; its input, one object a node, is made within what is measured.
import flamegraph from 'd3-flame-graph';
import { select } from 'd3-selection';
import { timed } from '../measure.ts';
import { extentsOf, nameAt, SEARCHED, treeOf, zoomTarget } from '../profiles.ts';

const host = document.querySelector('#chart');
let tree, searched, target, targetData, chart;

const elements = () => [...host.querySelectorAll('g')];

/** Its transitions of one kind start and end together, so the first and the last element tell of all. */
function isAtRest() {
  const shown = elements();
  return [shown.at(0), shown.at(-1)]
    .filter((element) => element !== undefined)
    .flatMap((element) => [element, ...element.querySelectorAll('rect, div')])
    .every((element) => !('__transition' in element));
}

const timedUntilRest = (act) => timed(act, { isDone: isAtRest });

function toData() {
  const extents = extentsOf(tree);
  const open = [];
  for (let n = 0; n < tree.frame.length; n++) {
    const data = { name: nameAt(tree, n), value: extents[n], children: [] };
    const depth = tree.depth[n];
    open[depth - 1]?.children.push(data);
    open[depth] = data;
    if (n === target) targetData = data;
  }
  return open[0];
}

const targetElement = () =>
  elements().find((element) => select(element).datum().data === targetData);

window.bench = {
  async prepare(profile) {
    tree = await treeOf(profile);
    searched = SEARCHED[profile.kind];
    target = zoomTarget(tree, extentsOf(tree));
    return tree.frame.length;
  },
  complete: () =>
    timedUntilRest(() => {
      chart = flamegraph()
        .width(1200)
        .cellHeight(20)
        .inverted(true)
        .transitionDuration(0)
        .minFrameSize(0.5);
      chart(select(host).datum(toData()));
    }),
  hover() {
    const element = targetElement();
    return timedUntilRest(() => element.dispatchEvent(new MouseEvent('mouseover')));
  },
  async search() {
    const ms = await timedUntilRest(() => chart.search(searched));
    await timedUntilRest(() => chart.clear());
    return ms;
  },
  async zoom() {
    const clicked = targetElement();
    const ms = await timedUntilRest(() =>
      clicked.dispatchEvent(new MouseEvent('click', { bubbles: true })),
    );
    const width = clicked.querySelector('rect').getAttribute('width');
    if (Math.round(Number(width)) !== 1200)
      throw new Error(`the clicked frame is ${width} px wide`);
    return ms;
  },
  unzoom: () => timedUntilRest(() => chart.resetZoom()),
};
