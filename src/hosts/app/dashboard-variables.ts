import type { RawTimeRange, ScopedVars } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { escapeRegex } from '#pattern';
import { parseMatchers, type Matcher } from '#series';

/** The conditions with a dashboard's variables filled in, each value as text; undefined: not understood. */
export function interpolated(
  selector: string | undefined,
  scopedVars: ScopedVars,
): readonly Matcher[] | undefined {
  try {
    return parseMatchers(selector ?? '').map((matcher) => filledIn(matcher, scopedVars));
  } catch {
    return undefined;
  }
}

const AS_REGEX = { '=': '=~', '!=': '!~', '=~': '=~', '!~': '!~' } as const;
const ALL = '$__all';

function filledIn(matcher: Matcher, scopedVars: ScopedVars): Matcher {
  const regex = AS_REGEX[matcher.op];
  let op = matcher.op;
  const value = getTemplateSrv().replace(matcher.value, scopedVars, (held: unknown) => {
    const values = (Array.isArray(held) ? held : [held]).map(String);
    if (values.length !== 1 || values[0] === ALL) op = regex;
    if (values.includes(ALL)) return '.*';
    if (values.length === 1) return op === regex ? escapeRegex(values[0]!) : values[0]!;
    return `(${values.map(escapeRegex).join('|')})`;
  });
  return { name: matcher.name, op, value };
}

/** With variables filled in; undefined where one is not known. */
export function replaced(text: string | undefined, scopedVars: ScopedVars): string | undefined {
  const value = getTemplateSrv().replace(text, scopedVars);
  return value === '' || value.includes('$') ? undefined : value;
}

/** An end as it was given, so that "the last hour" stays the last hour. */
export function endOf(end: RawTimeRange['from']): string {
  return typeof end === 'string' ? end : String(end.valueOf());
}
