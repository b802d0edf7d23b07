import flamegraph, { type FlameGraphNode } from 'd3-flame-graph';
import { select, selection } from 'd3-selection';
import type { ShownFrame } from './frame-tree';

export interface DrawnGraph {
  /** Dims frames whose name does not match; undefined: none. */
  show(matches: ((name: string) => boolean) | undefined): void;
  /** The whole graph again. */
  reset(): void;
}

const WIDEST = 1352;
/** Below it a graph is no picture any more: it is scrolled. */
const NARROWEST_GRAPH = 720;
const ROW = 20;
/** Narrower frames come when their caller is zoomed into. */
const NARROWEST = 0.4;

type Node = FlameGraphNode<ShownFrame>;

/**
 * The flame graph by d3-flame-graph: a click zooms, pointing at a frame tells all that is known of it. Only what the library draws is used: its search
 * compiles the text as a pattern, its colours and its tooltip know no differences.
 */
export function drawFlameGraph(
  { host, tip }: { readonly host: HTMLElement; readonly tip: HTMLElement },
  { root, onZoom }: { readonly root: ShownFrame; readonly onZoom: (isZoomed: boolean) => void },
): DrawnGraph {
  withoutTransitions();
  // As wide as there is room when it is opened: scaled down, its letters could not be read.
  const width = Math.min(WIDEST, Math.max(NARROWEST_GRAPH, host.clientWidth));
  let matches: ((name: string) => boolean) | undefined;
  const tooltip = Object.assign(() => undefined, {
    show: (event: MouseEvent, { data }: Node) => showTip(tip, event, data, root),
    hide: () => void (tip.hidden = true),
  });
  const chart = flamegraph<ShownFrame>()
    .width(width)
    .cellHeight(ROW)
    .inverted(true)
    .transitionDuration(0)
    .minFrameSize(NARROWEST)
    .tooltip(tooltip)
    .getName(({ data, x0, x1 }) => fittingLabel(data, (x1 - x0) * width))
    .setColorMapper(({ data }) => fillOf(data))
    .onClick((node) => {
      mark();
      onZoom(node.parent !== null);
    });
  // Binding data a second time would break in a minified script: the library tells its own objects by the name of their class.
  chart(select(host).datum(root));
  const svg = select(host).select<SVGSVGElement>('svg');
  const height = (levelsOf(root) + 1) * ROW;
  svg
    .attr('viewBox', `0 -0.5 ${width} ${height}`)
    .attr('height', height)
    .attr('role', 'img')
    .attr('aria-label', 'Flame graph; the table below has its numbers');

  function mark(): void {
    svg.selectAll<SVGGElement, Node>('g').each(function each({ data }) {
      const isGathered = data.mark === 'gathered';
      this.toggleAttribute('data-gathered', isGathered);
      this.toggleAttribute('data-dim', !!matches && (isGathered || !matches(data.name)));
    });
  }
  mark();
  return {
    show(next) {
      matches = next;
      mark();
    },
    reset() {
      chart.resetZoom();
    },
  };
}

/** Of a letter, on average. */
const LETTER = 6.4;

/** Without its path where that does not fit: the tail is what tells functions apart. */
function fittingLabel(frame: ShownFrame, widthPx: number): string {
  const label = labelOf(frame);
  if (label.length * LETTER < widthPx - 8) return label;
  return labelOf({ ...frame, name: frame.name.slice(pathEnd(frame.name)) });
}

/** After the last `/` before any bracket: generics and arguments hold paths of their own. */
function pathEnd(name: string): number {
  const brackets = name.search(/[([{<]/);
  return name.lastIndexOf('/', brackets < 0 ? name.length : brackets) + 1;
}

/** With the word, for who sees no hatch. */
function labelOf({ name, mark }: ShownFrame): string {
  return mark === '' || mark === 'gathered' ? name : `${mark}: ${name}`;
}

function fillOf({ slot, mark }: ShownFrame): string {
  if (mark === 'gathered') return 'var(--gathered)';
  return mark === '' ? `var(--c${slot})` : `url(#${mark})`;
}

function levelsOf(frame: ShownFrame): number {
  const waiting = [{ frame, level: 0 }];
  let deepest = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    deepest = Math.max(deepest, next.level);
    for (const callee of next.frame.children)
      waiting.push({ frame: callee, level: next.level + 1 });
  }
  return deepest;
}

function showTip(tip: HTMLElement, event: MouseEvent, frame: ShownFrame, root: ShownFrame): void {
  const title = document.createElement('b');
  title.textContent = labelOf(frame);
  const facts = document.createElement('dl');
  const share = Number(((frame.value / (root.value || 1)) * 100).toPrecision(3));
  for (const [label, value] of [...frame.facts, ['width', `${share} % of the graph`]] as const) {
    const [term, words] = [document.createElement('dt'), document.createElement('dd')];
    term.textContent = label;
    words.textContent = value;
    facts.append(term, words);
  }
  tip.replaceChildren(title, facts);
  tip.hidden = false;
  const { offsetWidth, offsetHeight } = tip;
  const left = Math.min(event.clientX + 12, window.innerWidth - offsetWidth - 8);
  const below = event.clientY + 16;
  const fits = below + offsetHeight < window.innerHeight;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${fits ? below : Math.max(8, event.clientY - offsetHeight - 12)}px`;
}

type Setter = (name: string, value: unknown) => unknown;

/** What is printed or looked at at once is whole. A duration of 0 leaves the library's widths and labels d3's default of 250 ms. */
function withoutTransitions(): void {
  const prototype: { transition: unknown } = selection.prototype;
  prototype.transition = function instant(this: {
    attr: Setter;
    text: (value: unknown) => unknown;
  }) {
    const end = {
      duration: () => end,
      delay: () => end,
      ease: () => end,
      attr: (name: string, value: unknown) => (this.attr(name, value), end),
      text: (value: unknown) => (this.text(value), end),
    };
    return end;
  };
}
