import {
  divided,
  loadOrCost,
  scalingOf,
  type LoadOrCost,
  type Normalisation,
  type Pair,
  type ScalingFacts,
} from '#comparison';
import { kindOf, profileTypeTitle, valueUnit } from '#series';
import { exactValue, formatDelta, formatSignedPercent, formatValue } from '#ui';

/** What of a change is more requests, and what is more for each: of the whole, or of a function. */
export interface LoadView {
  /** Of values of both sides in the type's unit, undivided. undefined where a side has no requests, or nothing changed. */
  readonly of: (values: Pair) => LoadText | undefined;
}

interface LoadText {
  /** The change: `+0.19 cores` */
  readonly of: string;
  /** `Of +0.19 cores: +0.05 load (requests +12 %), +0.14 cost (CPU time per request +40 %)` */
  readonly text: string;
  /** With the numbers put in, a line each. */
  readonly formulas: readonly string[];
}

/** Of rates whatever the page shows, for requests are a rate; per unit where the page has it so. */
export function loadView(how: Normalisation, facts: ScalingFacts): LoadView | undefined {
  const { profileType, requestRates, series } = facts;
  if (!requestRates || kindOf(profileType) === 'gauge') return undefined;
  const perUnit = how === 'perUnit' && series !== undefined;
  const { divisors, unit } = scalingOf(perUnit ? how : 'perSecond', facts);
  const rates: Pair = perUnit
    ? [divided(requestRates[0], series[0]), divided(requestRates[1], series[1])]
    : requestRates;
  const words: Words = {
    unit,
    rateUnit: perUnit ? 'requests/s per unit' : 'requests/s',
    title: profileTypeTitle(profileType),
    costOf: (cost) =>
      exactValue(
        unit.startsWith('cores') ? cost * 1e9 : cost,
        `${valueUnit(profileType)} per request`,
      ),
  };
  return {
    of: (values) => {
      if (divisors.includes(0)) return undefined;
      const found = loadOrCost([values[0] / divisors[0], values[1] / divisors[1]], rates);
      return found && found.delta !== 0 ? textOf(found, words) : undefined;
    },
  };
}

interface Words {
  readonly unit: string;
  readonly rateUnit: string;
  readonly title: string;
  readonly costOf: (cost: number) => string;
}

function textOf(found: LoadOrCost, { unit, rateUnit, title, costOf }: Words): LoadText {
  const { delta, load, cost, costs, rates, rateChange, costChange } = found;
  const change = costChange === undefined ? 'new' : formatSignedPercent(costChange);
  const rate = (value: number) => formatValue(value, rateUnit);
  // What the values are per has been said of the whole.
  const part = (value: number) => formatDelta(value, unit.replace(/ per unit$/, ''));
  const of = formatDelta(delta, unit);
  return {
    of,
    text:
      `Of ${of}: ${part(load)} load (requests ${formatSignedPercent(rateChange)}), ` +
      `${part(cost)} cost (${title} per request ${change})`,
    formulas: [
      `load = (requests after − before) × cost before = (${rate(rates[1])} − ${rate(rates[0])}) × ${costOf(costs[0])}`,
      `cost = (cost after − before) × requests after = (${costOf(costs[1])} − ${costOf(costs[0])}) × ${rate(rates[1])}`,
    ],
  };
}
