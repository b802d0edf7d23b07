import type { MetricFindValue } from '@grafana/data';
import {
  labelValue,
  namesOf,
  printProfileType,
  profileTypeTitle,
  defaultProfileType,
  parseProfileType,
  readLabel,
  type Labels,
  type Matcher,
  type ProfileType,
  type TimeRange,
  type TopologyAliases,
  type TopologyLabel,
} from '#series';
import type { ProfileSource, CallOptions } from '#sources';
import { QueryError } from '../../query-error';
import type { VariableKind } from './variable-query';

/** A variable's question with its own variables filled in. */
export interface VariableQuestion {
  readonly kind: VariableKind;
  readonly label?: string | undefined;
  /** Printed; undefined for the server's default type. */
  readonly profileTypeId?: string | undefined;
  readonly matchers: readonly Matcher[];
  readonly range: TimeRange;
}

interface Asking {
  readonly source: ProfileSource;
  readonly aliases: () => Promise<TopologyAliases>;
  readonly signal: AbortSignal;
}

/** What a variable lists; empty when the server has no such profiles. Rejects with SourceError, SeriesError or QueryError. */
export async function variableValues(
  question: VariableQuestion,
  asking: Asking,
): Promise<MetricFindValue[]> {
  const { kind, profileTypeId, range } = question;
  if (kind === 'profileTypes') return profileTypeValues(question, asking);
  const profileType = await namedOrDefaultType(profileTypeId, range, asking);
  if (!profileType) return [];
  return LISTS[kind]({ ...question, profileType }, asking);
}

type Typed = VariableQuestion & { readonly profileType: ProfileType };
type List = (question: Typed, asking: Asking) => Promise<MetricFindValue[]>;

const LISTS: Readonly<Record<Exclude<VariableKind, 'profileTypes'>, List>> = {
  labelNames: async (question, { source, signal }) =>
    asValues(await source.fetchLabelNames(question, { signal })),
  labelValues: (question, asking) => valuesOf(question.label, question, asking),
  applications: (question, asking) => valuesOfAll('juju_application', question, asking),
  units: (question, asking) => valuesOfAll('juju_unit', question, asking),
  models,
};

async function profileTypeValues({ range }: VariableQuestion, { source, signal }: Asking) {
  const types = await source.fetchProfileTypes(range, { signal });
  return types.map((type) => ({ text: profileTypeTitle(type), value: printProfileType(type) }));
}

async function valuesOf(label: string | undefined, question: Typed, { source, signal }: Asking) {
  if (label === undefined) throw new QueryError('label: expected the name of a label, got none');
  return asValues(inOrder(await source.fetchLabelValues(label, question, { signal })));
}

/** Of the label under all names that it has at this site. */
async function valuesOfAll(label: TopologyLabel, question: Typed, asking: Asking) {
  const { source, aliases, signal } = asking;
  const names = namesOf(label, await aliases());
  const values = await Promise.all(
    names.map((name) => source.fetchLabelValues(name, question, { signal })),
  );
  return asValues(inOrder([...new Set(values.flat())]));
}

const inOrder = (values: readonly string[]) =>
  [...values].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

const asValues = (texts: readonly string[]): MetricFindValue[] =>
  texts.map((text) => ({ text, value: text }));

/**
 * Models by their name; the value is the uuid, because names are not unique. With `label` the value is that label's. Models without the
 * label are left out: nothing could select them.
 */
async function models(question: Typed, { source, aliases, signal }: Asking) {
  const { profileType, matchers, range, label } = question;
  const site = await aliases();
  const own = label === undefined ? namesOf('juju_model_uuid', site) : [label];
  const by = [...new Set([...namesOf('juju_model', site), ...own])];
  const sets = await source.fetchLabelSets({ profileType, matchers }, range, by, { signal });
  const valueOf = (labels: Labels) =>
    label === undefined ? readLabel(labels, 'juju_model_uuid', site) : labelValue(labels, label);
  const named = new Map(
    sets
      .map((labels) => [valueOf(labels), readLabel(labels, 'juju_model', site)] as const)
      .filter(([value]) => value !== '')
      .map(([value, name]) => [value, name === '' ? value : name]),
  );
  const names = [...named.values()];
  return [...named]
    .map(([value, name]) => {
      const unique = names.indexOf(name) === names.lastIndexOf(name);
      return { value, text: unique ? name : `${name} (${value.slice(0, 8)})` };
    })
    .sort((a, b) => a.text.localeCompare(b.text, 'en', { numeric: true }));
}
/** The named type, or the server's default one; undefined when it has none in the range. Throws SeriesError. */
export async function namedOrDefaultType(
  name: string | undefined,
  range: TimeRange,
  { source, ...call }: CallOptions & { readonly source: ProfileSource },
): Promise<ProfileType | undefined> {
  if (name !== undefined) return parseProfileType(name);
  return defaultProfileType(await source.fetchProfileTypes(range, call));
}
