import { paintedOnce } from '../painted';

/** What a page under measurement offers, as `window.bench`; in this order. Times are in milliseconds. */
interface BenchPage {
  /** Makes the tree; nothing of it is measured. Answers with its nodes. */
  prepare(profile: Profile): Promise<number>;
  /** From the tree in memory, everything that the renderer makes for itself included. */
  complete(): Promise<number>;
  /** The pointer comes to the frame that is zoomed into later. */
  hover(): Promise<number>;
  /** Marks all frames whose names hold a text. What was found is forgotten afterwards, unmeasured. */
  search(): Promise<number>;
  /** Into `zoomTarget`. */
  zoom(): Promise<number>;
  unzoom(): Promise<number>;
}

export interface Profile {
  readonly kind: 'generated' | 'comparison' | 'recorded';
  /** Of what is generated. */
  readonly nodes: number;
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}

/** The width of every chart in pixels. */
export const CHART_PX = 1200;
/** So many frames without a change: there comes no other. */
const QUIET_FRAMES = 8;
const LIMIT_MS = 60_000;

const painted = (beforePaint = () => {}) => paintedOnce(() => true, beforePaint);

interface Watched {
  /** Counts what has been drawn: the last change is the end of it. Default `canvasDraws`. */
  readonly drawn?: () => number;
  /** At least so many times, before which nothing is an end. */
  readonly least?: number;
  /** For what draws no canvas: whether it has come to rest. */
  readonly isDone?: () => boolean;
}

/**
 * Milliseconds from the start of a frame, where `act` begins, to the paint after the last thing that it made the renderer draw. A canvas
 * that has changed is read by one pixel before that paint, for which the browser has to carry out what was drawn.
 */
export async function timed(act: () => void, watched: Watched = {}): Promise<number> {
  const { drawn = canvasDraws, least = 0, isDone = () => true } = watched;
  await painted();
  await new Promise(requestAnimationFrame);
  const before = drawn();
  const start = performance.now();
  act();
  let last = -1;
  let end = start;
  for (let quiet = 0; quiet < QUIET_FRAMES;) {
    const restless = !isDone();
    const at = await painted(readChanged);
    const now = drawn() - before;
    if (now === last && !restless && now >= least) quiet++;
    else {
      [last, end, quiet] = [now, at, 0];
      if (at - start > LIMIT_MS) throw new Error(`not done after ${LIMIT_MS} ms`);
    }
  }
  return end - start;
}

let draws = 0;
const changed = new Set<CanvasRenderingContext2D>();
/** Each renderer clears its canvas, or saves its state, once a picture. */
for (const name of ['clearRect', 'save'] as const) {
  const original = CanvasRenderingContext2D.prototype[name] as (...args: unknown[]) => void;
  CanvasRenderingContext2D.prototype[name] = function counted(...args: unknown[]) {
    draws++;
    if (this.canvas.isConnected) changed.add(this);
    original.apply(this, args);
  };
}

function readChanged(): void {
  for (const ctx of changed) ctx.getImageData(0, 0, 1, 1);
  changed.clear();
}

/** Of all canvases of the page. */
const canvasDraws = () => draws;
