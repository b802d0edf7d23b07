import { lookedText, smallestText } from '#changes';
import { nothingHeld, type Against, type Scan, type ScanQuestion } from '#scan';
import { Notice, type NoticeProps } from '#ui';

export interface NoChangeProps {
  /** Without findings. */
  readonly scan: Scan;
  readonly question: ScanQuestion;
  readonly onAgainst: (against: Against) => void;
  /** Where there may be profiles when this range has none. */
  readonly elsewhere: NonNullable<NoticeProps['action']>;
}

const WITHIN = 'earlier in the range';

/** Why there is nothing: no change, or nothing that could have told one; how small a change would have been seen, and one next step. */
export function NoChange({ scan, question, onAgainst, elsewhere }: NoChangeProps) {
  const { looked } = scan;
  const { title, advice, isAgainst } = wordsOf(scan, question);
  return (
    <Notice
      kind="empty"
      title={title}
      advice={advice}
      {...(isAgainst && {
        action: { label: `Hold against ${WITHIN}`, onClick: () => onAgainst('previous') },
      })}
      {...(looked.units === 0 && { action: elsewhere })}
    >
      {looked.units > 0 && `${lookedText(looked)}. ${smallestText(looked) ?? ''}`}
    </Notice>
  );
}

function wordsOf(
  scan: Scan,
  question: ScanQuestion,
): { readonly title: string; readonly advice: string; readonly isAgainst?: boolean } {
  const { units, inDepth } = scan.looked;
  const { against } = question;
  if (units === 0)
    return {
      title: 'Nothing is profiled here in this range.',
      advice:
        'Choose another range or a wider scope. Targets says what is profiled and what is not.',
    };
  if (nothingHeld(scan, question) !== undefined)
    return {
      title: 'Whether anything changed is not known.',
      advice: `Hold this range against ${WITHIN}, or choose a range whose other day is stored.`,
      isAgainst: true,
    };
  if (inDepth === 0)
    return {
      title: 'No total changed by more than noise; functions of no unit could be looked into.',
      advice:
        'Functions need at least two profiles of a unit on both sides, and some hundred samples: choose a longer range.',
    };
  return { title: 'Nothing changed by more than noise explains.', advice: NEXT[against] };
}

const NEXT: Record<Against, string> = {
  previous:
    'A longer range sees smaller changes; “held against” yesterday or last week sees what this range began with.',
  yesterday: `A longer range sees smaller changes; “held against” last week or ${WITHIN} sees others.`,
  week: `A longer range sees smaller changes; “held against” yesterday or ${WITHIN} sees others.`,
  build: `A longer range sees smaller changes; “held against” ${WITHIN} or yesterday sees what no restart began.`,
};
