import type { ScannedApplication } from './fleet';
import type { Scan, ScanQuestion } from './scan-question';

const DAYS: Partial<Record<ScanQuestion['against'], string>> = {
  yesterday: 'yesterday',
  week: 'last week',
};
const MOST_NAMES = 3;

/** What is held against no other day, because nothing is stored of it: a sentence, or none. */
export function unheldWords(
  { held, unheld }: { readonly held: readonly string[]; readonly unheld: readonly string[] },
  { against }: ScanQuestion,
): readonly string[] {
  const day = DAYS[against];
  if (day === undefined || unheld.length === 0) return [];
  if (held.length === 0) return [nothingOf(day)];
  return [`Of ${listed(unheld)} nothing is stored of ${day}: they were not held against it.`];
}

/** Why a scan says nothing of another day; undefined where it does, or where it was not asked. */
export function nothingHeld({ looked }: Scan, { against }: ScanQuestion): string | undefined {
  const day = DAYS[against];
  return day !== undefined && looked.units > 0 && looked.held === 0 ? nothingOf(day) : undefined;
}

const nothingOf = (day: string) => `Nothing is stored of ${day}, so nothing was held against it.`;

/** Of applications of which no build or restart is known, where the scan is against that. */
export function beforeNothing(without: readonly ScannedApplication[], hasMetrics: boolean): string {
  const why = hasMetrics
    ? 'Prometheus shows no restart in the range'
    : 'without Prometheus no restart is known';
  const names = listed(without.map(({ name }) => name));
  return `Of ${names} ${why}: the start of the range stands for the time before.`;
}

function listed(names: readonly string[]): string {
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return `${names.slice(0, MOST_NAMES).join(', ')}${more}`;
}
