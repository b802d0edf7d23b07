import { useSyncExternalStore } from 'react';
import type { Milliseconds } from '#series';
import { ageText } from './age-text';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all ages in the document. */
function everySecond(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((tell) => tell()), 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

export interface AgeProps {
  readonly time: Milliseconds;
  readonly now: () => Milliseconds;
  /** It may have been up to so much later. */
  readonly within?: Milliseconds;
}

/** `4 s ago`, which grows by itself; only a text that changes is drawn again. */
export function Age({ time, now, within }: AgeProps) {
  const text = useSyncExternalStore(everySecond, () => ageText(time, now(), within));
  return <>{text}</>;
}
