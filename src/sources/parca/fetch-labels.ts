import {
  labelValue,
  printMatchers,
  printProfileType,
  type Labels,
  type ProfileType,
  type Selector,
  type TimeRange,
} from '#series';
import type { LabelQuestion } from '../ports';
import { METHODS, type ParcaClient } from './protocol/parca-client';
import { fetchValues, rewriteMatchers } from './rewrite-matchers';
import { fetchRange } from './profiles/scrapes';
import { mapConcurrently } from '../scrapes/concurrently';
import { labelSetsBy } from '../scrapes/label-sets';
import { encodeExclusive, encodeLabelScope, spanOf } from './protocol/wire';

/** Names of the labels that matching series have, sorted. */
export async function fetchLabelNames(
  client: ParcaClient,
  { profileType, matchers, range }: LabelQuestion,
): Promise<readonly string[]> {
  const selectors = await rewriteMatchers(client, { profileType, matchers }, range);
  const answers = await mapConcurrently(selectors, (rewritten) =>
    client.call(METHODS.labels, {
      match: rewritten.matchers.map((matcher) => printMatchers([matcher]).slice(1, -1)),
      ...encodeLabelScope(profileType, range),
    }),
  );
  return [...new Set(answers.flatMap((answer) => answer?.labelNames ?? []))].sort();
}

/** Values of one label among matching series, sorted. Parca's own answer ignores matchers, so with matchers the series are asked. */
export async function fetchLabelValues(
  client: ParcaClient,
  name: string,
  { profileType, matchers, range }: LabelQuestion,
): Promise<readonly string[]> {
  if (matchers.length === 0) return fetchValues(client, { profileType, name, range });
  const sets = await fetchLabelSets(client, { profileType, matchers }, { range, by: [name] });
  return sets.map((labels) => labelValue(labels, name)).filter((value) => value !== '');
}

/** Label sets of the named labels with data in the range, sorted. */
export async function fetchLabelSets(
  client: ParcaClient,
  selector: Selector,
  { range, by }: { readonly range: TimeRange; readonly by: readonly string[] },
): Promise<readonly Labels[]> {
  const span = spanOf(range);
  // One bucket that holds the whole range: as few points as Parca can answer with.
  const step = span.end + 1n;
  const selectors = await rewriteMatchers(client, selector, range);
  const answers = await mapConcurrently(selectors, (rewritten) =>
    fetchRange(client, { selector: rewritten, range, step, sumBy: by }),
  );
  return labelSetsBy(
    answers.flat().map(({ labels }) => labels),
    by,
  );
}

/** Profile types with data in the range, sorted by their printed form. Parca looks at everything it stores unless both bounds are sent. */
export async function fetchProfileTypes(
  client: ParcaClient,
  range: TimeRange,
): Promise<readonly ProfileType[]> {
  const answer = await client.call(METHODS.profileTypes, encodeExclusive(spanOf(range)));
  const types = (answer?.types ?? []).map(
    ({ name, sampleType, sampleUnit, periodType, periodUnit, delta }): ProfileType => ({
      name,
      sampleType,
      sampleUnit,
      periodType,
      periodUnit,
      delta,
    }),
  );
  return types.sort((a, b) => (printProfileType(a) < printProfileType(b) ? -1 : 1));
}
