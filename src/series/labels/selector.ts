import { Lexer } from './lexer';
import { printMatchers, printString, readMatchers, type Matcher } from './matcher';
import { parseProfileType, printProfileType, type ProfileType } from '../types/profile-type';

/** Which profiles: one type, and conditions that all hold. */
export interface Selector {
  readonly profileType: ProfileType;
  readonly matchers: readonly Matcher[];
}

const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** Parca's query: `process_cpu:cpu:…:delta{juju_unit="a/0"}`. A type that is no PromQL name becomes `{__name__="…"}`. */
export function printSelector({ profileType, matchers }: Selector): string {
  const type = printProfileType(profileType);
  const plain = METRIC_NAME.test(type);
  if (plain) return matchers.length === 0 ? type : type + printMatchers(matchers);
  const rest = matchers.length === 0 ? '' : `, ${printMatchers(matchers).slice(1, -1)}`;
  return `{__name__=${printString(type)}${rest}}`;
}

/** Reads Parca's query; throws SeriesError with the column, or what is wrong with the type. */
export function parseSelector(text: string): Selector {
  const lexer = new Lexer(text);
  const name = lexer.match(/[a-zA-Z_:][a-zA-Z0-9_:]*/y);
  const matchers = lexer.take('{') ? readMatchers(lexer, true) : [];
  if (!lexer.done) throw lexer.fail('"{" or the end');
  if (name !== undefined) return { profileType: parseProfileType(name), matchers };
  const named = matchers.findIndex((m) => m.name === '__name__' && m.op === '=');
  const type = parseProfileType(matchers[named]?.value ?? '');
  return { profileType: type, matchers: matchers.filter((_, i) => i !== named) };
}
