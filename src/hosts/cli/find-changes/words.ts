import { count, findingCauses, lookedText, smallestText, type Finding } from '#changes';
import { nothingHeld, type Scan } from '#scan';
import { formatDuration, rateUnit, type Seconds } from '#series';
import { formatQuantity } from '../quantities';
import type { Scanned } from './report';

/** How fast it grows where it does so steadily, the causes, and when it went away. */
export function whyOf(finding: Finding): string | undefined {
  const { until } = finding;
  const words = [
    ...slopeWords(finding),
    ...findingCauses(finding),
    ...(until === undefined ? [] : [`went away at ${printTime(until)}`]),
  ];
  return words.length === 0 ? undefined : words.join('; ');
}

/** `rises since then by 1.2 MiB a minute (1 MiB to 1.4 MiB)` */
function slopeWords({ slope, since, profileType }: Finding): readonly string[] {
  if (!slope || !since) return [];
  const { perSecond, interval } = slope;
  const sign = perSecond < 0 ? -1 : 1;
  const [size, ...ends] = [perSecond, ...interval].map((each) =>
    formatQuantity(sign * each * MINUTE, rateUnit(profileType)),
  );
  if (sign < 0) ends.reverse();
  return [`${sign < 0 ? 'falls' : 'rises'} since then by ${size} a minute (${ends.join(' to ')})`];
}

const MINUTE: Seconds = 60;

/** `2026-11-21T00:24:00Z ± 30 s` */
export function sinceOf({ since }: Finding): string {
  if (!since) return '';
  const around = since.uncertainty > 0 ? ` ± ${formatDuration(since.uncertainty)}` : '';
  return `${printTime(since.time)}${around}`;
}

function printTime(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** What it means that there are none. */
export function withoutFindings({ scan, question }: Pick<Scanned, 'scan' | 'question'>): string {
  if (END[scan.phase]) return 'nothing was found so far';
  if (nothingHeld(scan, question) !== undefined) return 'nothing was held against anything';
  return scan.looked.inDepth === 0
    ? 'no total changed by more than noise, and functions of no unit could be looked into'
    : 'nothing changed by more than noise';
}

const END: Partial<Record<Scan['phase'], string>> = { stopped: ', stopped', lost: ', ended early' };

/** What an answer without findings rests on. */
export function lookedAt({ looked, elapsed, questions, phase }: Scan): string {
  const smallest = smallestText(looked);
  return [
    `Looked at ${lookedText(looked)}; ${count(questions, 'question')} in ${formatDuration(elapsed)}${END[phase] ?? ''}.`,
    ...(smallest === undefined ? [] : [smallest]),
  ].join(' ');
}
