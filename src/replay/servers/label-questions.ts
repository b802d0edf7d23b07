import type {
  LabelsRequest,
  ProfileType,
  ProfileTypesRequest,
  Timestamp,
  ValuesRequest,
} from '@parca/client';
import type { ArchiveProfile } from '../manifest';
import { parseBareMatchers, parseTypeName } from './profile-query';
import { toNanoseconds } from './query-range';

/** The bounds of these questions are exclusive, and count only when both are there. */
function inBounds(
  profiles: readonly ArchiveProfile[],
  { start, end }: { start?: Timestamp; end?: Timestamp },
): readonly ArchiveProfile[] {
  if (!start || !end) return profiles;
  const [after, before] = [toNanoseconds(start), toNanoseconds(end)];
  return profiles.filter((p) => p.timestamp > after && p.timestamp < before);
}

export function answerProfileTypes(
  profiles: readonly ArchiveProfile[],
  request: ProfileTypesRequest,
): ProfileType[] {
  const types = new Set(inBounds(profiles, request).map((p) => p.type));
  return [...types].map(parseTypeName);
}

/** Parca looks at `match` only beside a profile type. */
export function answerLabels(
  profiles: readonly ArchiveProfile[],
  request: LabelsRequest,
): string[] {
  const { profileType } = request;
  const inRange = inBounds(profiles, request);
  if (!profileType) return sortedNames(inRange);
  parseTypeName(profileType);
  const matches = parseBareMatchers(request.match);
  return sortedNames(inRange.filter((p) => p.type === profileType && matches(p.labels)));
}

/** Parca does not look at `match` here. */
export function answerValues(
  profiles: readonly ArchiveProfile[],
  request: ValuesRequest,
): string[] {
  const { profileType, labelName } = request;
  if (profileType) parseTypeName(profileType);
  const values = new Set<string>();
  for (const { type, labels } of inBounds(profiles, request)) {
    if (profileType && type !== profileType) continue;
    if (Object.hasOwn(labels, labelName)) values.add(labels[labelName]!);
  }
  values.delete('');
  return [...values].sort();
}

function sortedNames(profiles: readonly ArchiveProfile[]): string[] {
  return [...new Set(profiles.flatMap((p) => Object.keys(p.labels)))].sort();
}
