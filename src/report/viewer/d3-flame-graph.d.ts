/** The part of d3-flame-graph 5.0.0 that the adapter uses; the package has no types of its own. */
declare module 'd3-flame-graph' {
  import type { Selection } from 'd3-selection';

  /** What `update` needs of the root that is bound to the element. */
  export interface FlameGraphRoot {
    readonly data: FlameGraphData;
    readonly height: number;
    x0: number;
    x1: number;
    y0: number;
    y1: number;
    value: number;
    eachBefore(): FlameGraphRoot;
    descendants(): FlameGraphNode[];
  }

  export interface FlameGraphNode {
    /** Joins a datum to its element. */
    readonly id: number;
    readonly depth: number;
    /** Left and right edge, 0 to 1. */
    readonly x0: number;
    readonly x1: number;
    readonly data: FlameGraphData;
  }

  export interface FlameGraphData {
    readonly name: string;
    readonly value: number;
  }

  export interface FlameGraph {
    (selection: Selection<HTMLElement, FlameGraphData, null, undefined>): void;
    width(px: number): FlameGraph;
    height(px: number): FlameGraph;
    cellHeight(px: number): FlameGraph;
    inverted(rootOnTop: boolean): FlameGraph;
    transitionDuration(ms: number): FlameGraph;
    tooltip(tip: (() => void) & { hide(): void }): FlameGraph;
    getName(nameOf: (node: FlameGraphNode) => string): FlameGraph;
    setColorMapper(colourOf: (node: FlameGraphNode) => string): FlameGraph;
    update(): FlameGraph;
    destroy(): FlameGraph;
  }

  const flamegraph: () => FlameGraph;
  export { flamegraph as default };
}
