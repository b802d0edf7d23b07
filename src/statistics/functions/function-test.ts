import type { Pair } from '../pair';

/** Flagged at a false discovery rate of 5 %, within noise, or why no test was made. */
export type FunctionVerdict =
  | 'grew'
  | 'shrank'
  /** Grew from no sample: no per cent. */
  | 'new'
  /** Shrank to no sample. */
  | 'gone'
  | 'within noise'
  | Untestable;

export type Untestable = 'too few samples' | 'too few slices' | 'is the whole';

/** What a test of one function found. What no test was made of has a verdict and samples only. */
export interface FunctionTest {
  readonly verdict: FunctionVerdict;
  /** Quanta in the slices that were used. */
  readonly samples: Pair;
  /** What was tested: the log ratio of comparison to baseline, for equalLoad less the typical function's. */
  readonly change?: number;
  /** Standard error of `change`. */
  readonly se?: number;
  /** Degrees of freedom of `t`; Infinity: normal. */
  readonly df?: number;
  /** change / se. */
  readonly t?: number;
  /** Two-sided. */
  readonly p?: number;
  /** False discovery rate at which the function is just flagged. */
  readonly q?: number;
  /** 95 % interval of `change`. */
  readonly interval?: Pair;
  /** The same as a relative change: 0.1 is +10 %. */
  readonly relative?: Pair;
  /** Its slices vary so many times as much as sampling alone. */
  readonly phi?: number;
  /** `phi` drawn towards the typical function's, at least 1. */
  readonly moderated?: number;
  /** It varies far more than the typical function: its variance comes from its own `phi`. */
  readonly own?: boolean;
  /** Log ratio before anything common is taken from it. */
  readonly logRatio?: number;
  /** Variance of `logRatio`, before the drift. */
  readonly variance?: number;
}
