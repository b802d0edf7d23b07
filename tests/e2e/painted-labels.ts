import type { BrowserContext, Locator } from '@playwright/test';

/** A text as it was written on a canvas: where it begins and its baseline, in CSS pixels of the canvas, and its colour. */
export interface PaintedLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly ink: string;
}

declare global {
  interface Window {
    paintedOn: (canvas: HTMLCanvasElement) => readonly PaintedLabel[];
  }
}

/** Notes what is written on each canvas since it was last filled as a whole: there is no other way to read a picture. Before a page is opened. */
export async function watchLabels(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const painted = new WeakMap<HTMLCanvasElement, PaintedLabel[]>();
    const { fillRect, fillText } = CanvasRenderingContext2D.prototype;
    Object.assign(CanvasRenderingContext2D.prototype, {
      fillRect(this: CanvasRenderingContext2D, ...box: [number, number, number, number]) {
        const { a, e, f } = this.getTransform();
        const [x, y, width, height] = box;
        const isWhole = width * a > this.canvas.width - 2 && height * a > this.canvas.height - 2;
        if (isWhole && x === 0 && y === 0 && e === 0 && f === 0) painted.set(this.canvas, []);
        fillRect.apply(this, box);
      },
      fillText(this: CanvasRenderingContext2D, ...written: [string, number, number]) {
        const { a, e, f } = this.getTransform();
        const [text, x, y] = written;
        const label = { text, x: x + e / a, y: y + f / a, ink: String(this.fillStyle) };
        painted.get(this.canvas)?.push(label);
        fillText.apply(this, written);
      },
    });
    window.paintedOn = (canvas) => painted.get(canvas) ?? [];
  });
}

/** What is written on the picture of a flame graph. */
export function labelsOf(graph: Locator): Promise<readonly PaintedLabel[]> {
  return graph.evaluate((host) => window.paintedOn(host.querySelector('canvas')!));
}
