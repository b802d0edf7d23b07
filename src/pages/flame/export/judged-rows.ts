import { shownInterval, verdictName, type RowVerdict } from '#comparison';
import type { JudgedRows } from '#report';
import type { ExportQuestion } from './export-files';

/** What no slice has and is in the whole all the same. */
const UNSEEN: RowVerdict = { verdict: 'too few samples' };

/** Verdict, interval and q of each row, exact; undefined: nothing was judged. */
export function judgedRows({
  table,
  dividends,
  verdictOf,
  facts,
}: ExportQuestion): JudgedRows | undefined {
  const { shownAs, interim } = facts;
  if (!verdictOf || !shownAs) return undefined;
  const rows = new Map(table.names.map((name, row) => [name, row]));
  const [baseline, comparison] = (dividends?.table ?? table).columns;
  const of: JudgedRows['of'] = (name) => {
    const row = rows.get(name)!;
    const verdict = verdictOf(row) ?? UNSEEN;
    const values = [baseline!.total[row]!, comparison!.total[row]!] as const;
    return {
      verdict: verdictName(verdict, shownAs.verdicts.method),
      interval: shownInterval(verdict, values, shownAs),
      q: verdict.q,
    };
  };
  return { of, caution: interim && `interim: ${interim}` };
}
