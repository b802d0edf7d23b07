import { compilePattern, type Pattern } from '#pattern';

const NOT = '!';

/**
 * The names that a panel's `metrics` allow, one test for each in their order: regular expressions (RE2) of whole names. What stands behind `!`
 * takes names away from all of them, because RE2 has no look-ahead. A name of more than 4,096 letters is none of them. Throws PatternError for the first that is none.
 */
export function compileMetricNames(metrics: readonly string[]): readonly Pattern[] {
  const compile = (text: string) => compilePattern(text, { whole: true });
  const refused = metrics.filter(isRefusal).map((text) => compile(text.slice(NOT.length)));
  const allowed = metrics.filter((text) => !isRefusal(text)).map(compile);
  return allowed.map(
    (fits) => (name) =>
      name.length <= LONGEST && fits(name) && !refused.some((refuses) => refuses(name)),
  );
}

/** Letters; Prometheus has names of a hundred. A longer one is none that a panel means. */
const LONGEST = 4096;

const isRefusal = (text: string) => text.startsWith(NOT);
