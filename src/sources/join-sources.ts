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

/**
 * Several servers as one: each question is put to the one that the condition `datasource="Pyroscope"` names, else to the first, and only what
 * there is to choose from (types, names of labels, label sets told apart by `datasource`) is of all that answer: another server that fails does not
 * take the first one's with it, and says its failure where it is asked itself. Targets and agents are the first one's.
 * Servers are called as users know them, so there is one of each kind.
 */
export function joinSources(sources: readonly [ProfileSource, ...ProfileSource[]]): ProfileSource {
  const [first, ...others] = sources;
  if (others.length === 0) return first;
  const names = sources.map(({ server }) => server.name);
  const sourceAt = (name: string | undefined) => sources.find(({ server }) => server.name === name);
  const at = <T extends { readonly matchers: readonly Matcher[] }>(question: T) => {
    const { name, matchers } = atDatasource(names, question.matchers);
    return { source: sourceAt(name), asked: { ...question, matchers } };
  };
  const allAt = (matchers: readonly Matcher[]) =>
    datasourcesOf(names, matchers).flatMap((name) => sourceAt(name) ?? []);
  return {
    server: first.server,
    datasources: names,
    fetchProfileTypes: async (range, options) =>
      uniteTypes(await answered(sources.map((one) => one.fetchProfileTypes(range, options)))),
    fetchLabelNames: async (question, options) => {
      const { asked } = at(question);
      const all = allAt(question.matchers).map((one) => one.fetchLabelNames(asked, options));
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
        const sets = await one.fetchLabelSets(asked, range, rest, options);
        return sets.map((labels) => ({ ...labels, [DATASOURCE]: one.server.name }));
      });
      return distinctLabels((await answered(all)).flat());
    },
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
