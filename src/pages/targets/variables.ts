import { JUJU_LABELS } from '#series';

/** What a variable says when it says nothing. */
const ALL = new Set(['', '$__all', 'All', '.*', '.+']);

/**
 * The search that a dashboard's variables in a link stand for: `juju_model:dev juju_unit:shop/0|shop/1` of
 * `var-juju_model=dev&var-juju_unit=shop/0&var-juju_unit=shop/1`; '' when there is none. Values that a search cannot hold are left out.
 */
export function searchOfVariables(query: string): string {
  const params = new URLSearchParams(query);
  return JUJU_LABELS.flatMap((name) => {
    const values = params.getAll(`var-${name}`).filter((value) => !/[\s|]/.test(value));
    return values.length === 0 || values.some((value) => ALL.has(value))
      ? []
      : [`${name}:${values.join('|')}`];
  }).join(' ');
}
