import { useState, type KeyboardEvent } from 'react';
import { formatDuration, type Milliseconds } from '#series';
import { formatRange, formatTime } from './time-text';
import type { TimelineProps, TimelineWindow } from './timeline-types';
import { between, nearestKind, stepTime } from './windows/window-arithmetic';

const FAR = 10;
const STEPS: ReadonlyMap<string, number> = new Map([
  ['ArrowRight', 1],
  ['ArrowUp', 1],
  ['ArrowLeft', -1],
  ['ArrowDown', -1],
  ['PageUp', FAR],
  ['PageDown', -FAR],
  ['Home', -Infinity],
  ['End', Infinity],
]);

/** Places a key moves on the points of a chart; undefined for other keys. */
export function placesOf({
  key,
  shiftKey,
}: {
  key: string;
  shiftKey: boolean;
}): number | undefined {
  const places = STEPS.get(key);
  return places === undefined || !shiftKey ? places : places * FAR;
}

type KeyOptions = Pick<
  TimelineProps,
  'range' | 'onSelectWindow' | 'onZoom' | 'onZoomOut' | 'onClearWindow' | 'onPickTime' | 'timeZone'
> & {
  readonly windows: readonly TimelineWindow[];
  /** What the arrow keys stop at: the points of the first chart. */
  readonly times: readonly Milliseconds[];
  readonly cursor: Milliseconds | undefined;
  readonly setCursor: (time: Milliseconds | undefined) => void;
};

/**
 * The pointer's gestures for the keyboard: arrows move the time cursor, Enter or Space marks one end of a window and then the other
 * (twice at one moment picks it), Z zooms to what is marked, Shift+Z out, Escape drops the mark or clears the window.
 */
export function useTimeKeys(options: KeyOptions) {
  const [mark, setMark] = useState<Milliseconds>();
  /** For screen readers. */
  const [said, setSaid] = useState('');
  const { range, cursor, timeZone } = options;

  const move = (places: number) => {
    const from = cursor ?? (places < 0 ? range.end : range.start);
    options.setCursor(stepTime(options.times, from, places));
  };
  const select = () => {
    if (cursor === undefined) return;
    if (mark === undefined) {
      setMark(cursor);
      setSaid(`From ${formatTime(cursor, 'second', timeZone)}. Move, then Enter selects, Z zooms.`);
      return;
    }
    setMark(undefined);
    const marked = between(mark, cursor);
    const kind = nearestKind(options.windows, marked);
    if (mark === cursor) options.onPickTime?.(cursor, kind);
    else options.onSelectWindow(marked, kind);
    const length = mark === cursor ? '' : `, ${formatDuration(marked.end - marked.start)}`;
    setSaid(`Selected ${formatRange(marked, timeZone)}${length}`);
  };
  const zoom = () => {
    if (mark === undefined || cursor === undefined || mark === cursor) return;
    setMark(undefined);
    options.onZoom(between(mark, cursor));
    setSaid(`Zoomed to ${formatRange(between(mark, cursor), timeZone)}`);
  };
  const drop = () => {
    if (mark === undefined) options.onClearWindow?.(nearestKind(options.windows, range));
    setSaid(mark === undefined ? 'Window cleared' : 'Mark dropped');
    setMark(undefined);
  };
  const actions: ReadonlyMap<string, () => void> = new Map([
    ['Enter', select],
    [' ', select],
    ['z', zoom],
    ['Z', () => options.onZoomOut?.()],
    ['Escape', drop],
  ]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const places = placesOf(event);
    const action = places === undefined ? actions.get(event.key) : () => move(places);
    if (!action) return;
    event.preventDefault();
    action();
  };
  const draft = mark === undefined || cursor === undefined ? undefined : between(mark, cursor);
  return { onKeyDown, draft, said };
}
