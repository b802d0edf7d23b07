import { kindOf, valueUnit, type ProfileType } from '#series';

/** How the values of a profile type's slices vary. */
export interface SliceKind {
  /**
   * counts: numbers of samples times `quantum`, so that sampling says how much they vary at least. levels: states (heap, goroutines) and waits,
   * which vary as they do.
   */
  readonly kind: 'counts' | 'levels';
  /**
   * The value of one sample, or the least that the profiler sees. 0: of counts what all values are multiples of, as CPU time is of the
   * period; of levels not known.
   */
  readonly quantum: number;
  /** Values add up over time, so that a slice's is divided by its seconds. */
  readonly isRate: boolean;
}

/** Of Go's heap profile: MemProfileRate. */
const HEAP_BYTES = 524_288;

/**
 * Objects of a heap are sampled by the byte: one sample stands for as many of them as 512 KiB hold, each size another number.
 * Goroutines are all counted.
 */
function isCounted({ sampleUnit, periodUnit }: ProfileType): boolean {
  return sampleUnit === 'count' && periodUnit !== 'bytes';
}

/** Waits on locks are no counts: one sample stands for a wait of any length. */
export function sliceKindOf(type: ProfileType): SliceKind {
  const quantum = valueUnit(type) === 'bytes' ? HEAP_BYTES : 0;
  const kind = kindOf(type);
  if (kind === 'delta') return { kind: 'counts', quantum: 0, isRate: true };
  if (kind === 'counter') return { kind: quantum > 0 ? 'counts' : 'levels', quantum, isRate: true };
  return {
    kind: 'levels',
    quantum: quantum || (isCounted(type) ? 1 : 0),
    isRate: false,
  };
}
