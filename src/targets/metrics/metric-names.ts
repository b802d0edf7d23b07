import { compilePattern, type Pattern } from '#pattern';

const NOT = '!';

/**
 * The names that a panel's `metrics` allow, one test for each in their order: regular expressions (RE2) of whole names. What stands behind `!`
 * takes names away from all of them, because RE2 has no look-ahead. Throws PatternError for the first that is none.
 */
export function compileMetricNames(metrics: readonly string[]): readonly Pattern[] {
  const compile = (text: string) => compilePattern(text, { whole: true });
  const refused = metrics.filter(isRefusal).map((text) => compile(text.slice(NOT.length)));
  const allowed = metrics.filter((text) => !isRefusal(text)).map(compile);
  return allowed.map((fits) => (name) => fits(name) && !refused.some((refuses) => refuses(name)));
}

const isRefusal = (text: string) => text.startsWith(NOT);
