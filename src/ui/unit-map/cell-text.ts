import type { OddUnits } from '#changes';
import { formatSignedPercent, formatValue } from '../format';

type Row = OddUnits['rows'][number];
export type Cell = Row['cells'][number];

/** The sign beside the colour: more, less, or no more than noise. */
export function markOf({ isOdd, score }: Cell): '▲' | '▽' | '' {
  if (!isOdd) return '';
  return score > 0 ? '▲' : '▽';
}

/** `+48 %`, in whole per cents; `new` where no other unit has it. */
export function cellText({ relative, rate }: Cell): string {
  if (relative === undefined) return rate > 0 ? 'new' : '';
  return formatSignedPercent(Math.round(100 * relative) / 100 + 0);
}

/** All that is known of a cell, for the hover and for who does not see it. */
export function cellLabel(
  cell: Cell,
  of: { readonly name: string; readonly unit: string; readonly rateUnit: string },
): string {
  const { rate, rest, score } = cell;
  const verdict = markOf(cell) === '' ? 'within noise' : score > 0 ? 'odd: more' : 'odd: less';
  return [
    `${of.name} in ${of.unit}`,
    verdict,
    `${cellText(cell) || 'nothing'} at equal load`,
    `score ${scoreText(score)}`,
    `${formatValue(rate, of.rateUnit)}, the others ${formatValue(rest, of.rateUnit)}`,
  ].join(', ');
}

function scoreText(score: number): string {
  const text = Math.abs(score).toFixed(1);
  return score < 0 && text !== '0.0' ? `−${text}` : text;
}

/** Lower ends of the steps of the colour, in robust standard deviations. */
export const SCORE_STEPS = [2, 3, 5, 8, 13] as const;

/** Of the palette of changes: how far from its middle. */
export function scoreSlot(score: number): number {
  const step = SCORE_STEPS.filter((from) => Math.abs(score) >= from).length;
  return score < 0 ? -step : step;
}
