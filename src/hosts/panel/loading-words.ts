import type { DataQuery } from '@grafana/data';
import { parseProfileType, profileTypeTitle } from '#series';

const MOST_QUERIES = 2;

/** `CPU time of {juju_unit="shop-k8s/1"}`; of queries of other datasources, which say it in words of their own, `the profile`. */
export function loadingWords(targets: readonly DataQuery[]): string {
  const words = targets.filter(({ hide }) => !hide).flatMap(wordsOf);
  const rest = words.length - MOST_QUERIES;
  if (words.length === 0) return 'the profile';
  return [...words.slice(0, MOST_QUERIES), ...(rest > 0 ? [`${rest} more`] : [])].join(' and ');
}

type Asking = DataQuery & { readonly profileTypeId?: unknown; readonly labelSelector?: unknown };

function wordsOf(query: DataQuery): readonly string[] {
  const { profileTypeId, labelSelector } = query as Asking;
  if (typeof profileTypeId !== 'string') return [];
  const place = typeof labelSelector === 'string' ? labelSelector.trim() : '';
  return [`${titleOf(profileTypeId)} of ${/^(\{\s*\})?$/.test(place) ? 'everything' : place}`];
}

/** As it is written where it is no type: a variable, before Grafana has put its value in. */
function titleOf(text: string): string {
  try {
    return profileTypeTitle(parseProfileType(text));
  } catch {
    return text;
  }
}
