import { escapeRegex, printMatchers, type Matcher } from '#series';

const LABELS = ['juju_model', 'juju_model_uuid', 'juju_application', 'juju_unit'] as const;
/** What a dashboard's link says of a variable that stands for everything. */
const ALL = new Set(['', '$__all', 'All', '.*', '.+']);

/**
 * `search` with the variables of a COS dashboard (`var-juju_unit=shop-k8s/1`, several times for several) as conditions of the page:
 * of the profile, or of both sides of a comparison, where the link does not name them itself. Untouched when it has no such variable.
 */
export function withJujuVariables(page: 'targets' | 'profile' | 'compare', search: string): string {
  const params = new URLSearchParams(search);
  const names = LABELS.map((label) => `var-${label}`);
  if (!names.some((name) => params.has(name))) return search;
  const matchers = LABELS.flatMap((label) => matcherOf(label, params.getAll(`var-${label}`)));
  for (const name of names) params.delete(name);
  for (const side of page === 'compare' ? ['baseline', 'comparison'] : ['profile'])
    if (!params.has(side)) params.set(side, printMatchers(matchers));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

function matcherOf(name: string, values: readonly string[]): readonly Matcher[] {
  const chosen = [...new Set(values)];
  if (chosen.length === 0 || chosen.some((value) => ALL.has(value))) return [];
  const [first] = chosen;
  if (chosen.length === 1 && first !== undefined) return [{ name, op: '=', value: first }];
  return [{ name, op: '=~', value: chosen.map(escapeRegex).join('|') }];
}
