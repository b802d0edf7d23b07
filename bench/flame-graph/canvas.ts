import type { CallTree } from '#profile';
import { CHART_PX, timed } from './measure';
import { extentsOf, middleOf, nameAt, SEARCHED, treeOf, zoomTarget } from './profiles';

const ROW_PX = 20;
const MIN_PX = 0.5;
const LABEL_MIN_PX = 35;
const LETTER_PX = 7;
const FILLS = Array.from({ length: 16 }, (_, i) => `hsl(${i * 22},60%,70%)`);
/** From gone to new. */
const CHANGES = ['#3b6fd4', '#8fb0ea', '#dddddd', '#f0b48a', '#e0762b'];
const FOUND = '#e600e6';

const canvas = document.createElement('canvas');
document.querySelector('#chart')!.append(canvas);
const ctx = canvas.getContext('2d', { alpha: false })!;
let tree: CallTree;
let searched = '';
/** What the measured part makes for itself. */
let extents: Float64Array;
let target = 0;
let focus = 0;
let found: Uint8Array | undefined;
/** Left edge of the next frame of each row, in the unit of `extents`. */
const next: number[] = [];

type Visit = (node: number, x: number, width: number) => void;

/** The least that draws the same rectangles: one walk over the columns, no component, no state, no precision in its labels. */
function walk(visit: Visit): void {
  const { depth, end } = tree;
  const scale = CHART_PX / extents[focus]!;
  next[depth[focus]!] = 0;
  for (let n = focus; n < end[focus]!;) {
    const row = depth[n]!;
    const start = next[row]!;
    next[row] = start + extents[n]!;
    const width = extents[n]! * scale;
    if (width < MIN_PX) {
      n = end[n]!;
      continue;
    }
    next[row + 1] = start;
    visit(n, start * scale, width);
    n++;
  }
}

function fillOf(node: number): string {
  const row = tree.frame[node]!;
  if (found && found[row]) return FOUND;
  const [baseline, comparison] = tree.columns;
  if (!comparison) return FILLS[(row + 1) & 15]!;
  const [before, after] = [baseline!.total[node]!, comparison.total[node]!];
  return CHANGES[Math.round((4 * after) / (before + after))]!;
}

function draw(): void {
  ctx.clearRect(0, 0, CHART_PX, canvas.height);
  ctx.font = '12px sans-serif';
  ctx.textBaseline = 'middle';
  const labels: { node: number; x: number; width: number }[] = [];
  const frame: Visit = (node, x, width) => {
    ctx.fillStyle = fillOf(node);
    ctx.fillRect(x, tree.depth[node]! * ROW_PX, width > 2 ? width - 0.5 : width, ROW_PX - 1);
    if (width >= LABEL_MIN_PX) labels.push({ node, x, width });
  };
  for (let above = ancestorOf(focus); above >= 0; above = ancestorOf(above))
    frame(above, 0, CHART_PX);
  walk(frame);
  ctx.fillStyle = '#000';
  for (const { node, x, width } of labels) {
    const text = nameAt(tree, node).slice(0, width / LETTER_PX);
    ctx.fillText(text, x + 4, tree.depth[node]! * ROW_PX + ROW_PX / 2);
  }
}

function ancestorOf(node: number): number {
  let above = node - 1;
  while (above >= 0 && tree.depth[above]! >= tree.depth[node]!) above--;
  return above;
}

function nodeAt({ offsetX, offsetY }: MouseEvent): number {
  const row = Math.floor(offsetY / ROW_PX);
  let hit = -1;
  walk((node, x, width) => {
    if (tree.depth[node] === row && offsetX >= x && offsetX < x + width) hit = node;
  });
  return hit;
}

canvas.addEventListener('mousemove', (event) => {
  const node = nodeAt(event);
  canvas.title = node < 0 ? '' : `${nameAt(tree, node)} ${extents[node]}`;
});
canvas.addEventListener('click', (event) => {
  focus = nodeAt(event);
  draw();
});

function pointer(type: string): MouseEvent {
  const { left, top } = canvas.getBoundingClientRect();
  return new MouseEvent(type, {
    bubbles: true,
    clientX: left + middleOf(tree, extents, target),
    clientY: top + tree.depth[target]! * ROW_PX + ROW_PX / 2,
  });
}

window.bench = {
  async prepare(profile) {
    tree = await treeOf(profile);
    searched = SEARCHED[profile.kind];
    target = zoomTarget(tree, extentsOf(tree));
    let rows = 0;
    for (const depth of tree.depth) rows = Math.max(rows, depth + 1);
    canvas.width = CHART_PX;
    canvas.height = rows * ROW_PX;
    return tree.frame.length;
  },
  complete: () =>
    timed(() => {
      extents = extentsOf(tree);
      draw();
    }),
  async hover() {
    const ms = await timed(() => canvas.dispatchEvent(pointer('mousemove')));
    if (!canvas.title.startsWith(nameAt(tree, target))) throw new Error(`over ${canvas.title}`);
    return ms;
  },
  async search() {
    const ms = await timed(() => {
      found = Uint8Array.from(tree.frames.functionName, (name) =>
        name.includes(searched) ? 1 : 0,
      );
      draw();
    });
    found = undefined;
    draw();
    return ms;
  },
  async zoom() {
    const ms = await timed(() => canvas.dispatchEvent(pointer('click')));
    if (focus !== target) throw new Error(`node ${focus} fills the width, not ${target}`);
    return ms;
  },
  unzoom: () =>
    timed(() => {
      focus = 0;
      draw();
    }),
};
