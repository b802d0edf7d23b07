import type { Milliseconds } from '#series';

const SECOND = 1000;
const UNITS: readonly (readonly [size: Milliseconds, word: string])[] = [
  [24 * 3600 * SECOND, 'd'],
  [3600 * SECOND, 'h'],
  [60 * SECOND, 'min'],
  [SECOND, 's'],
];

/**
 * How long ago, in its largest unit: `4 s ago`, `12 min ago`; a clock that is behind makes it `now`. What may have been up to `within`
 * later is `< 2 min ago` for as long as that is all that can be said.
 */
export function ageText(time: Milliseconds, now: Milliseconds, within: Milliseconds = 0): string {
  const age = now - time;
  if (within > SECOND && age <= within) return `< ${inUnits(within)} ago`;
  return age < SECOND ? 'now' : `${inUnits(age)} ago`;
}

function inUnits(duration: Milliseconds): string {
  const [size, word] = UNITS.find(([of]) => duration >= of) ?? UNITS.at(-1)!;
  return `${Math.floor(duration / size)} ${word}`;
}
