import {
  compareTotals,
  divided,
  isFlagged,
  type Moved,
  type Pair,
  type Summary,
} from '#comparison';
import type { Judgement } from '#engine';
import { formatDelta, formatPercent, formatSignedPercent, intervalText } from '#ui';

export interface AnswerQuestion {
  /** `CPU time` */
  readonly title: string;
  readonly unit: string;
  readonly summary: Summary;
  /** What values of each side are divided by. */
  readonly divisors: Pair;
  /** Of functions; undefined: not judged, or not yet. */
  readonly judgement: Judgement | undefined;
}

/**
 * The answer in a sentence or two. What moved and is more than noise is named first, growth and shrinkage apart, then the total:
 *
 *     shop/pricing.Quote +41 % (at equal load +28 to +55 %), +0.0047 cores, under shop/cart.Checkout. CPU time in total +2 %, within noise.
 *     CPU time +2 % in total, within noise; no function stands out at equal load.
 *
 * Without a judgement it is only said by how much.
 */
export function answerMessage(question: AnswerQuestion): string {
  const { judgement } = question;
  if (!judgement) return unjudged(question);
  const { grew, shrank } = judgement.moved;
  const moved = [grew, shrank].flatMap((one) => (one ? [movedText(one, question)] : []));
  const sentences = [
    ...(differsFromItself(judgement) ? [selfText(judgement)] : []),
    ...(moved.length > 0 ? [`${moved.join('; ')}.`] : []),
    totalText(question, judgement),
    ...loadText(judgement),
    ...controlsText(judgement),
  ];
  return sentences.join(' ');
}

/** As much stands out where nothing was changed on purpose. Where nothing is claimed there is nothing to warn of. */
export function differsFromItself({ flagged, total, selfChecks }: Judgement): boolean {
  const claims = flagged > 0 || isFlagged(total);
  return claims && selfChecks.some((check) => check.flagged > 0 && check.flagged >= flagged);
}

function selfText({ selfChecks }: Judgement): string {
  const most = selfChecks.reduce((a, b) => (b.flagged > a.flagged ? b : a));
  const functions = most.flagged === 1 ? '1 function' : `${most.flagged} functions`;
  return most.of === 'the time before the baseline'
    ? `Caution: this selection differs from itself: so did the time before the baseline, in ${functions}.`
    : `Caution: this selection differs from itself: the ${most.of} do, in ${functions}.`;
}

type MovedOne = NonNullable<Moved['grew']>;

function movedText({ name, totals, under, below, verdict }: MovedOne, question: AnswerQuestion) {
  const { unit, divisors, judgement } = question;
  const isAtEqualLoad = judgement?.method === 'equalLoad';
  const row = compareTotals([divided(totals[0], divisors[0]), divided(totals[1], divisors[1])]);
  const change = row.change.total;
  const interval = intervalText(verdict);
  const percent =
    change === undefined
      ? 'new'
      : change === -1
        ? 'gone'
        : formatSignedPercent(change) +
          (interval === '' ? '' : ` (${isAtEqualLoad ? 'at equal load ' : ''}${interval})`);
  const where = `${under ? `, under ${under}` : ''}${below ? `, mostly in ${below}` : ''}`;
  return `${name} ${percent}, ${formatDelta(row.delta.total, unit)}${where}`;
}

function totalText({ title, unit, summary }: AnswerQuestion, judgement: Judgement): string {
  const none =
    judgement.flagged > 0
      ? ''
      : judgement.tested === 0
        ? '; too little to test any function'
        : `; no function stands out${judgement.method === 'equalLoad' ? ' at equal load' : ''}`;
  if (unit === 'share') return `Shares add up to the same whole${none}.`;
  const noise = isFlagged(judgement.total) ? '' : ', within noise';
  return `${title} ${sizeText(summary, unit)} in total${noise}${none}.`;
}

function sizeText({ delta, change }: Summary, unit: string): string {
  if (delta === 0) return 'unchanged';
  return `${formatDelta(delta, unit)}${change === undefined ? '' : ` (${formatSignedPercent(change)})`}`;
}

/** Below it nobody asks. */
const LEAST_LOAD = 0.03;

function loadText({ load, total }: Judgement): readonly string[] {
  if (load === undefined || Math.abs(load) < LEAST_LOAD || !isFlagged(total)) return [];
  return [`Load: the typical function costs ${formatSignedPercent(load)} a second.`];
}

function controlsText({ controls }: Judgement): readonly string[] {
  if (controls === 0) return [];
  if (controls === 1)
    return [
      'Each change is minus what the one other unit did, so that it is not told whose change it is.',
    ];
  return [`Each change is minus what ${controls} other units did.`];
}

function unjudged({ title, unit, summary }: AnswerQuestion): string {
  const { explainedBy, mostGrown, mostShrunk } = summary;
  if (unit === 'share') return `Shares of ${title}.${moversText(summary, unit)}`;
  const because = explainedBy
    ? ` ${explainedBy.name} accounts for ${formatPercent(explainedBy.share)} (self).`
    : moversText({ mostGrown, mostShrunk }, unit);
  const isMixed = explainedBy !== undefined && explainedBy.share > 1;
  return `${title} ${sizeText(summary, unit)} in total.${isMixed ? moversText({ mostGrown, mostShrunk }, unit) : because}`;
}

function moversText(
  {
    mostGrown,
    mostShrunk,
  }: {
    mostGrown?: Summary['mostGrown'] | undefined;
    mostShrunk?: Summary['mostShrunk'] | undefined;
  },
  unit: string,
): string {
  const texts = [mostGrown, mostShrunk].flatMap((mover) =>
    mover ? [`${mover.name} ${formatDelta(mover.delta, unit)}`] : [],
  );
  return texts.length === 0 ? '' : ` ${texts.join('; ')} (self).`;
}
