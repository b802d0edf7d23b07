import { afterPaint } from './after-paint';
import type { LibraryChart, LibraryFrame } from './d3-adapter';
import { letterMeasure, type Measure } from './label';
import { widest } from './layout';
import {
  labelOf,
  LINE_MIN_PX,
  paintFrames,
  paintHighlights,
  ROW_PX,
  visibleBoxes,
  visibleRows,
  type Highlights,
  type Scene,
} from './paint';
import type { FrameMark } from '../colour/palette';

/** Frames that become elements of the library; the others stay on the canvas. */
const LIBRARY_BUDGET = 400;

export interface RendererParts {
  /** Says in `data-state` whether the library's elements are in place: `drawing` or `idle`. */
  readonly host: HTMLElement;
  readonly frames: HTMLCanvasElement;
  readonly highlights: HTMLCanvasElement;
  readonly library: HTMLElement;
  /** Fill of a hatched frame among the library's elements. */
  readonly hatchFill: (presence: FrameMark, dim: boolean) => string;
}

/**
 * What is drawn on the screen. What it is asked to show is on the canvas when the call returns, all of it; the library shows the widest
 * frames a few frames later, over the canvas and just like it. Until then the canvas covers what the library showed before.
 */
export interface Renderer {
  draw(scene: Scene, scrollTopPx: number): void;
  scrollTo(scrollTopPx: number): void;
  highlight(highlights: Highlights): void;
  /** Letters have other widths now. */
  forgetFont(): void;
  destroy(): void;
}

export function createRenderer(parts: RendererParts): Renderer {
  return new CanvasRenderer(parts);
}

class CanvasRenderer implements Renderer {
  readonly #parts: RendererParts;
  #scene: Scene | undefined;
  #highlights: Highlights | undefined;
  #scrollTopPx = 0;
  #font = '';
  #measure: Measure = () => 0;
  #chart: Promise<LibraryChart | undefined> | undefined;
  #giveUp = () => {};

  constructor(parts: RendererParts) {
    this.#parts = parts;
  }

  draw(scene: Scene, scrollTopPx: number): void {
    this.#scene = scene;
    this.#scrollTopPx = scrollTopPx;
    this.#show();
  }

  scrollTo(px: number): void {
    if (px === this.#scrollTopPx) return;
    this.#scrollTopPx = px;
    this.#show();
  }

  highlight(highlights: Highlights): void {
    this.#highlights = highlights;
    this.#showLights();
  }

  forgetFont(): void {
    this.#font = '';
    this.#show();
  }

  destroy(): void {
    this.#giveUp();
    this.#scene = undefined;
    void this.#chart?.then((chart) => chart?.destroy());
  }

  #show(): void {
    this.#giveUp();
    const scene = this.#scene;
    // Without a width nobody sees it: not laid out yet, or a document without layout.
    const ctx = scene?.widthPx ? this.#parts.frames.getContext('2d', { alpha: false }) : null;
    if (!scene || !ctx) return this.#settle();
    this.#parts.host.dataset.state = 'drawing';
    fitCanvas(ctx, scene);
    this.#useFont(ctx, scene.font);
    paintFrames(ctx, scene, { scrollTopPx: this.#scrollTopPx, measure: this.#measure });
    this.#showLights();
    this.#chart ??= loadChart(this.#parts.library);
    this.#follow(this.#chart, scene);
  }

  /** Lets the library show the scene once the canvas is on the screen, unless something newer is. */
  #follow(chart: Promise<LibraryChart | undefined>, scene: Scene): void {
    let wanted = true;
    const stop = afterPaint(() => {
      void chart.then((ready) => {
        if (!wanted) return;
        ready?.draw(this.#libraryFrames(scene), scene);
        this.#settle();
      });
    });
    this.#giveUp = () => {
      wanted = false;
      stop();
    };
  }

  #settle(): void {
    this.#parts.host.dataset.state = 'idle';
  }

  #showLights(): void {
    if (!this.#scene?.widthPx || !this.#highlights) return;
    const ctx = this.#parts.highlights.getContext('2d');
    if (!ctx) return;
    fitCanvas(ctx, this.#scene);
    paintHighlights(ctx, this.#scene, {
      scrollTopPx: this.#scrollTopPx,
      highlights: this.#highlights,
    });
  }

  #useFont(ctx: CanvasRenderingContext2D, font: string): void {
    if (this.#font === font) return;
    this.#font = ctx.font = font;
    this.#measure = letterMeasure((text) => ctx.measureText(text).width);
  }

  #libraryFrames(scene: Scene): LibraryFrame[] {
    const { boxes } = scene;
    const visible = visibleBoxes(scene, visibleRows(scene, this.#scrollTopPx));
    const chosen = widest(boxes, visible, { budget: LIBRARY_BUDGET, minWidthPx: LINE_MIN_PX });
    return chosen.map((box) => {
      const node = boxes.node[box]!;
      const { fill, presence, dim } = scene.lookOf(node);
      return {
        node,
        x: boxes.x[box]!,
        width: boxes.width[box]!,
        row: boxes.row[box]! - this.#scrollTopPx / ROW_PX,
        label: labelOf(scene, box, this.#measure),
        fill: presence ? this.#parts.hatchFill(presence, dim) : fill,
        dim,
      };
    });
  }
}

/** The library comes after the first picture. Without it (a chunk that does not load) the canvas is the whole picture. */
async function loadChart(library: HTMLElement): Promise<LibraryChart | undefined> {
  try {
    const { createLibraryChart } = await import('./d3-adapter');
    return createLibraryChart(library, ROW_PX);
  } catch {
    return undefined;
  }
}

/** Setting the size clears a canvas, so only when it changes. */
function fitCanvas(ctx: CanvasRenderingContext2D, { widthPx, heightPx }: Scene): void {
  const scale = window.devicePixelRatio || 1;
  const { canvas } = ctx;
  const [width, height] = [Math.round(widthPx * scale), Math.round(heightPx * scale)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  ctx.setTransform(scale, 0, 0, scale, 0, 0);
}
