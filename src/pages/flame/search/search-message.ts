import { divided } from '#comparison';
import type { Search, SearchResult } from '#profile';
import { formatPercent } from '#ui';

/** What a search found, as one line. */
export interface SearchMessage {
  readonly text: string;
  readonly invalid: boolean;
}

/** What hardly any function's name has. */
const MEANT_AS_REGEX = /\.[*+]|[|^\\]|\$$/;

const SIDE = ['baseline', 'comparison'];

/**
 * `3 functions, 41.2 % of total`; of a comparison both sides' shares. `cut`: filters or a pivot have taken stacks away, so the
 * shares are of what is left.
 */
export function searchMessage(
  asked: Search,
  found: SearchResult | undefined,
  cut: boolean,
): SearchMessage {
  if (!found) return { text: '', invalid: false };
  if (found.kind === 'invalid') return { text: found.message, invalid: true };
  if (found.functions === 0 && !asked.regex && MEANT_AS_REGEX.test(asked.text))
    return { text: '0 functions; .* reads it as a regular expression', invalid: false };
  const shares = found.matched.map((matched, k) => {
    const total = found.totals[k]!;
    const share = `${formatPercent(divided(matched, total))} of `;
    return `${share}${cut ? 'the shown part of ' : ''}${found.matched.length === 1 ? 'total' : SIDE[k]}`;
  });
  const functions = `${found.functions} function${found.functions === 1 ? '' : 's'}`;
  return { text: `${functions}, ${shares.join(', ')}`, invalid: false };
}
