import type { TimelineProps, TimelineWindow, WindowKind } from './timeline-types';

/** The gestures in a line, those that do something: `drag: pick window · ⇧ drag: zoom · …` */
export function gestureHint(
  props: Pick<TimelineProps, 'dragSets' | 'onPickTime' | 'onZoomOut'>,
  activeWindow: WindowKind,
  windows: readonly TimelineWindow[],
): string {
  return [
    `drag: pick ${props.dragSets ?? activeWindow}`,
    ...(windows.length > 0 ? ['drag an edge: move it'] : []),
    '⇧ drag: zoom',
    ...(props.onPickTime ? ['click: pick a scrape'] : []),
    ...(props.onZoomOut ? ['⇧ click: zoom out'] : []),
  ].join(' · ');
}

/** The same for the keyboard, read when the time cursor gets the focus. */
export const KEYS_HINT =
  'Arrow keys move the time cursor, with Shift ten times as far. Enter marks one end of a window and then the other; twice at one ' +
  'moment picks it. Z zooms to what is marked, Shift Z zooms out. Escape drops the mark or clears the window.';
