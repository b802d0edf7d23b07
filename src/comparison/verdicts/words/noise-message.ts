import type { Pair } from '../../comparison-row';
import type { Verdicts } from '../verdict';

/** Below it a table of verdicts holds little but what is large. */
const FEW = 8;

/** The same in fewer words: `6 of 252 functions more than noise, in 20 and 20 slices. Self-check: 0 of 2 tables flagged.` */
export function noiseSummary(verdicts: Verdicts): string {
  const { method, slices, tested, flagged, selfChecks } = verdicts;
  if (method === 'sampling')
    return `${flagged} of ${tested} functions changed by more than sampling explains.`;
  return [
    `${flagged} of ${tested} functions more than noise, in ${slices[0]} and ${slices[1]} slices.`,
    ...(selfChecks.length > 0 ? [`${selfCheckOf(verdicts)}.`] : []),
    ...cautionOf(verdicts),
  ].join(' ');
}

/**
 * How far noise was told from change, with the same test where nothing was changed on purpose:
 *
 *     252 functions tested on 20 and 20 slices, 6 more than noise. Self-check: 0 of 2 tables flagged, at most 5 % expected.
 */
export function noiseMessage(verdicts: Verdicts, rows = 'functions'): string {
  const { method, slices, tested, flagged, selfChecks } = verdicts;
  if (method === 'sampling')
    return `${tested} ${rows} tested on ${slices[0]} and ${slices[1]} slices, ${flagged} changed by more than sampling explains.`;
  return [
    `${tested} ${rows} tested on ${slices[0]} and ${slices[1]} slices, ${flagged} more than noise.`,
    ...(selfChecks.length > 0 ? [`${selfCheckOf(verdicts)}, at most 5 % expected.`] : []),
    ...cautionOf(verdicts),
  ].join(' ');
}

function selfCheckOf({ selfChecks }: Verdicts): string {
  const tables = selfChecks.filter((check) => check.flagged > 0).length;
  return `Self-check: ${tables} of ${selfChecks.length} tables flagged`;
}

function cautionOf({ slices }: Verdicts): readonly string[] {
  return Math.min(...slices) < FEW ? ['Few scrapes: only a large change can be told.'] : [];
}

/** Why there are no verdicts. */
export const ONE_SLICE = 'One scrape on a side: how much it varies is not known.';

/**
 * What has to be known before any answer where a side has one slice; '' where both have more:
 *
 *     1 scrape a side: only sampling can be judged.
 *     1 scrape in the baseline: how much it varies is not known.
 *
 * @param isCounted sampling says how much the values vary at least
 */
export function fewSlicesText(slices: Pair, isCounted: boolean): string {
  if (Math.min(...slices) > 1) return '';
  const isBoth = Math.max(...slices) < 2;
  const where = isBoth ? 'a side' : `in the ${slices[0] < 2 ? 'baseline' : 'comparison'}`;
  const what = isCounted ? 'only sampling can be judged' : 'how much it varies is not known';
  return `1 scrape ${where}: ${what}.`;
}
