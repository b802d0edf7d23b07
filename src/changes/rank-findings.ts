import { printProfileType } from '#series';
import type { Finding } from './finding';

/**
 * What costs more comes first, functions before totals that none explains; then what is no regression (load, a move), what costs less, and what went away; each by what it is at least, as a
 * part of what the whole fleet costs in that type: the end of the interval that is nearest to 0, over all units.
 */
export function rankFindings(
  findings: readonly Finding[],
  fleet: ReadonlyMap<string, number>,
): readonly Finding[] {
  return findings
    .map((finding) => ({ finding, place: placeOf(finding), least: leastPart(finding, fleet) }))
    .sort((a, b) => a.place - b.place || b.least - a.least)
    .map(({ finding }) => finding);
}

/** Something costs more, or stands higher, and still does: neither load, nor a move, nor an improvement. */
export function isRegression({ kind, direction, until }: Finding): boolean {
  return direction === 'up' && until === undefined && kind !== 'load' && kind !== 'moved';
}

/** A leak's function is where most of a total's growth is: no function was tested, so it stands with the totals. */
function placeOf({ kind, direction, until, function: name }: Finding): number {
  if (until !== undefined) return 4;
  if (kind === 'load' || kind === 'moved') return 2;
  if (direction === 'down') return 3;
  return name === undefined || kind === 'leak' ? 1 : 0;
}

function leastPart(
  { delta, deltaInterval, profileType }: Finding,
  fleet: ReadonlyMap<string, number>,
): number {
  const [low, high] = deltaInterval ?? [delta, delta];
  const least = low * high <= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high));
  return least / (fleet.get(printProfileType(profileType)) || 1);
}
