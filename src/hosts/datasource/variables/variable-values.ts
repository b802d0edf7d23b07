import type { MetricFindValue } from '@grafana/data';
import {
  labelValue,
  printProfileType,
  profileTypeTitle,
  defaultProfileType,
  parseProfileType,
  type Labels,
  type Matcher,
  type ProfileType,
  type TimeRange,
} from '#series';
import type { ProfileSource, CallOptions } from '#sources';
import { QueryError } from '../../query-error';
import type { VariableKind } from './variable-query';

/** A variable's question with its own variables filled in. */
export interface VariableQuestion {
  readonly kind: VariableKind;
  readonly label: string;
  /** Printed; '' for the server's default type. */
  readonly profileTypeId: string;
  readonly matchers: readonly Matcher[];
  readonly range: TimeRange;
}

interface Asking {
  readonly source: ProfileSource;
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
  applications: (question, asking) => valuesOf('juju_application', question, asking),
  units: (question, asking) => valuesOf('juju_unit', question, asking),
  models,
};

async function profileTypeValues({ range }: VariableQuestion, { source, signal }: Asking) {
  const types = await source.fetchProfileTypes(range, { signal });
  return types.map((type) => ({ text: profileTypeTitle(type), value: printProfileType(type) }));
}

async function valuesOf(label: string, question: Typed, { source, signal }: Asking) {
  if (label === '') throw new QueryError('label: expected the name of a label, got none');
  const values = await source.fetchLabelValues(label, question, { signal });
  return asValues([...values].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })));
}

const asValues = (texts: readonly string[]): MetricFindValue[] =>
  texts.map((text) => ({ text, value: text }));

const NAME = 'juju_model';
const UUID = 'juju_model_uuid';

/**
 * Models by their name; the value is the uuid, because names are not unique. With `label` the value is that label's. Models without the
 * label are left out: nothing could select them.
 */
async function models(question: Typed, { source, signal }: Asking): Promise<MetricFindValue[]> {
  const { profileType, matchers, range } = question;
  const label = question.label === '' ? UUID : question.label;
  const by = [...new Set([NAME, label])];
  const sets = await source.fetchLabelSets({ profileType, matchers }, range, by, { signal });
  const named = namesByValue(sets, label);
  const names = [...named.values()];
  return [...named]
    .map(([value, name]) => {
      const unique = names.indexOf(name) === names.lastIndexOf(name);
      return { value, text: unique ? name : `${name} (${value.slice(0, 8)})` };
    })
    .sort((a, b) => a.text.localeCompare(b.text, 'en', { numeric: true }));
}

function namesByValue(sets: readonly Labels[], label: string): ReadonlyMap<string, string> {
  const pairs = sets.map(
    (labels) => [labelValue(labels, label), labelValue(labels, NAME)] as const,
  );
  return new Map(
    pairs
      .filter(([value]) => value !== '')
      .map(([value, name]) => [value, name === '' ? value : name]),
  );
}

/** The named type, or the server's default one; undefined when it has none in the range. Throws SeriesError. */
export async function namedOrDefaultType(
  name: string,
  range: TimeRange,
  { source, ...call }: CallOptions & { readonly source: ProfileSource },
): Promise<ProfileType | undefined> {
  if (name !== '') return parseProfileType(name);
  return defaultProfileType(await source.fetchProfileTypes(range, call));
}
