import {
  atDatasource,
  DATASOURCE,
  datasourcesOf,
  distinctLabels,
  printProfileType,
  type Matcher,
  type ProfileType,
} from '#series';
import type { FetchedProfile, ProfileSource } from './ports';

export interface NamedSource {
  /** As users know it; no other one of those that are joined has it. */
  readonly name: string;
  readonly source: ProfileSource;
}

/**
 * Several servers as one: each question is put to the one that the condition `datasource="Pyroscope"` names, else to the first, and only what
 * there is to choose from (types, names of labels, label sets told apart by `datasource`) is of all that answer: another server that fails does not
 * take the first one's with it, and says its failure where it is asked itself (`sourceOf`). Targets, agents and the label sets of all types are the first one's.
 */
export function joinSources(named: readonly [NamedSource, ...NamedSource[]]): ProfileSource {
  const first = named[0].source;
  if (named.length === 1) return first;
  const sources = named.map(({ source }) => source);
  const names = named.map(({ name }) => name);
  const sourceAt = (name: string | undefined) => named.find((one) => one.name === name)?.source;
  const at = <T extends { readonly matchers: readonly Matcher[] }>(question: T) => {
    const { name, matchers } = atDatasource(names, question.matchers);
    return { source: sourceAt(name), asked: { ...question, matchers } };
  };
  const allAt = (matchers: readonly Matcher[]) =>
    named.filter(({ name }) => datasourcesOf(names, matchers).includes(name));
  return {
    server: first.server,
    datasources: names,
    sourceOf: sourceAt,
    fetchProfileTypes: async (range, options) =>
      uniteTypes(await answered(sources.map((one) => one.fetchProfileTypes(range, options)))),
    fetchLabelNames: async (question, options) => {
      const { asked } = at(question);
      const all = allAt(question.matchers).map(({ source }) =>
        source.fetchLabelNames(asked, options),
      );
      return [...new Set([...(await answered(all)).flat(), DATASOURCE])].sort();
    },
    fetchLabelValues: async (name, question, options) => {
      if (name === DATASOURCE) return datasourcesOf(names, question.matchers);
      const { source, asked } = at(question);
      return source ? source.fetchLabelValues(name, asked, options) : [];
    },
    fetchSeries: async (question, options) => {
      const { source, asked } = at(question.selector);
      const sumBy = question.sumBy.filter((name) => name !== DATASOURCE);
      return source ? source.fetchSeries({ ...question, selector: asked, sumBy }, options) : [];
    },
    fetchLabelSets: async (selector, range, by, options) => {
      const { source, asked } = at(selector);
      const rest = by.filter((name) => name !== DATASOURCE);
      if (rest.length === by.length)
        return source ? source.fetchLabelSets(asked, range, by, options) : [];
      const all = allAt(selector.matchers).map(async (one) => {
        const sets = await one.source.fetchLabelSets(asked, range, rest, options);
        return sets.map((labels) => ({ ...labels, [DATASOURCE]: one.name }));
      });
      return distinctLabels((await answered(all)).flat());
    },
    ...(first.fetchLabelSetsOfTypes && { fetchLabelSetsOfTypes: first.fetchLabelSetsOfTypes }),
    fetchProfile: async (selector, range, options) => {
      const { source, asked } = at(selector);
      return source ? source.fetchProfile(asked, range, options) : { ...NOTHING, range };
    },
    fetchScrapes: async (selector, range, options) => {
      const { source, asked } = at(selector);
      return source ? source.fetchScrapes(asked, range, options) : { ...NOTHING, range };
    },
    fetchSlice: async (selector, scrapes, options) => {
      const { source = first, asked } = at(selector);
      return source.fetchSlice(asked, scrapes, options);
    },
    fetchSlices: async (selector, slice, options) => {
      const { source = first, asked } = at(selector);
      return source.fetchSlices(asked, slice, options);
    },
    fetchTargets: (options) => first.fetchTargets(options),
    fetchAgents: (options) => first.fetchAgents(options),
  };
}

/** What the others answer that answer; rejects as the first one does, and when all that are asked have failed. */
async function answered<T>([first, ...others]: readonly Promise<T>[]): Promise<readonly T[]> {
  if (!first) return [];
  const [own, ...rest] = await Promise.allSettled([first, ...others]);
  if (own.status === 'rejected') throw own.reason;
  return [own.value, ...rest.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))];
}

const NOTHING: Omit<FetchedProfile, 'range'> = { parts: [], scrapes: [], interval: 0, notices: [] };

/** Those of the first as it names them: what one server stores as a running total and the other as differences is one type to choose. */
function uniteTypes(lists: readonly (readonly ProfileType[])[]): readonly ProfileType[] {
  const known = new Map<string, ProfileType>();
  for (const type of lists.flat()) {
    const { name, sampleType, sampleUnit, periodType, periodUnit } = type;
    const key = [name, sampleType, sampleUnit, periodType, periodUnit].join(':');
    if (!known.has(key)) known.set(key, type);
  }
  return [...known.values()].sort((a, b) => (printProfileType(a) < printProfileType(b) ? -1 : 1));
}
