import { compileMatchers, type Matcher } from './matcher';

/**
 * Where profiles are asked of several servers, the condition that says of which: `datasource="Pyroscope"`. It is a condition like others,
 * so that selections, links and pickers hold it; no stored profile has the label.
 */
export const DATASOURCE = 'datasource';

export interface AtDatasource {
  /** undefined: the conditions allow none of them. */
  readonly name: string | undefined;
  /** All others, as the server itself is asked them. */
  readonly matchers: readonly Matcher[];
}

/**
 * Which server a selection is of: the first, in the order given, that its conditions allow. Never several at once: what two servers have of
 * one process would count twice. With fewer than two the label is one like others.
 */
export function atDatasource(names: readonly string[], matchers: readonly Matcher[]): AtDatasource {
  if (names.length < 2) return { name: names[0], matchers };
  const [name] = datasourcesOf(names, matchers);
  return { name, matchers: matchers.filter((matcher) => matcher.name !== DATASOURCE) };
}

/** All that the conditions allow. */
export function datasourcesOf(
  names: readonly string[],
  matchers: readonly Matcher[],
): readonly string[] {
  const allows = compileMatchers(matchers.filter((matcher) => matcher.name === DATASOURCE));
  return names.filter((name) => allows({ [DATASOURCE]: name }));
}
