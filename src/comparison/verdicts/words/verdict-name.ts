import { isFlagged, type RowVerdict, type Verdicts } from '../verdict';

/** What a row's verdict is called where it is written down: one profile a side tells sampling from everything else, so that no function has grown for certain. */
type VerdictName =
  RowVerdict['verdict'] | 'more than sampling explains' | 'no more than sampling explains';

export function verdictName(
  { verdict }: Pick<RowVerdict, 'verdict'>,
  method: Verdicts['method'],
): VerdictName {
  if (method !== 'sampling') return verdict;
  if (verdict === 'within noise') return 'no more than sampling explains';
  return isFlagged({ verdict }) ? 'more than sampling explains' : verdict;
}
