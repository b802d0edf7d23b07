import { useEffect, useState } from 'react';
import type { Milliseconds, TimeRange } from '#series';
import { timeAt, type TimeScale } from './plot/time-scale';
import type { TimelineProps, TimelineWindow, WindowKind } from './timeline-types';
import {
  between,
  moveEdge,
  moveWindow,
  nearestKind,
  wholeSeconds,
  type Edge,
} from './windows/window-arithmetic';

/** What a drag does, decided when the pointer goes down. */
export type Gesture =
  | {
      readonly kind: 'select' | 'zoom';
      /** What a click does instead, where the pointer went down on something. */
      readonly onClick?: () => void;
    }
  | { readonly kind: 'edge'; readonly window: TimelineWindow; readonly edge: Edge }
  | { readonly kind: 'move'; readonly window: TimelineWindow };

/** The range under the pointer before it is let go. */
export interface Draft {
  readonly kind: WindowKind | 'zoom';
  readonly range: TimeRange;
}

/** The plot in which a drag goes on, wherever the pointer is. */
export interface GrabbedPlot {
  readonly leftPx: number;
  /** Whose it is. */
  readonly chart: string;
  readonly scale: TimeScale;
}

interface Held {
  readonly gesture: Gesture;
  readonly plot: GrabbedPlot;
  readonly fromPx: number;
  readonly nowPx: number;
  /** Stays true: a drag that comes back is no click. */
  readonly moved: boolean;
}

const CLICK_PX = 4;

type BrushOptions = Pick<
  TimelineProps,
  'range' | 'onSelectWindow' | 'onZoom' | 'onZoomOut' | 'onPickTime'
> & {
  readonly windows: readonly TimelineWindow[];
  readonly onMove: (time: Milliseconds) => void;
};

/**
 * Drag: a window. In one: that window, as wide as it is. On an edge: that edge. Shift and drag: zoom. Without a move, click: a moment; Shift and
 * click: zoom out. Escape gives a drag up.
 */
export function useBrush(options: BrushOptions) {
  const [held, setHeld] = useState<Held>();
  const { onMove } = options;
  useEffect(() => {
    if (!held) return;
    const move = ({ clientX }: PointerEvent) => {
      const next = movedTo(held, clientX);
      setHeld(next);
      onMove(timeOf(next, clientX));
    };
    const drop = () => setHeld(undefined);
    const release = ({ clientX }: PointerEvent) => {
      drop();
      finish(movedTo(held, clientX), options);
    };
    const giveUp = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      drop();
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', release);
    window.addEventListener('pointercancel', drop);
    window.addEventListener('keydown', giveUp, true);
    return () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', release);
      window.removeEventListener('pointercancel', drop);
      window.removeEventListener('keydown', giveUp, true);
    };
  });
  const begin = (gesture: Gesture, clientX: number, plot: GrabbedPlot) =>
    setHeld({ gesture, plot, fromPx: clientX, nowPx: clientX, moved: false });
  const draft = held?.moved ? draftOf(held, options) : undefined;
  return { draft, begin };
}

function movedTo(held: Held, clientX: number): Held {
  const moved = held.moved || Math.abs(clientX - held.fromPx) >= CLICK_PX;
  return { ...held, nowPx: clientX, moved };
}

function timeOf({ plot }: Held, clientX: number): Milliseconds {
  return timeAt(plot.scale, clientX - plot.leftPx);
}

function draftOf(held: Held, { range, windows }: BrushOptions): Draft {
  const { gesture } = held;
  const now = timeOf(held, held.nowPx);
  if (gesture.kind === 'edge') {
    const moved = moveEdge(gesture.window.range, gesture.edge, now);
    return { kind: gesture.window.kind, range: wholeSeconds(moved, range) };
  }
  if (gesture.kind === 'move') {
    const { kind, range: from } = gesture.window;
    return { kind, range: moveWindow(from, now - timeOf(held, held.fromPx), range) };
  }
  const dragged = wholeSeconds(between(timeOf(held, held.fromPx), now), range);
  return {
    kind: gesture.kind === 'zoom' ? 'zoom' : nearestKind(windows, dragged),
    range: dragged,
  };
}

function finish(held: Held, options: BrushOptions): void {
  const { gesture } = held;
  if (held.moved) {
    const { kind, range } = draftOf(held, options);
    if (range.start === range.end) return;
    if (kind === 'zoom') options.onZoom(range);
    else options.onSelectWindow(range, kind);
  } else if (gesture.kind === 'edge') return;
  else if (gesture.kind !== 'move' && gesture.onClick) gesture.onClick();
  else if (gesture.kind === 'zoom') options.onZoomOut?.();
  else {
    const time = timeOf(held, held.fromPx);
    options.onPickTime?.(time, nearestKind(options.windows, between(time, time)), held.plot.chart);
  }
}

/** False for events of what React has inside an element and the document elsewhere: menus, tooltips. */
export function isWithin(event: { target: EventTarget; currentTarget: Element }): boolean {
  const { target, currentTarget } = event;
  return target instanceof Node && currentTarget.contains(target);
}
