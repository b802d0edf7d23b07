import {
  isFlagged,
  minutesText,
  ONE_SLICE,
  qText,
  relativeText,
  type RowVerdict,
} from '#comparison';
import { formatSignedPercent } from './format';

/** Of one row of a comparison, if it was judged; below 0 of the whole. */
export type VerdictOf = (row: number) => RowVerdict | undefined;

/** The word on the row: `grew`, `within noise`, `13 samples`; `more than sampling` of one profile a side. */
export function verdictText(row: RowVerdict): string {
  const { verdict, samples } = row;
  if (row.bySampling && isFlagged(row)) return 'more than sampling';
  if (verdict !== 'too few samples') return verdict;
  return samples ? `${Math.round(samples[0] + samples[1])} samples` : verdict;
}

/** `+26 to +74 %`; '' where there is none. */
export function intervalText({ relative }: RowVerdict): string {
  return relativeText(relative, formatSignedPercent);
}

/** The whole of it in a sentence or two: what was tested, and what would have been found. */
export function explainVerdict(verdict: RowVerdict): string {
  const { samples, dispersion, minutesToTest } = verdict;
  const word = verdict.verdict;
  if (word === 'too few samples')
    return samples
      ? `${verdictText(verdict)} on both sides: too few to tell; 20 are the least${minutesToTest === undefined ? '' : `, in windows of ${minutesText(minutesToTest)} at this load`}.`
      : 'Too little on both sides to tell.';
  if (word === 'being judged') return 'Being judged: its slices are on the way.';
  if (word === 'too few slices') return ONE_SLICE;
  if (word === 'is the whole') return 'Nearly everything: it has no share that could change.';
  if (word === 'too few siblings have it')
    return 'Too few of the other units have it to take from it what they did.';
  if (word === 'constants differ')
    return 'Each side is one value throughout: how much they vary is not known.';
  if (word === 'slices too alike')
    return 'Neighbouring slices are too alike to count: each side is worth fewer than three independent ones.';
  const interval = intervalText(verdict);
  const within = interval === '' ? '' : `${interval} (95 % interval), `;
  const judged = verdict.bySampling ? bySamplingText(verdict) : word;
  const tested = `${judged}: ${within}q ${qText(verdict.q)}.`;
  const varies =
    dispersion === undefined
      ? ''
      : ` Counts vary ${Number(dispersion.toPrecision(2))} times as much as sampling alone.`;
  return tested + varies + (isFlagged(verdict) ? '' : smallestText(verdict));
}

/** How it varies from scrape to scrape is not in it. */
function bySamplingText(verdict: RowVerdict): string {
  return `${isFlagged(verdict) ? 'more' : 'no more'} than sampling explains, of one profile on a side`;
}

function smallestText({ smallest, minutesForTenth }: RowVerdict): string {
  if (smallest === undefined || minutesForTenth === undefined) return '';
  return ` A growth from ${formatSignedPercent(smallest)} on would have been found in four of five cases; +10 % in windows of ${minutesText(minutesForTenth)}.`;
}
