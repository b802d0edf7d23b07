import type { Milliseconds } from '#series';

const SECOND = 1000;
const UNITS: readonly (readonly [size: Milliseconds, word: string])[] = [
  [24 * 3600 * SECOND, 'd'],
  [3600 * SECOND, 'h'],
  [60 * SECOND, 'min'],
  [SECOND, 's'],
];

/** How long ago, in its largest unit: `4 s ago`, `12 min ago`; a clock that is behind makes it `now`. */
export function ageText(time: Milliseconds, now: Milliseconds): string {
  const age = now - time;
  const unit = UNITS.find(([size]) => age >= size);
  return unit ? `${Math.floor(age / unit[0])} ${unit[1]} ago` : 'now';
}
