import { bestRamp, type Ramp } from './best-ramp';
import { bestStep, type Step } from './best-step';

/** One step or one bend. */
export type BestChange = { readonly p: number } & (
  { readonly kind: 'step'; readonly step: Step } | { readonly kind: 'ramp'; readonly ramp: Ramp }
);

/**
 * The better picture of two, by the squares that it leaves, and how often noise has a step or a bend as sure as either. Values as for `findSteps`;
 * undefined when there are too few.
 *
 * @throws RangeError with the place, when a value is no finite number
 */
export function bestChange(values: ArrayLike<number>): BestChange | undefined {
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(values[i]))
      throw new RangeError(`values[${i}]: expected a finite number, got ${values[i]}`);
  const step = bestStep(values, 0, values.length);
  const ramp = bestRamp(values);
  if (!step || !ramp) return undefined;
  const p = Math.min(step.p, ramp.p);
  return ramp.sse < step.sse ? { kind: 'ramp', ramp, p } : { kind: 'step', step, p };
}
