/** Functions whose course over the range is drawn: more lines are not told apart. */
export const MOST_CHARTED = 6;

/** Profiles of parts of the range that a course is drawn from; each is a question. */
export const FUNCTION_SLICES = 40;
