import {
  groupBy,
  printProfileType,
  type Labels,
  type ProfileType,
  type Selector,
  type TimeRange,
} from '#series';
import type { LabelQuestion, LabelSetsOfType } from '../ports';
import { mapConcurrently } from '../scrapes/concurrently';
import { labelSetsBy } from '../scrapes/label-sets';
import { fetchSums } from './profiles/listing';
import { profileTypeOf, withoutDoubles } from './profile-types';
import { METHODS } from './protocol/answers';
import type { PyroscopeClient } from './protocol/pyroscope-client';
import { decodeLabels, isPrivate, piecesOf, printLabelScope } from './wire';

/** Each distinct text of the answers to all pieces of a range, sorted. */
async function fetchNames(
  range: TimeRange,
  ask: (piece: TimeRange) => Promise<{ readonly names: readonly string[] }>,
): Promise<readonly string[]> {
  const answers = await mapConcurrently(piecesOf(range), ask);
  return [...new Set(answers.flatMap(({ names }) => names))].sort();
}

/** Names of the labels of matching series, sorted, those of parts of profiles too; a server looks at whole blocks, minutes to hours more. */
export async function fetchLabelNames(
  client: PyroscopeClient,
  question: LabelQuestion,
): Promise<readonly string[]> {
  const matchers = [printLabelScope(question)];
  const names = await fetchNames(question.range, (piece) =>
    client.ask(METHODS.labelNames, { ...piece, matchers }),
  );
  return names.filter((name) => !isPrivate(name));
}

/** Values of one label among matching series, sorted; by whole blocks as well. */
export async function fetchLabelValues(
  client: PyroscopeClient,
  name: string,
  question: LabelQuestion,
): Promise<readonly string[]> {
  const matchers = [printLabelScope(question)];
  const values = await fetchNames(question.range, (piece) =>
    client.ask(METHODS.labelValues, { ...piece, name, matchers }),
  );
  return values.filter((value) => value !== '');
}

/** Label sets of the named labels with data in the range to the millisecond, sorted. */
export async function fetchLabelSets(
  client: PyroscopeClient,
  selector: Selector,
  { range, by }: { readonly range: TimeRange; readonly by: readonly string[] },
): Promise<readonly Labels[]> {
  const sums = await fetchSums(client, { selector, groupBy: by }, range);
  return labelSetsBy(
    sums.map(({ labels }) => labels),
    by,
  );
}

const TYPE = '__profile_type__';

/** Of each type of the blocks that touch the range its label sets, sorted; without the labels that are private. */
export async function fetchLabelSetsOfTypes(
  client: PyroscopeClient,
  range: TimeRange,
  by: readonly string[],
): Promise<readonly LabelSetsOfType[]> {
  const labelNames = [...by.filter((name) => !isPrivate(name)), TYPE];
  const answers = await mapConcurrently(piecesOf(range), (piece) =>
    client.ask(METHODS.series, { ...piece, matchers: ['{}'], labelNames }),
  );
  const sets = answers.flatMap(({ labelsSet }) =>
    labelsSet.map(({ labels }) => decodeLabels(labels)),
  );
  const byType = groupBy(
    sets.filter((labels) => labels[TYPE] !== undefined),
    (labels) => labels[TYPE]!,
  );
  const found = [...byType].map(([id, labelSets]) => ({
    profileType: typeOfID(id),
    labelSets: labelSetsBy(labelSets, labelNames.slice(0, -1)),
  }));
  const types = withoutDoubles(found.map(({ profileType }) => profileType));
  return found
    .filter(({ profileType }) => types.includes(profileType))
    .sort((a, b) => (printProfileType(a.profileType) < printProfileType(b.profileType) ? -1 : 1));
}

/** `process_cpu:cpu:nanoseconds:cpu:nanoseconds` */
function typeOfID(id: string): ProfileType {
  const [name = '', sampleType = '', sampleUnit = '', periodType = '', periodUnit = ''] =
    id.split(':');
  return profileTypeOf({ name, sampleType, sampleUnit, periodType, periodUnit });
}

/** Profile types of the blocks that touch the range, sorted by their printed form. */
export async function fetchProfileTypes(
  client: PyroscopeClient,
  range: TimeRange,
): Promise<readonly ProfileType[]> {
  const answers = await mapConcurrently(piecesOf(range), (piece) =>
    client.ask(METHODS.profileTypes, piece),
  );
  const types = answers.flatMap(({ profileTypes }) => profileTypes.map(profileTypeOf));
  const distinct = new Map(types.map((type) => [printProfileType(type), type]));
  const sorted = [...distinct].sort(([a], [b]) => (a < b ? -1 : 1));
  return withoutDoubles(sorted.map(([, type]) => type));
}
