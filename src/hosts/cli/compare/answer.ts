import { answerText, type AnswerFormat } from '#comparison';
import { profileTypeTitle } from '#series';
import { printable } from '../output';
import { formatDelta } from '../quantities';
import type { Comparison } from './comparison';

const FORMAT: AnswerFormat = {
  delta: formatDelta,
  percent: (ratio) => formatDelta(ratio, 'share'),
  name: printable,
};

/** The page's answer. What moved is of the divided tree. */
export function printAnswer({ unit, verdicts, moved, whole, sides }: Comparison): string {
  const isTimed = sides.every(({ seconds }) => seconds > 0);
  return answerText(
    {
      ...{ unit, verdicts, moved, divisors: [1, 1] },
      title: titleOf(sides[0].profileType),
      whole: { delta: whole.delta.total, change: whole.change.total },
      per: isTimed ? 'second' : 'profile',
    },
    FORMAT,
  );
}

function titleOf(type: Comparison['sides'][0]['profileType']): string {
  return printable(type.name === '' ? type.sampleType : profileTypeTitle(type));
}
