import { isFlagged } from '#comparison';
import type { Comparison, JudgedRow } from './comparison';

/** What a row's verdict is called: one profile a side tells sampling from everything else, so that no function has grown for certain. */
type VerdictName =
  JudgedRow['verdict'] | 'more than sampling explains' | 'no more than sampling explains';

export function verdictName({ verdict }: JudgedRow, { verdicts }: Comparison): VerdictName {
  if (verdicts.method !== 'sampling') return verdict;
  if (verdict === 'within noise') return 'no more than sampling explains';
  return isFlagged({ verdict }) ? 'more than sampling explains' : verdict;
}

/** The self-checks added up: functions tested and flagged where nothing was changed on purpose. */
export function selfCheckOf({ selfChecks }: Comparison['verdicts']) {
  return {
    tested: selfChecks.reduce((sum, { tested }) => sum + tested, 0),
    flagged: selfChecks.reduce((sum, { flagged }) => sum + flagged, 0),
  };
}
