import { compareTotals, type NamedComparisonRow, type Pair } from './comparison-row';

/** The answer in one sentence, as values: the page chooses the words and the units. */
export interface Summary {
  readonly direction: 'grew' | 'shrank' | 'unchanged';
  /** comparison - baseline of the totals. */
  readonly delta: number;
  /** delta ÷ |baseline| of the totals; absent when the baseline is 0. */
  readonly change?: number;
  /** The row whose own cost moved most in `direction`; absent when the totals are equal. */
  readonly explainedBy?: Mover & {
    /** Of `delta`; above 1 when other rows moved the other way. */
    readonly share: number;
  };
  /** The rows whose own cost grew and shrank most, for when the totals are equal, as shares always are. */
  readonly mostGrown?: Mover;
  readonly mostShrunk?: Mover;
}

interface Mover {
  readonly name: string;
  /** Difference of self, so that rows add up to the difference of the totals. */
  readonly delta: number;
}

/** `rows` in any order; of equal movers the first by name is named. `totals` in the unit of the rows. */
export function summarise(rows: readonly NamedComparisonRow[], totals: Pair): Summary {
  const whole = compareTotals(totals);
  const delta = whole.delta.total;
  const change = whole.change.total;
  const mostGrown = furthest(rows, 1);
  const mostShrunk = furthest(rows, -1);
  const mover = delta > 0 ? mostGrown : mostShrunk;
  return {
    direction: directionOf(delta),
    delta,
    ...(change === undefined ? {} : { change }),
    ...(mover && delta !== 0 ? { explainedBy: { ...mover, share: mover.delta / delta } } : {}),
    ...(mostGrown ? { mostGrown } : {}),
    ...(mostShrunk ? { mostShrunk } : {}),
  };
}

function directionOf(delta: number): Summary['direction'] {
  if (delta === 0) return 'unchanged';
  return delta > 0 ? 'grew' : 'shrank';
}

function furthest(rows: readonly NamedComparisonRow[], sign: 1 | -1): Mover | undefined {
  let best: Mover | undefined;
  for (const { name, delta } of rows) {
    const distance = sign * delta.self;
    const ahead = distance - sign * (best?.delta ?? 0);
    if (ahead > 0 || (best && ahead === 0 && name < best.name)) best = { name, delta: delta.self };
  }
  return best;
}
