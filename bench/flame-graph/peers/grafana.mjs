// @grafana/flamegraph: its graph alone until it is complete, its whole panel, switched to the graph, for what the graph alone does not offer.
import { createDataFrame, createTheme, FieldType } from '@grafana/data';
import { FlameGraph } from '@grafana/flamegraph';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { timed } from '../measure.ts';
import { extentsOf, middleOf, nameAt, SEARCHED, treeOf, zoomTarget } from '../profiles.ts';

const ROW_PX = 22;
const host = document.querySelector('#chart');
host.style.cssText = 'height: 760px; display: flex';
const theme = createTheme({ colors: { mode: 'light' } });
let tree, extents, searched, target, frame, root;

/** As its data sources return it; to make it is not measured. */
function toDataFrame() {
  const { total, self } = tree.columns[0];
  const names = [...tree.frames.functionName, 'total'];
  const label = Array.from(tree.frame, (row) => (row < 0 ? names.length - 1 : row));
  const number = (name, values) => ({ name, type: FieldType.number, values: Array.from(values) });
  return createDataFrame({
    fields: [
      number('level', tree.depth),
      { ...number('value', total), config: { unit: 'short' } },
      { ...number('self', self), config: { unit: 'short' } },
      {
        name: 'label',
        type: FieldType.enum,
        values: label,
        config: { type: { enum: { text: names } } },
      },
    ],
  });
}

function render(showFlameGraphOnly) {
  root.render(
    createElement(FlameGraph, {
      data: frame,
      getTheme: () => theme,
      showFlameGraphOnly,
      vertical: false,
    }),
  );
}

/** It folds a callee that is all of its caller into the caller's row. */
function rowOf(node) {
  const { end, depth } = tree;
  let row = depth[node];
  for (let each = node; each > 0;) {
    let caller = each - 1;
    while (depth[caller] >= depth[each]) caller--;
    const isOnly = caller + 1 === each && end[caller] === end[each];
    if (isOnly && extents[each] > 0.99 * extents[caller]) row--;
    each = caller;
  }
  return row;
}

function pointer(type) {
  const { left, top, width } = host.querySelector('canvas').getBoundingClientRect();
  return new MouseEvent(type, {
    bubbles: true,
    cancelable: true,
    view: window,
    clientX: left + (middleOf(tree, extents, target) * width) / 1200,
    clientY: top + (rowOf(target) + 0.5) * ROW_PX,
  });
}

const withText = (text) =>
  [...document.querySelectorAll('*')].find(
    (element) => element.childElementCount === 0 && element.textContent.trim() === text,
  );
const focusPill = () => document.querySelector('[aria-label="Remove focus"]');

function type(text) {
  const input = host.querySelector('input[placeholder^="Search"]');
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  set.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

window.bench = {
  async prepare(profile) {
    tree = await treeOf(profile);
    extents = extentsOf(tree);
    searched = SEARCHED[profile.kind];
    target = zoomTarget(tree, extents);
    frame = toDataFrame();
    return tree.frame.length;
  },
  complete() {
    root = createRoot(host);
    return timed(() => render(true), { least: 1 });
  },
  async hover() {
    await timed(() => render(false), { least: 1 });
    await timed(() => withText('Flame Graph').click(), { least: 1 });
    const event = pointer('mousemove');
    const ms = await timed(() => host.querySelector('canvas').dispatchEvent(event));
    const name = nameAt(tree, target);
    if (!document.body.textContent.includes(name)) throw new Error(`no word of ${name}`);
    return ms;
  },
  /** Waits 250 ms for another letter. */
  async search() {
    const ms = await timed(() => type(searched), { least: 1 });
    await timed(() => type(''), { least: 1 });
    return ms;
  },
  async zoom() {
    await timed(() => host.querySelector('canvas').dispatchEvent(pointer('click')), {
      isDone: () => withText('Focus block') !== undefined,
    });
    const item = withText('Focus block');
    const ms = await timed(() => item.click(), { least: 1 });
    if (!focusPill()) throw new Error('nothing is in focus');
    return ms;
  },
  async unzoom() {
    const ms = await timed(() => focusPill().click(), { least: 1 });
    if (focusPill()) throw new Error('something is in focus');
    return ms;
  },
};
