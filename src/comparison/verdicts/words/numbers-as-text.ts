import type { Pair } from '../../comparison-row';

/**
 * `+26 to +74 %`: two digits, as far as anyone needs them, and a third where two would move an end by so much that what is between need not be: `+1,340 to +1,490 %`. '' where there is
 * none. `percent` writes a signed relative change.
 */
export function relativeText(
  relative: Pair | undefined,
  percent: (ratio: number) => string,
): string {
  if (!relative) return '';
  const coarse = Math.max(...relative.map(stepOfTwoDigits));
  const digits = coarse > (relative[1] - relative[0]) / 5 ? 3 : 2;
  const [low, high] = relative.map((end) => percent(Number(end.toPrecision(digits))));
  return `${low!.replace(' %', '')} to ${high!}`;
}

/** From one number of two digits to the next; of 0 there is none. */
function stepOfTwoDigits(value: number): number {
  return value === 0 ? 0 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
}

/** `0.0008`, never an exponent; '' where no test was made. */
export function qText(q: number | undefined): string {
  if (q === undefined) return '';
  return q < 0.0001 ? '<0.0001' : String(Number(q.toPrecision(2)));
}

/** `about 14 min`, `about 5 h`, `about 3 days`. */
export function minutesText(minutes: number): string {
  if (minutes < 120) return `about ${Math.max(1, Math.round(minutes))} min`;
  const hours = minutes / 60;
  return hours < 48 ? `about ${Math.round(hours)} h` : `about ${Math.round(hours / 24)} days`;
}
