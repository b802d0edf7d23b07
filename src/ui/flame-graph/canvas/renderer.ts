import { letterMeasure, type Measure } from './label';
import { paintFrames, paintHighlights, type Highlights, type Scene } from './paint';

export interface RendererParts {
  /** Says in `data-state` whether what is asked for is on the canvas: `drawing` or `idle`. */
  readonly host: HTMLElement;
  readonly frames: HTMLCanvasElement;
  readonly highlights: HTMLCanvasElement;
}

/** What is drawn on the screen. What it is asked to show is on the canvas when the call returns, all of it. */
export interface Renderer {
  draw(scene: Scene, scrollTopPx: number): void;
  scrollTo(scrollTopPx: number): void;
  highlight(highlights: Highlights): void;
  /** Letters have other widths now. */
  forgetFont(): void;
}

export function createRenderer(parts: RendererParts): Renderer {
  return new CanvasRenderer(parts);
}

class CanvasRenderer implements Renderer {
  readonly #parts: RendererParts;
  #scene: Scene | undefined;
  #highlights: Highlights | undefined;
  #scrollTopPx = 0;
  /** Something is on the canvas of the lights; without, it has no size, no memory and nothing to be put over the other. */
  #isLit = false;
  #font = '';
  #measure: Measure = () => 0;

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

  #show(): void {
    const scene = this.#scene;
    // Without a width nobody sees it: not laid out yet, or a document without layout.
    const ctx = scene?.widthPx ? this.#parts.frames.getContext('2d', { alpha: false }) : null;
    if (scene && ctx) {
      fitCanvas(ctx, scene);
      this.#useFont(ctx, scene.font);
      paintFrames(ctx, scene, { scrollTopPx: this.#scrollTopPx, measure: this.#measure });
      this.#showLights();
    }
    this.#parts.host.dataset.state = 'idle';
  }

  #showLights(): void {
    if (!this.#scene?.widthPx || !this.#highlights) return;
    const { isHighlighted, hovered, selected } = this.#highlights;
    const lights = [isHighlighted, hovered, selected].some((light) => light !== undefined);
    if (!lights && !this.#isLit) return;
    this.#isLit = lights;
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
}

/** Setting the size makes new pixels: only where there are too few, so that a step in, to fewer rows, and out again make none. What is too many is cut off. */
function fitCanvas(ctx: CanvasRenderingContext2D, { widthPx, heightPx }: Scene): void {
  const scale = window.devicePixelRatio || 1;
  const { canvas } = ctx;
  const [width, height] = [Math.round(widthPx * scale), Math.round(heightPx * scale)];
  if (canvas.width !== width || canvas.height < height) {
    [canvas.width, canvas.height] = [width, height];
    canvas.style.height = `${height / scale}px`;
  }
  ctx.setTransform(scale, 0, 0, scale, 0, 0);
}
