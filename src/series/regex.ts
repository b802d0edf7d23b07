import { SeriesError } from './series-error';

/**
 * Compiles a Prometheus (RE2) regular expression that must match the whole text. Flags at the start, `(?i)`, are understood. Unicode
 * mode refuses what it does not know, so RE2's own syntax (`[[:alpha:]]`, `\A`) is a SeriesError and never another meaning.
 */
export function compileRegex(pattern: string): RegExp {
  const flags = /^\(\?([ims]+)\)/.exec(pattern);
  const body = flags ? pattern.slice(flags[0].length) : pattern;
  try {
    return new RegExp(`^(?:${withoutIdleEscapes(body)})$`, `u${[...new Set(flags?.[1])].join('')}`);
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new SeriesError(`regex: cannot read "${pattern}": ${words}`, { cause });
  }
}

/** RE2 lets any ASCII punctuation be escaped (`\-`, `\"`), unicode mode does not. */
function withoutIdleEscapes(pattern: string): string {
  return pattern.replace(/\\([\s\S])/g, (escape, character: string) =>
    /[ !"#%&',\-:;<=>@_`~]/.test(character)
      ? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
      : escape,
  );
}

/** A regular expression that matches exactly this text. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}
