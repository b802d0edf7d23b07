import {
  getDefaultTimeRange,
  type DataSourceGetTagKeysOptions,
  type DataSourceGetTagValuesOptions,
  type MetricFindValue,
} from '@grafana/data';
import type { ParcaQuery } from '#frames';
import type { ProfileType } from '#series';
import { matchersOfFilters, interpolateOne } from '../query/interpolate';
import { rangeOf } from '../query/resolve-query';
import type { Services } from '../services';
import { namedOrDefaultType } from './variable-values';

type Options = DataSourceGetTagKeysOptions<ParcaQuery>;

/** Names of labels that an ad-hoc filter can be on, among what the other filters leave. */
export async function filterKeys(
  options: Options | undefined,
  services: Services,
): Promise<MetricFindValue[]> {
  const { source } = services;
  const question = questionOf(options);
  const types = await typesOf(options, services);
  const names = await Promise.all(
    types.map((profileType) => source.fetchLabelNames({ ...question, profileType })),
  );
  return distinct(names.flat());
}

export async function filterValues(
  options: DataSourceGetTagValuesOptions<ParcaQuery>,
  services: Services,
): Promise<MetricFindValue[]> {
  const { source } = services;
  const { key } = options;
  const question = questionOf({
    ...options,
    filters: options.filters?.filter((filter) => filter.key !== key),
  });
  const types = await typesOf(options, services);
  const values = await Promise.all(
    types.map((profileType) => source.fetchLabelValues(key, { ...question, profileType })),
  );
  return distinct(values.flat());
}

function questionOf(options: Partial<Options> = {}) {
  const { filters = [], timeRange: range = getDefaultTimeRange() } = options;
  return { matchers: matchersOfFilters(filters), range: rangeOf({ range }) };
}

/** The profile types of the panels that are filtered; the server's default one where none says. */
async function typesOf(
  options: Partial<Options> | undefined,
  { source, templates }: Services,
): Promise<readonly ProfileType[]> {
  const scope = { templates: templates(), scopedVars: {} };
  const named = (options?.queries ?? [])
    .map(({ profileTypeId = '' }) => interpolateOne('profileTypeId', profileTypeId, scope))
    .filter((name) => name !== '');
  const names = named.length > 0 ? [...new Set(named)] : [undefined];
  const { range } = questionOf(options);
  const types = await Promise.all(names.map((name) => namedOrDefaultType(name, range, { source })));
  return types.filter((type) => type !== undefined);
}

function distinct(texts: readonly string[]): MetricFindValue[] {
  const sorted = [...new Set(texts)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return sorted.map((text) => ({ text, value: text }));
}
