import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';
import { inTime } from './in-time';
import { PatternError } from './pattern-error';
import { plainTexts } from './plain-texts';
import { statesOf } from './states';

/** Whether a text matches. What an expression takes too much time for throws as it does at compiling. */
export type Pattern = (text: string) => boolean;

export interface PatternOptions {
  /** The expression has to match all of the text, as in `^(?:…)$`. Default: it is found anywhere. */
  readonly whole?: boolean;
  readonly ignoreCase?: boolean;
  /** `.` matches a line break as well, `(?s)`. */
  readonly dotAll?: boolean;
  /** What is thrown, of what is wrong with the expression, at compiling and at matching. Default: a PatternError. */
  readonly fault?: (reason: string, options?: ErrorOptions) => Error;
}

/** Of the compiled program: what is larger takes longer than 50 ms to compile. */
const MOST_STATES = 5000;
const MOST_LETTERS = 4 * MOST_STATES;

/**
 * Compiles a regular expression in RE2 syntax, Go's, which Parca, Prometheus and pprof speak. Such an expression may come from anyone: no other
 * code compiles a text that is not our own. Plain texts, and a whole text that is one of several, are compared as they are, of any length.
 * Throws `fault` for what RE2 does not read, and for more than 5,000 states; the pattern does for what takes too long (`inTime`).
 */
export function compilePattern(source: string, options: PatternOptions = {}): Pattern {
  const plain = options.ignoreCase ? undefined : plainTexts(source, options.whole ?? false);
  if (plain) return plainPattern(plain.texts, plain.whole);
  const { fault = patternError } = options;
  // There is no letter that takes no state, but for counts of repetitions.
  if (source.length > MOST_LETTERS)
    throw fault(
      `too large a regular expression: ${source.length} characters, at most ${MOST_LETTERS}`,
    );
  const states = statesOf(source);
  if (states > MOST_STATES)
    throw fault(`too large a regular expression: ${states} states, at most ${MOST_STATES}`);
  const regex = compile(source, options);
  const matches = options.whole
    ? (text: string) => regex.testExact(text)
    : (text: string) => regex.test(text);
  return inTime(matches, states, fault);
}

const patternError = (reason: string, options?: ErrorOptions) => new PatternError(reason, options);

function plainPattern(texts: readonly string[], whole: boolean): Pattern {
  const [only = ''] = texts;
  if (!whole) return (text) => text.includes(only);
  if (texts.length === 1) return (text) => text === only;
  const known = new Set(texts);
  return (text) => known.has(text);
}

function compile(
  source: string,
  { ignoreCase, dotAll, fault = patternError }: PatternOptions,
): RE2JS {
  const flags = (ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (dotAll ? RE2JS.DOTALL : 0);
  try {
    return RE2JS.compile(source, flags);
  } catch (cause) {
    if (!(cause instanceof RE2JSException)) throw cause;
    throw fault(`not a regular expression: ${faultOf(cause, source)}`, { cause });
  }
}

/** What is wrong and, where it is not the whole expression, the part that is. */
function faultOf(cause: RE2JSException, source: string): string {
  if (!(cause instanceof RE2JSSyntaxException)) return cause.message;
  const part = cause.getPattern() ?? '';
  const known = part === '' || part.endsWith(source);
  return known ? cause.getDescription() : `${cause.getDescription()}: ${part.slice(0, 40)}`;
}

/** A regular expression that matches exactly this text. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/** What is wrong with an expression, in words; undefined when it compiles. */
export function faultOfPattern(source: string): string | undefined {
  try {
    compilePattern(source);
    return undefined;
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}
