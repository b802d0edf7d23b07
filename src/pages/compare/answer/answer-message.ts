import {
  answerText,
  awaitedText,
  fewSlicesText,
  sizeText,
  type AnswerFormat,
  type Pair,
  type Summary,
} from '#comparison';
import type { Judgement } from '#comparison';
import { formatDelta, formatPercent, formatSignedPercent } from '#ui';

export interface AnswerQuestion {
  /** `CPU time` */
  readonly title: string;
  readonly unit: string;
  readonly summary: Summary;
  /** What values of each side are divided by. */
  readonly divisors: Pair;
  /** Of functions; undefined: not judged, or not yet. */
  readonly judgement: Judgement | undefined;
  /** More slices are on the way. */
  readonly judging?: boolean | undefined;
  /** What has to be known first; '' nothing. */
  readonly caution?: string | undefined;
}

const FORMAT: AnswerFormat = {
  delta: formatDelta,
  percent: formatSignedPercent,
  name: (name) => name,
};

/** What moved and is more than noise, and the total; without a judgement only by how much. */
export function answerMessage(question: AnswerQuestion): string {
  const { judgement } = question;
  const caution = judgement ? fewSlicesOf(judgement) : question.caution;
  const answer = judgement ? judged(question, judgement) : unjudged(question);
  return caution ? `${caution} ${answer}` : answer;
}

const fewSlicesOf = ({ slices, method }: Judgement) => fewSlicesText(slices, method === 'sampling');

function judged({ summary, judging, ...shown }: AnswerQuestion, judgement: Judgement): string {
  const { moved, stepsWithin } = judgement;
  return answerText(
    { ...shown, whole: summary, verdicts: judgement, moved, stepsWithin, isPartial: judging },
    FORMAT,
  );
}

/** While it is going to be judged no function is named: what is named is believed. */
function unjudged({ title, unit, summary, judging }: AnswerQuestion): string {
  const { explainedBy } = summary;
  if (judging) return awaitedText({ title, unit, whole: summary }, FORMAT);
  if (unit === 'share') return `Shares of ${title}.${moversText(summary, unit)}`;
  const isMixed = explainedBy !== undefined && explainedBy.share > 1;
  const because =
    explainedBy && !isMixed
      ? ` ${explainedBy.name} accounts for ${formatPercent(explainedBy.share)} (self).`
      : moversText(summary, unit);
  return `${title} ${sizeText(summary, unit, FORMAT)} in total.${because}`;
}

function moversText({ mostGrown, mostShrunk }: Summary, unit: string): string {
  const texts = [mostGrown, mostShrunk].flatMap((mover) =>
    mover ? [`${mover.name} ${formatDelta(mover.delta, unit)}`] : [],
  );
  return texts.length === 0 ? '' : ` ${texts.join('; ')} (self).`;
}
