import { formatPercent } from '../../format';
import { CHANGE_STEPS, SELF_STEPS } from './colour-scheme';

/** What each frame of a comparison is coloured by. */
export const COLOUR_FORMULA = 'colour: (comparison − baseline) ÷ baseline';

const UNCHANGED = `less than ${formatPercent(CHANGE_STEPS[0])} either way`;

/** Of the colours of a change, with the signs for who sees none of them. */
export const CHANGE_WORDS = `blue: shrank (−), grey: ${UNCHANGED}, orange: grew (+), steps at ${CHANGE_STEPS.map((step) => formatPercent(step)).join(', ')}`;

/** Of the colours of a function's own share, the weakest first. */
export const SHARE_WORDS: readonly string[] = [
  `self below ${formatPercent(SELF_STEPS[0])} of total`,
  ...SELF_STEPS.map((step) => `from ${formatPercent(step)}`),
];
