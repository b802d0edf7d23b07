import flamegraph, { type FlameGraphNode, type FlameGraphRoot } from 'd3-flame-graph';
import { select, selection } from 'd3-selection';

/** One frame as the library shows it. Rows count from the top of the element. */
export interface LibraryFrame {
  readonly node: number;
  readonly x: number;
  readonly width: number;
  readonly row: number;
  /** Already cut to the width, '' for none. */
  readonly label: string;
  readonly fill: string;
  readonly dim: boolean;
}

export interface LibraryChart {
  /** Shows exactly these frames, at once. */
  draw(frames: readonly LibraryFrame[], size: { widthPx: number; heightPx: number }): void;
  destroy(): void;
}

/**
 * The only way to d3-flame-graph. The library gets a flat list of frames that are laid out already, private objects that it may write
 * to, and draws them: offsets are ours (its partition would move the siblings of a frame that is left out), and so are zoom, search,
 * hover and click (its zoom writes into the data, its search compiles the text as a pattern for each frame and its recursion
 * overflows on deep stacks). This relies on what `update()` of 5.0.0 does with the bound root; tests/e2e/flame-graph.spec.ts checks it.
 */
export function createLibraryChart(host: HTMLElement, rowPx: number): LibraryChart {
  const chart = flamegraph()
    .cellHeight(rowPx)
    .height(rowPx)
    .inverted(true)
    .transitionDuration(0)
    .tooltip(noTooltip)
    .getName((node) => node.data.name)
    .setColorMapper((node) => slots[node.id]?.fill ?? '');
  let slots: readonly LibraryFrame[] = [];
  // Binding the data a second time would break in a minified build: the library tests the class by its name. So it is called once,
  // with a frame of its own, and later only told to update what is bound.
  const bound = select(host).datum({ name: '', value: 0 });
  atOnce(() => chart(bound));
  const svg = select(host).select<SVGSVGElement>('svg');
  svg.attr('aria-hidden', 'true').attr('preserveAspectRatio', 'none');

  return {
    draw(frames, { widthPx, heightPx }) {
      slots = frames;
      const nodes = frames.map((frame, id) => toNode(frame, id, widthPx));
      chart.width(widthPx);
      select(host).datum(flatRoot(nodes));
      atOnce(() => chart.update());
      // Half a pixel down, so that the lines between rows are one pixel sharp, as on the canvas.
      svg.attr('height', heightPx).attr('viewBox', `0 -0.5 ${widthPx} ${heightPx}`);
      svg.selectAll<SVGGElement, FlameGraphNode>('g').each(function mark({ id }) {
        this.setAttribute('data-node', String(slots[id]!.node));
        this.toggleAttribute('data-dim', slots[id]!.dim);
      });
    },
    destroy() {
      chart.destroy();
      select(host).datum(null);
    },
  };
}

function toNode({ x, width, row, label }: LibraryFrame, id: number, widthPx: number) {
  return {
    id,
    depth: row,
    x0: x / widthPx,
    x1: (x + width) / widthPx,
    data: { name: label, value: 0 },
  };
}

function flatRoot(nodes: FlameGraphNode[]): FlameGraphRoot {
  const root: FlameGraphRoot = {
    data: { name: '', value: 0 },
    height: 0,
    x0: 0,
    x1: 1,
    y0: 0,
    y1: 1,
    value: 0,
    eachBefore: () => root,
    descendants: () => nodes,
  };
  return root;
}

/** The graph has a tooltip of its own; the library calls its one when it draws and, `hide`, when it is destroyed. */
const noTooltip = Object.assign(() => undefined, { hide: () => undefined });

type Setter = (name: string, value: unknown) => unknown;

/**
 * Runs the library without its transitions and listeners. A transition duration of 0 still leaves d3's default of 250 ms for widths and
 * labels, so each transition sets its end state instead; and every update would add three listeners a frame that nobody needs.
 */
function atOnce(update: () => void): void {
  const prototype: { transition: unknown; on: unknown } = selection.prototype;
  const { transition, on } = prototype;
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
  prototype.on = function ignore() {
    return this;
  };
  try {
    update();
  } finally {
    prototype.transition = transition;
    prototype.on = on;
  }
}
