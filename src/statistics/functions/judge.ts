import { criticalsAt, studentTwoSided } from '../distributions/student';
import { benjaminiHochberg, LEVEL } from '../false-discovery';
import type { Pair } from '../pair';
import type { FunctionVerdict } from './function-test';
import { type Common, commonOf, type Estimate } from './typical';

export interface Judgeable extends Estimate {
  readonly samples: Pair;
  readonly df: number;
}

interface Judgement {
  readonly verdict: Extract<FunctionVerdict, 'grew' | 'shrank' | 'new' | 'gone' | 'within noise'>;
  readonly change: number;
  readonly se: number;
  readonly t: number;
  readonly p: number;
  readonly q: number;
  readonly interval: Pair;
  readonly relative: Pair;
}

export interface Judged extends Common {
  /** In the order given. */
  readonly judgements: readonly Judgement[];
  readonly flagged: number;
}

/**
 * Student's t of each function, with what is common to all taken out or into account, and q over all of them.
 *
 *     change    = l - c for `equalLoad`, else l
 *     se        = √(lambda V),   t = change / se,   p two-sided with df
 *     interval  = change -+ t(0.05, df) se
 *
 * A function is flagged at q <= 0.05. The interval leaves out 0 exactly when p < 0.05, so that of a flagged function always does; that of one
 * within noise may, where there are many functions.
 */
export function judge(functions: readonly Judgeable[], equalLoad: boolean): Judged {
  const { typical, lambda } = commonOf(functions);
  const tests = functions.map((row) => {
    const change = row.logRatio - (equalLoad ? typical : 0);
    const se = Math.sqrt(lambda * row.variance);
    return { change, se, t: change / se, p: studentTwoSided(change / se, row.df) };
  });
  const q = benjaminiHochberg(tests.map(({ p }) => p));
  const criticalOf = criticalsAt(LEVEL);
  const judgements = tests.map((test, i): Judgement => {
    const { df, samples } = functions[i]!;
    const { change, se, t, p } = test;
    const half = criticalOf(df) * se;
    const interval: Pair = [change - half, change + half];
    const relative: Pair = [Math.expm1(interval[0]), Math.expm1(interval[1])];
    const verdict = verdictOf(q[i]!, change, samples);
    return { verdict, change, se, t, p, q: q[i]!, interval, relative };
  });
  const flagged = judgements.filter(({ verdict }) => verdict !== 'within noise').length;
  return { typical, lambda, judgements, flagged };
}

export function verdictOf(q: number, change: number, samples: Pair): Judgement['verdict'] {
  if (!(q <= LEVEL)) return 'within noise';
  if (samples[0] === 0) return 'new';
  if (samples[1] === 0) return 'gone';
  return change > 0 ? 'grew' : 'shrank';
}
