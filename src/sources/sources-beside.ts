import { FILE_LABEL, measuresSame, type Matcher, type ProfileType, type Selector } from '#series';
import type { ProfileSource } from './ports';
import { SourceError } from './source-error';

/** A server with files beside it, each a source of its own. */
export interface SourcesBeside {
  /** Answers as the server, and of what has a file's label, as that file. */
  readonly profiles: ProfileSource;
  /** Under a name that no other one has. */
  add(name: string, file: FileSource): void;
  has(name: string): boolean;
}

interface FileSource {
  readonly source: ProfileSource;
  /** What it holds. */
  readonly types: readonly ProfileType[];
}

/**
 * Questions with the condition `file="NAME"` are the file's, all others the server's: so one side of a comparison can be a file, and nothing that asks
 * has to know. A type of the server's is the file's of the same samples and unit, whatever else they are called by; without one the question is
 * refused, a SourceError with what there is.
 */
export function sourcesBeside(server: ProfileSource): SourcesBeside {
  const files = new Map<string, FileSource>();
  const fileOf = (matchers: readonly Matcher[]) => {
    const named = matchers.find(
      ({ name, op, value }) => name === FILE_LABEL && op === '=' && files.has(value),
    );
    return named && { name: named.value, ...files.get(named.value)! };
  };
  /** Who answers, and what the question is there. */
  const route = <
    T extends { readonly profileType: ProfileType; readonly matchers: readonly Matcher[] },
  >(
    question: T,
  ) => {
    const file = fileOf(question.matchers);
    if (!file) return { source: server, question };
    const { profileType } = question;
    const own = file.types.find((type) => measuresSame(type, profileType));
    if (own) return { source: file.source, question: { ...question, profileType: own } };
    const held = file.types.map(printSamples).join(', ');
    throw new SourceError({
      ...{ kind: 'badQuery', source: file.name },
      detail: `no ${printSamples(profileType)}: it has ${held}`,
    });
  };
  const routed = async <R>(
    selector: Selector,
    ask: (source: ProfileSource, own: Selector) => Promise<R>,
  ) => {
    const { source, question } = route(selector);
    return ask(source, question);
  };
  return {
    add: (name, file) => files.set(name, file),
    has: (name) => files.has(name),
    profiles: {
      ...server,
      fetchLabelNames: async (asked, options) => {
        const { source, question } = route(asked);
        return source.fetchLabelNames(question, options);
      },
      fetchLabelValues: async (name, asked, options) => {
        const { source, question } = route(asked);
        return source.fetchLabelValues(name, question, options);
      },
      fetchSeries: (question, options) =>
        routed(question.selector, (source, selector) =>
          source.fetchSeries({ ...question, selector }, options),
        ),
      fetchLabelSets: (selector, range, by, options) =>
        routed(selector, (source, own) => source.fetchLabelSets(own, range, by, options)),
      fetchProfile: (selector, range, options) =>
        routed(selector, (source, own) => source.fetchProfile(own, range, options)),
      fetchScrapes: (selector, range, options) =>
        routed(selector, (source, own) => source.fetchScrapes(own, range, options)),
      fetchSlice: (selector, scrapes, options) =>
        routed(selector, (source, own) => source.fetchSlice(own, scrapes, options)),
      fetchSlices: (selector, slice, options) =>
        routed(selector, (source, own) => source.fetchSlices(own, slice, options)),
    },
  };
}

function printSamples({ sampleType, sampleUnit }: ProfileType): string {
  return `${sampleType} (${sampleUnit})`;
}
