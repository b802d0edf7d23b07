import { compareTotals, isFlagged, oneSided, type ComparisonRow, type Moved } from '#comparison';
import { profileTypeTitle } from '#series';
import { printable } from '../output';
import { formatDelta } from '../quantities';
import type { Comparison } from './comparison';
import { formatRelative, isJudged } from './noise';

/**
 * What moved and is more than noise, growth and shrinkage apart, then the total:
 *
 *     shop/pricing.Quote +41 % (at equal load +28 to +55 %), +0.0047 cores, under shop/cart.Checkout. CPU time +2 % in total, within noise.
 */
export function printAnswer(comparison: Comparison): string {
  const { verdicts, moved } = comparison;
  const { grew, shrank } = moved;
  const named = [grew, shrank].flatMap((one) => (one ? [movedText(one, comparison)] : []));
  return [
    ...selfText(verdicts),
    ...(named.length > 0
      ? [`${named.join('; ')}${soundness(comparison)}.`]
      : verdicts.flagged > 0
        ? [`Functions that stand out: ${verdicts.flagged}${soundness(comparison)}.`]
        : []),
    totalText(comparison),
    ...loadText(comparison),
  ].join(' ');
}

/** As much stands out where nothing was changed on purpose. Where nothing is claimed there is nothing to warn of. */
function selfText({ flagged, total, selfChecks }: Comparison['verdicts']): readonly string[] {
  if (flagged === 0 && !isFlagged(total)) return [];
  const most = [...selfChecks].sort((a, b) => b.flagged - a.flagged)[0];
  if (!most || most.flagged === 0 || most.flagged < flagged) return [];
  const functions = most.flagged === 1 ? '1 function' : `${most.flagged} functions`;
  const of =
    most.of === 'the time before the baseline'
      ? 'so did the time before the baseline'
      : `the ${most.of} do`;
  return [`Caution: this selection differs from itself: ${of}, in ${functions}.`];
}

type MovedOne = NonNullable<Moved['grew']>;

function movedText({ name, totals, under, below, verdict }: MovedOne, comparison: Comparison) {
  const { unit, verdicts } = comparison;
  const row = compareTotals(totals);
  return [
    `${printable(name)} ${changeText(row, verdict, verdicts.method)}`,
    formatDelta(row.delta.total, unit),
    ...(under === undefined ? [] : [`under ${printable(under)}`]),
    ...(below === undefined ? [] : [`mostly in ${printable(below)}`]),
  ].join(', ');
}

function changeText(
  row: ComparisonRow,
  { relative }: MovedOne['verdict'],
  method: Comparison['verdicts']['method'],
): string {
  const { total } = row.change;
  const side = oneSided(row);
  if (side || total === undefined) return side ?? '';
  const interval = formatRelative(relative);
  const of = method === 'equalLoad' ? 'at equal load ' : '';
  return formatDelta(total, 'share') + (interval === '' ? '' : ` (${of}${interval})`);
}

/** One profile a side says nothing of what is real. */
const soundness = ({ verdicts }: Comparison): string =>
  verdicts.method === 'sampling' ? ': more than sampling explains' : '';

function totalText(comparison: Comparison): string {
  const { unit, verdicts, whole, sides } = comparison;
  const none = verdicts.flagged > 0 ? '' : `; ${noneText(comparison)}`;
  if (unit === 'share') return `Shares add up to the same whole${none}.`;
  const title = titleOf(sides[0].profileType);
  const noise = isJudged(comparison) && !isFlagged(whole.judged) ? ', within noise' : '';
  return `${title} ${sizeText(whole, unit)} in total${noise}${none}.`;
}

function noneText(comparison: Comparison): string {
  const { verdicts } = comparison;
  if (verdicts.method === 'sampling')
    return verdicts.tested === 0
      ? 'too few samples to test any function'
      : 'no function changed by more than sampling explains';
  if (!isJudged(comparison)) return 'one profile a side says nothing of noise';
  if (verdicts.tested === 0) return 'too little to test any function';
  return `no function stands out${verdicts.method === 'equalLoad' ? ' at equal load' : ''}`;
}

function titleOf(type: Comparison['sides'][0]['profileType']): string {
  return printable(type.name === '' ? type.sampleType : profileTypeTitle(type));
}

function sizeText({ delta, change }: ComparisonRow, unit: string): string {
  if (delta.total === 0) return 'unchanged';
  const relative = change.total === undefined ? '' : ` (${formatDelta(change.total, 'share')})`;
  return formatDelta(delta.total, unit) + relative;
}

/** Below it nobody asks. */
const LEAST_LOAD = 0.03;

function loadText({ verdicts, whole, sides }: Comparison): readonly string[] {
  const { load } = verdicts;
  if (load === undefined || Math.abs(load) < LEAST_LOAD || !isFlagged(whole.judged)) return [];
  const per = sides.every(({ seconds }) => seconds > 0) ? 'second' : 'profile';
  return [`Load: the typical function costs ${formatDelta(load, 'share')} a ${per}.`];
}
