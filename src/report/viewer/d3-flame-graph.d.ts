/** The part of d3-flame-graph 5.0.0 that is used; the package has no types of its own. */
declare module 'd3-flame-graph' {
  import type { Selection } from 'd3-selection';

  export interface FlameGraphData {
    readonly name: string;
    /** What its width stands for, with all that it calls. */
    readonly value: number;
    readonly children?: readonly FlameGraphData[];
  }

  export interface FlameGraphNode<D extends FlameGraphData = FlameGraphData> {
    readonly depth: number;
    /** Left and right edge, 0 to 1, of what is shown. */
    readonly x0: number;
    readonly x1: number;
    readonly data: D;
    readonly parent: FlameGraphNode<D> | null;
  }

  /** What is asked for when the pointer comes and goes. The chart calls it once with its element. */
  export interface Tip<D extends FlameGraphData> {
    (): void;
    show(event: MouseEvent, node: FlameGraphNode<D>): void;
    hide(): void;
  }

  export interface FlameGraph<D extends FlameGraphData = FlameGraphData> {
    (selection: Selection<HTMLElement, D, null, undefined>): void;
    width(px: number): this;
    cellHeight(px: number): this;
    inverted(rootOnTop: boolean): this;
    transitionDuration(ms: number): this;
    minFrameSize(px: number): this;
    tooltip(tip: Tip<D>): this;
    getName(nameOf: (node: FlameGraphNode<D>) => string): this;
    setColorMapper(colourOf: (node: FlameGraphNode<D>) => string): this;
    onClick(clicked: (node: FlameGraphNode<D>) => void): this;
    resetZoom(): void;
    update(): this;
  }

  const flamegraph: <D extends FlameGraphData = FlameGraphData>() => FlameGraph<D>;
  export { flamegraph as default };
}
