import {
  printMatchers,
  printProfileType,
  type Matcher,
  type ProfileType,
  type TimeRange,
} from '#series';
import type { ProfileSource } from '#sources';

const KEPT_MS = 30_000;

interface LabelScope {
  readonly profileType: ProfileType;
  readonly range: TimeRange;
}

/**
 * What editors suggest from, asked once for all fields and rows of a page that want the same. A failure is not kept. Nothing is
 * cancelled, because others may wait for it too.
 */
export interface Lookups {
  profileTypes(range: TimeRange): Promise<readonly ProfileType[]>;
  labelNames(scope: LabelScope): Promise<readonly string[]>;
  labelValues(
    name: string,
    question: LabelScope & { readonly matchers: readonly Matcher[] },
  ): Promise<readonly string[]>;
}

export function createLookups(source: ProfileSource, now: () => number): Lookups {
  const types = keepAnswers<readonly ProfileType[]>(now);
  const names = keepAnswers<readonly string[]>(now);
  const values = keepAnswers<readonly string[]>(now);
  const scopeKey = ({ profileType, range }: LabelScope) =>
    JSON.stringify([printProfileType(profileType), range.start, range.end]);
  return {
    profileTypes: (range) =>
      types(`${range.start} ${range.end}`, () => source.fetchProfileTypes(range)),
    labelNames: (scope) =>
      names(scopeKey(scope), () => source.fetchLabelNames({ ...scope, matchers: [] })),
    labelValues: (name, question) =>
      values(JSON.stringify([name, printMatchers(question.matchers)]) + scopeKey(question), () =>
        source.fetchLabelValues(name, question),
      ),
  };
}

type Keep<T> = (key: string, ask: () => Promise<T>) => Promise<T>;

function keepAnswers<T>(now: () => number): Keep<T> {
  const kept = new Map<string, { readonly answer: Promise<T>; readonly until: number }>();
  return (key, ask) => {
    for (const [known, { until }] of kept) if (until <= now()) kept.delete(known);
    const found = kept.get(key);
    if (found) return found.answer;
    const answer = ask();
    kept.set(key, { answer, until: now() + KEPT_MS });
    answer.catch(() => kept.delete(key));
    return answer;
  };
}
