import type { Pair } from '../../comparison-row';

/** `+26 to +74 %`: two digits, as far as anyone needs them; '' where there is none. `percent` writes a signed relative change. */
export function relativeText(
  relative: Pair | undefined,
  percent: (ratio: number) => string,
): string {
  if (!relative) return '';
  const [low, high] = relative.map((end) => percent(Number(end.toPrecision(2))));
  return `${low!.replace(' %', '')} to ${high!}`;
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
