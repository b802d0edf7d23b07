import { matcherFault, type Matcher } from '#series';

/** Those that can be read. What is wrong with the others is told where they stand. */
export function readable(matchers: readonly Matcher[]): readonly Matcher[] {
  return matchers.filter((matcher) => matcherFault(matcher) === undefined);
}

/** Whether one of them cannot be read, so that nothing is asked by them. */
export function hasFault(matchers: readonly Matcher[] | undefined): boolean {
  return matchers !== undefined && readable(matchers).length < matchers.length;
}
