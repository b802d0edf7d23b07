import { answerText, fewSlicesText, stepText, type AnswerFormat } from '#comparison';
import { knownTypeTitle, profileTypeTitle, type Milliseconds } from '#series';
import { printable } from '#profile';
import { formatDelta } from '../quantities';
import type { Comparison } from './comparison';

const FORMAT: AnswerFormat = {
  delta: formatDelta,
  percent: (ratio) => formatDelta(ratio, 'share'),
  name: printable,
};

/** The page's answer, a line; before it that a window has one scrape, and one for each side that changes within itself. What moved is of the divided tree. */
export function printAnswer(compared: Comparison): readonly string[] {
  const { unit, verdicts, moved, whole, sides, stepsWithin } = compared;
  const isTimed = sides.every(({ seconds }) => seconds > 0);
  const answer = answerText(
    {
      ...{ unit, verdicts, moved, stepsWithin, divisors: [1, 1] },
      title: titleOf(sides[0].profileType),
      whole: { delta: whole.delta.total, change: whole.change.total },
      per: isTimed ? 'second' : 'profile',
    },
    FORMAT,
  );
  const isWindows = sides.every(({ facts }) => facts !== undefined);
  const few = isWindows ? fewSlicesText(verdicts.slices, verdicts.method === 'sampling') : '';
  const time = (at: Milliseconds) => new Date(at).toISOString();
  const steps = stepsWithin.map((step) => stepText(step, { ...FORMAT, time }));
  return [...(few === '' ? [] : [few]), ...steps, answer];
}

/** `CPU time`; of a file whose type has no words what it calls itself. */
export function titleOf(type: Comparison['sides'][0]['profileType']): string {
  const title = type.name === '' ? knownTypeTitle(asServed(type)) : profileTypeTitle(type);
  return printable(title ?? type.sampleType);
}

type FileType = Comparison['sides'][0]['profileType'];

/** What is known of CPU time is known of the type that servers have. */
function asServed(type: FileType): FileType {
  if (type.sampleType !== 'cpu') return type;
  return { ...type, name: 'process_cpu', periodType: 'cpu', periodUnit: type.sampleUnit };
}
