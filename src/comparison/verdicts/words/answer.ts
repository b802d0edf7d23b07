import type { Milliseconds } from '#series';
import { compareTotals, oneSided, type Pair } from '../../comparison-row';
import { divided } from '../../normalise';
import type { Moved, MovedOne } from '../moved-subtrees';
import { minutesText, relativeText } from './numbers-as-text';
import type { StepWithin } from '../steps-within';
import { differsAsMuch, isFlagged, type Verdicts } from '../verdict';

/** Of the totals, in the unit that is shown. */
interface SizeOfChange {
  readonly delta: number;
  /** Relative to the baseline; undefined where that is 0. */
  readonly change?: number | undefined;
}

export interface AnswerQuestion {
  /** `CPU time` */
  readonly title: string;
  readonly unit: string;
  readonly whole: SizeOfChange;
  /** Of functions. */
  readonly verdicts: Verdicts;
  readonly moved: Moved;
  /** What the totals of what moved are divided by to be in the unit. */
  readonly divisors: Pair;
  /** What a load is counted by, where no time is known. */
  readonly per?: 'second' | 'profile';
  /** Told before the answer (`stepText`), so that a side which differs from itself is not told twice. */
  readonly stepsWithin: readonly StepWithin[];
  /** The verdicts are of some of the slices: only what is more than noise in these is said. */
  readonly isPartial?: boolean | undefined;
}

/** How a host writes what a side does within its own window. */
type StepFormat = AnswerFormat & { readonly time: (time: Milliseconds) => string };

/** How a host writes numbers and names. */
export interface AnswerFormat {
  /** With its sign. */
  readonly delta: (value: number, unit: string) => string;
  /** Of a relative change, with its sign: 0.1 is `+10 %`. */
  readonly percent: (ratio: number) => string;
  readonly name: (name: string) => string;
}

/**
 * The answer in a sentence or two. What moved and is more than noise is named first, growth and shrinkage apart, then the total:
 *
 *     shop/pricing.Quote +41 % (at equal load +28 to +55 %), +0.0047 cores, under shop/cart.Checkout. CPU time +2 % in total, within noise.
 *     CPU time +2 % in total, within noise; no function stands out at equal load.
 *     CPU time −18 % in total, per second within noise; no function stands out at equal load.
 *
 * Of some of the slices only what is more than noise in them:
 *
 *     CPU time +2 % in total; what of it is more than noise is being judged.
 *
 * Where nothing is, the largest of the program's own that may be is named last, and not claimed:
 *
 *     … Not told apart from noise: shop/pricing.Quote +52 %, +0.0047 cores, under shop/cart.Checkout; windows of about 40 min at this load would tell.
 */
export function answerText(question: AnswerQuestion, format: AnswerFormat): string {
  const { verdicts, moved, stepsWithin } = question;
  const named = [moved.grew, moved.shrank].flatMap((one) =>
    one ? [movedText(one, question, format)] : [],
  );
  const isKnown = !question.isPartial || verdicts.flagged > 0 || isFlagged(verdicts.total);
  if (!isKnown) return awaitedText(question, format);
  return [
    ...(differsFromItself(verdicts) && stepsWithin.length === 0 ? [selfText(verdicts)] : []),
    ...(named.length > 0
      ? [`${named.join('; ')}${soundness(verdicts)}.`]
      : verdicts.flagged > 0
        ? [`Functions that stand out: ${verdicts.flagged}${soundness(verdicts)}.`]
        : []),
    totalText(question, format),
    ...(moved.unclear && !question.isPartial ? [unclearText(moved.unclear, question, format)] : []),
    ...loadText(question, format),
    ...controlsText(verdicts),
  ].join(' ');
}

/**
 * What a reader has to know before any answer: a mean of two states is neither of them.
 *
 *     The comparison itself changes at 00:24:30 (+40 %, most of it shop/pricing.Quote): choose windows on either side.
 *     The comparison itself changes at 00:24:30 (shop/pricing.Quote +41 % of its share): choose windows on either side.
 *     Rises steadily since 20:57:56, +1.2 MiB a minute: the later a window, the larger the difference.
 */
export function stepText(step: StepWithin, format: StepFormat): string {
  if (step.of === 'ramp') return rampText(step, format);
  const { of, side, time, means, name } = step;
  const change = compareTotals(means).change.total;
  const by = change === undefined ? 'from nothing' : format.percent(change);
  const most = name === undefined ? '' : `, most of it ${format.name(name)}`;
  const size = of === 'share' ? `${format.name(name)} ${by} of its share` : by + most;
  return `The ${side} itself changes at ${format.time(time)} (${size}): choose windows on either side.`;
}

function rampText(
  { time, perMinute, unit }: Extract<StepWithin, { of: 'ramp' }>,
  format: StepFormat,
): string {
  const verb = perMinute > 0 ? 'Rises' : 'Falls';
  return `${verb} steadily since ${format.time(time)}, ${format.delta(perMinute, unit)} a minute: the later a window, the larger the difference.`;
}

export function differsFromItself(verdicts: Verdicts): boolean {
  return verdicts.selfChecks.some(({ of }) => differsAsMuch(verdicts, of));
}

/** Whether slices of both sides say how much the values vary. */
export function isJudged({ method, slices }: Pick<Verdicts, 'method' | 'slices'>): boolean {
  return method !== 'sampling' && Math.min(...slices) > 1;
}

function selfText({ selfChecks }: Verdicts): string {
  const most = selfChecks.reduce((a, b) => (b.flagged > a.flagged ? b : a));
  const functions = most.flagged === 1 ? '1 function' : `${most.flagged} functions`;
  const side = most.of === 'halves of the comparison' ? 'comparison' : 'baseline';
  const from =
    most.of === 'the time before the baseline' ? 'so did the time before it' : 'its halves do';
  return `Caution: the ${side} differs from itself: ${from}, in ${functions}.`;
}

function movedText(moved: MovedOne, question: AnswerQuestion, format: AnswerFormat): string {
  const { unit, divisors, verdicts } = question;
  const interval = relativeText(moved.verdict.relative, format.percent);
  const of = verdicts.method === 'equalLoad' ? 'at equal load ' : '';
  const { besides } = moved;
  const more =
    besides &&
    `; outside the program’s own code ${format.name(besides.name)} ${format.delta(rowOf(besides.totals, divisors).delta.total, unit)}`;
  return `${changeText(moved, question, format, interval === '' ? '' : ` (${of}${interval})`)}${more ?? ''}`;
}

/** Named, and not claimed. */
function unclearText(
  moved: NonNullable<Moved['unclear']>,
  question: AnswerQuestion,
  format: AnswerFormat,
): string {
  const change = changeText(moved, question, format, '');
  return `Not told apart from noise: ${change}; windows of ${minutesText(moved.minutes)} at this load would tell.`;
}

function changeText(
  { name, totals, under, below }: MovedOne,
  { unit, divisors }: AnswerQuestion,
  format: AnswerFormat,
  interval: string,
): string {
  const row = rowOf(totals, divisors);
  const change =
    oneSided(row) ??
    (row.change.total === undefined ? '' : format.percent(row.change.total) + interval);
  return [
    `${format.name(name)} ${change}`,
    format.delta(row.delta.total, unit),
    ...(under === undefined ? [] : [`under ${format.name(under)}`]),
    ...(below === undefined ? [] : [`mostly in ${format.name(below)}`]),
  ].join(', ');
}

function rowOf(totals: Pair, divisors: Pair) {
  return compareTotals([divided(totals[0], divisors[0]), divided(totals[1], divisors[1])]);
}

/** One profile a side says nothing of what is real. */
const soundness = ({ method }: Verdicts): string =>
  method === 'sampling' ? ': more than sampling explains' : '';

/** Of neither the total nor a function it is known whether it is more than noise. */
export function awaitedText(
  { title, unit, whole }: Pick<AnswerQuestion, 'title' | 'unit' | 'whole'>,
  format: AnswerFormat,
  awaited = 'what of it is more than noise is being judged',
): string {
  const of = unit === 'share' ? `Shares of ${title}` : `${title} ${measured(whole, unit, format)}`;
  return `${of}; ${awaited}.`;
}

/** As `sizeText`, without a word that is a verdict. */
function measured(whole: SizeOfChange, unit: string, format: AnswerFormat): string {
  return whole.delta === 0 ? 'as much on both sides' : `${sizeText(whole, unit, format)} in total`;
}

function totalText(question: AnswerQuestion, format: AnswerFormat) {
  const { title, unit, whole, verdicts, isPartial } = question;
  if (isPartial) return awaitedText(question, format, 'more is being judged');
  const quiet = verdicts.flagged > 0 ? '' : noneText(verdicts);
  if (unit === 'share') return quiet ? `Shares of ${title}: ${quiet}.` : `Shares of ${title}.`;
  const none = quiet && `; ${quiet}`;
  return `${title} ${sizeText(whole, unit, format)} in total${noiseText(question)}${none}.`;
}

/** Totals differ by as much per second as what is shown. */
const SAME = 0.02;

/** What was judged is the total per second: beside one per request, or of windows of two lengths, it is said which of them is within noise. */
function noiseText({ whole, verdicts, per = 'second' }: AnswerQuestion): string {
  const { means, ...total } = verdicts.total;
  if (!isJudged(verdicts) || isFlagged(total)) return '';
  if (total.verdict === 'slices too alike')
    return ', not told apart from noise: neighbouring slices are too alike to count';
  // A state is what it is at a time, however long the window.
  const judged =
    verdicts.method !== 'level' && means && means[0] !== 0 ? means[1] / means[0] - 1 : undefined;
  if (judged === undefined || whole.change === undefined) return ', within noise';
  return Math.abs(judged - whole.change) < SAME ? ', within noise' : `, per ${per} within noise`;
}

function noneText(verdicts: Verdicts): string {
  const { method, tested } = verdicts;
  if (method === 'sampling')
    return tested === 0
      ? 'too few samples to test any function'
      : 'no function changed by more than sampling explains';
  if (!isJudged(verdicts)) return 'one profile a side says nothing of noise';
  if (tested === 0) return `too little to test any function${untilTestText(verdicts)}`;
  return `no function stands out${method === 'equalLoad' ? ' at equal load' : ''}`;
}

/** Until there is a function with samples enough for a test; that has the most is nearly the whole, and has no share to test. */
function untilTestText({ rows }: Verdicts): string {
  const minutes = rows.flatMap(({ minutesToTest }) => minutesToTest ?? []).sort((a, b) => a - b);
  const first = minutes.find((each) => each > 1.005 * minutes[0]!) ?? minutes[0];
  return first === undefined ? '' : `: windows of ${minutesText(first)} at this load would do`;
}

/** `+0.0043 cores (+5.1 %)`. */
export function sizeText(
  { delta, change }: SizeOfChange,
  unit: string,
  format: Pick<AnswerFormat, 'delta' | 'percent'>,
): string {
  if (delta === 0) return 'unchanged';
  const relative = change === undefined ? '' : ` (${format.percent(change)})`;
  return format.delta(delta, unit) + relative;
}

/** Below it nobody asks. */
const LEAST_LOAD = 0.03;

/** Shares have none: it is what they are divided by. */
function loadText({ verdicts, unit, per = 'second' }: AnswerQuestion, format: AnswerFormat) {
  const { load, total } = verdicts;
  if (unit === 'share' || load === undefined) return [];
  if (Math.abs(load) < LEAST_LOAD || !isFlagged(total)) return [];
  return [`Load: the typical function costs ${format.percent(load)} a ${per}.`];
}

function controlsText({ controls }: Verdicts): readonly string[] {
  if (controls === 0) return [];
  if (controls === 1)
    return [
      'Each change is minus what the one other unit did: whose change it is cannot be told, and most changes cannot be told from noise; three other units would do.',
    ];
  return [`Each change is minus what ${controls} other units did.`];
}
