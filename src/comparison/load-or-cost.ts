import type { Pair } from './comparison-row';

/** Why a value per second changed: more requests, or more for each of them. */
export interface LoadOrCost {
  /** comparison − baseline, per second; load + cost, but for the rounding of doubles. */
  readonly delta: number;
  /** (rate change) × (cost before): what the requests of now would have added at the old cost. */
  readonly load: number;
  /** (cost change) × (rate now). */
  readonly cost: number;
  /** Value per request. */
  readonly costs: Pair;
  /** Requests per second. */
  readonly rates: Pair;
  /** (comparison − baseline) ÷ baseline. */
  readonly rateChange: number;
  /** The same of the costs; undefined where there was no cost before. */
  readonly costChange: number | undefined;
}

/**
 *     delta = load + cost
 *     load  = (rate now − rate before) × cost before
 *     cost  = (cost now − cost before) × rate now          cost before, now = value ÷ rate
 *
 * Of `values` per second and `rates` of requests per second. undefined where a side has no requests: there is no cost of one then.
 */
export function loadOrCost(values: Pair, rates: Pair): LoadOrCost | undefined {
  if (!(rates[0] > 0) || !(rates[1] > 0)) return undefined;
  const costs: Pair = [values[0] / rates[0], values[1] / rates[1]];
  // What the baseline would be at the new rate lies between the two steps, so that they meet.
  const atNewRate = costs[0] * rates[1];
  return {
    delta: values[1] - values[0],
    load: atNewRate - values[0],
    cost: values[1] - atNewRate,
    costs,
    rates,
    rateChange: rates[1] / rates[0] - 1,
    costChange: costs[0] === 0 ? undefined : (costs[1] - costs[0]) / Math.abs(costs[0]),
  };
}
