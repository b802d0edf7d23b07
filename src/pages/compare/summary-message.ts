import type { Mover, Summary } from '#comparison';
import { formatDelta, formatPercent, formatSignedPercent } from '#ui';

/** The answer in words: `Grew +0.19 cores (+45 %). shop/pricing.Quote explains 82 % of it.` */
export function summaryMessage(summary: Summary, unit: string): string {
  if (unit === 'share') return shareMessage(summary);
  if (summary.direction === 'unchanged') return `Unchanged in total.${movers(summary, unit)}`;
  const relative = summary.change === undefined ? '' : ` (${formatSignedPercent(summary.change)})`;
  const verb = summary.direction === 'grew' ? 'Grew' : 'Shrank';
  const because = summary.explainedBy
    ? ` ${summary.explainedBy.name} itself explains ${formatPercent(summary.explainedBy.share)} of it.`
    : '';
  return `${verb} ${formatDelta(summary.delta, unit)}${relative}.${because}`;
}

/** Shares always add up to the same whole, so only the movers say something. */
function shareMessage(summary: Summary): string {
  const moved = movers(summary, 'share');
  return moved === '' ? 'No share changed.' : `By share of total:${moved}`;
}

function movers({ mostGrown, mostShrunk }: Summary, unit: string): string {
  const say = (word: string, mover: Mover | undefined) =>
    mover ? ` ${mover.name} itself ${word} most, ${formatDelta(mover.delta, unit)}.` : '';
  return say('grew', mostGrown) + say('shrank', mostShrunk);
}
