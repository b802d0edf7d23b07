/** A text that is no regular expression, or one that costs too much. The message says what is wrong; where it stands is the caller's to say. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}
