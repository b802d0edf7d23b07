// Drives speedscope as it is shipped. It takes files: a marker, for which its parser is given the tree as its own format, event by event
// while it imports them, so that neither a text nor the objects of one are measured. Its graph is as high as the window leaves it.
import { timed } from '../measure.ts';
import { extentsOf, middleOf, nameAt, SEARCHED, treeOf, zoomTarget } from '../profiles.ts';

const ROW_PX = 20;
const MARKER = '{"from":"memory"}';
let tree, extents, searched, target;
let draws = 0;

for (const type of [WebGLRenderingContext, WebGL2RenderingContext])
  for (const name of ['drawArrays', 'drawElements']) {
    const original = type.prototype[name];
    type.prototype[name] = function counted(...args) {
      draws++;
      return original.apply(this, args);
    };
  }

const parse = JSON.parse;
JSON.parse = (text, ...rest) => (text === MARKER ? toFile() : parse(text, ...rest));

function toFile() {
  return {
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    shared: { frames: [...tree.frames.functionName, 'total'].map((name) => ({ name })) },
    profiles: [
      {
        type: 'evented',
        name: 'generated',
        unit: 'nanoseconds',
        startValue: 0,
        endValue: extents[0],
        events: { [Symbol.iterator]: eventsOf },
      },
    ],
  };
}

/** Callees begin where their caller does, one after the other. One object for all: the importer keeps none. */
function eventsOf() {
  const { depth, frame, frames } = tree;
  const open = [];
  const start = [0];
  const event = { type: 'O', frame: 0, at: 0 };
  const step = { done: false, value: event };
  const frameOf = (n) => (frame[n] < 0 ? frames.functionName.length : frame[n]);
  let n = 0;
  return {
    next() {
      const last = open.at(-1);
      if (n < frame.length && (last === undefined || depth[n] > depth[last])) {
        event.type = 'O';
        event.frame = frameOf(n);
        event.at = start[depth[n]];
        start[depth[n] + 1] = event.at;
        open.push(n++);
        return step;
      }
      if (last === undefined) return { done: true, value: undefined };
      open.pop();
      event.type = 'C';
      event.frame = frameOf(last);
      event.at = start[depth[last]] += extents[last];
      return step;
    },
  };
}

const graph = () => [...document.querySelectorAll('canvas')].at(-1);

function pointer(type) {
  const canvas = graph();
  const { left, top, width } = canvas.getBoundingClientRect();
  return new MouseEvent(type, {
    bubbles: true,
    view: window,
    clientX: left + (middleOf(tree, extents, target) * width) / 1200,
    // The first row is that of the time.
    clientY: top + (tree.depth[target] + 1.5) * ROW_PX,
  });
}

const drawn = () => draws;
const timedDrawing = (act) => timed(act, { drawn, least: 1 });
const press = (key, ctrlKey = false) =>
  window.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true }));

function type(text) {
  const input = document.querySelector('input');
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

window.bench = {
  async prepare(profile) {
    tree = await treeOf(profile);
    extents = extentsOf(tree);
    searched = SEARCHED[profile.kind];
    target = zoomTarget(tree, extents);
    return tree.frame.length;
  },
  complete() {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([MARKER], 'tree.speedscope.json'));
    const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer });
    return timedDrawing(() => graph().dispatchEvent(drop));
  },
  async hover() {
    const ms = await timedDrawing(() => graph().dispatchEvent(pointer('mousemove')));
    const name = nameAt(tree, target);
    if (!document.body.textContent.includes(name)) throw new Error(`no word of ${name}`);
    return ms;
  },
  async search() {
    await timed(() => press('f', true));
    const ms = await timedDrawing(() => type(searched));
    await timedDrawing(() => type(''));
    return ms;
  },
  async zoom() {
    await timedDrawing(() => graph().dispatchEvent(pointer('mousemove')));
    return timedDrawing(() => graph().dispatchEvent(pointer('dblclick')));
  },
  unzoom: () => timedDrawing(() => press('0')),
};
