import type { Finding } from '#changes';
import { formatSignedPercent, formatValue } from '#ui';
import type { ComparedView } from '../../flame/view/scaled-view';

/**
 * What Compare says of the same two windows, as it was measured: `measured: shop/pricing.Quote 11.3 mcores, then 15.9 mcores (+40.7 %)`; of no function
 * of the whole. '' where the function is not there by that name.
 */
export function measuredText(
  { function: name }: Pick<Finding, 'function'>,
  { table, totals, unit }: Pick<ComparedView, 'table' | 'totals' | 'unit'>,
): string {
  const row = name === undefined ? -1 : table.names.indexOf(name);
  if (name !== undefined && row < 0) return '';
  const [before, after] = row < 0 ? totals : table.columns.map(({ total }) => total[row]!);
  const change = before === 0 ? '' : ` (${formatSignedPercent(after! / before! - 1)})`;
  const [from, to] = [before!, after!].map((value) => formatValue(value, unit));
  return `measured: ${name ?? 'total'} ${from}, then ${to}${change}`;
}
