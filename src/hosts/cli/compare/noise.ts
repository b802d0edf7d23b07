import { isFlagged } from '#comparison';
import { formatDelta } from '../quantities';
import type { Comparison, JudgedRow } from './comparison';

/** What a row's verdict is called: one profile a side tells sampling from everything else, so that no function has grown for certain. */
type VerdictName =
  JudgedRow['verdict'] | 'more than sampling explains' | 'no more than sampling explains';

export function verdictName({ verdict }: JudgedRow, { verdicts }: Comparison): VerdictName {
  if (verdicts.method !== 'sampling') return verdict;
  if (verdict === 'within noise') return 'no more than sampling explains';
  return isFlagged({ verdict }) ? 'more than sampling explains' : verdict;
}

/** Whether slices of both sides say how much the values vary. */
export function isJudged({ verdicts }: Comparison): boolean {
  return verdicts.method !== 'sampling' && Math.min(...verdicts.slices) > 1;
}

/** The self-checks added up: functions tested and flagged where nothing was changed on purpose. */
export function selfCheckOf({ selfChecks }: Comparison['verdicts']) {
  return {
    tested: selfChecks.reduce((sum, { tested }) => sum + tested, 0),
    flagged: selfChecks.reduce((sum, { flagged }) => sum + flagged, 0),
  };
}

/** `+0.002 cores to +0.007 cores`; '' where there is none. */
export function formatInterval(interval: JudgedRow['interval'], unit: string): string {
  return interval ? interval.map((end) => formatDelta(end, unit)).join(' to ') : '';
}

/** `+28 to +55 %`: two digits, as far as anyone needs them; '' where there is none. */
export function formatRelative(relative: JudgedRow['relative']): string {
  if (!relative) return '';
  const [low, high] = relative.map((end) => formatDelta(Number(end.toPrecision(2)), 'share'));
  return `${low!.replace(' %', '')} to ${high!}`;
}

/** `0.0008`, never an exponent; '' where no test was made. */
export function formatQ(q: number | undefined): string {
  if (q === undefined) return '';
  return q < 0.0001 ? '<0.0001' : String(Number(q.toPrecision(2)));
}
