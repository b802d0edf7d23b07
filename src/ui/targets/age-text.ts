import { formatAge, type Milliseconds } from '#series';

const SECOND = 1000;

/**
 * How long ago: `4 s ago`, `12 min ago`; a clock that is behind makes it `now`. What may have been up to `within` later is
 * `< 2 min ago` for as long as that is all that can be said.
 */
export function ageText(time: Milliseconds, now: Milliseconds, within: Milliseconds = 0): string {
  const age = now - time;
  if (within > SECOND && age <= within) return `< ${formatAge(within)} ago`;
  return age < SECOND ? 'now' : `${formatAge(age)} ago`;
}
