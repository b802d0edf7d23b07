import { atDatasource, printSelector, type Selector } from '#series';
import type { Host } from '../../state/host';
import type { ViewState } from '../../state/view/view-state';

/** Whether the sides are asked of different servers. */
export function areElsewhere(
  { profiles }: Pick<Host, 'profiles'>,
  { baseline, comparison }: Pick<ViewState, 'baseline' | 'comparison'>,
): boolean {
  const [a, b] = [baseline, comparison].map(
    ({ matchers }) => atDatasource(profiles.datasources ?? [], matchers ?? []).name,
  );
  return a !== b;
}

/** Of which server a side is, where there are several, and of what there. */
export function placeOfSide({ profiles }: Pick<Host, 'profiles'>, selector: Selector) {
  const { datasources = [], sourceOf } = profiles;
  const { name: datasource, matchers } = atDatasource(datasources, selector.matchers);
  const server = datasource === undefined ? undefined : sourceOf?.(datasource)?.server.name;
  return { datasource, server, source: printSelector({ ...selector, matchers }) };
}
