import { createDataFrame, type DataFrame } from '@grafana/data';
import { printMatchers, printProfileType, profileTypeTitle, storedTypeOf } from '#series';
import type { ProfileSource } from '#sources';
import type { Side } from '../resolve-query';

/** Why a question has no answer, and what to ask instead: one more question to the server, which is asked only then. */
export async function emptyNotice(
  source: ProfileSource,
  { selector, range }: Side,
  signal: AbortSignal,
): Promise<string> {
  const { profileType, matchers } = selector;
  const { name, scrapes } = source.server;
  const types = await source.fetchProfileTypes(range, { signal });
  if (types.length === 0)
    return `${name} has no profiles in this range. Choose another range, or check ${scrapes ? 'its targets' : 'what sends them'}.`;
  const type = printProfileType(storedTypeOf(profileType));
  if (types.every((known) => printProfileType(known) !== type))
    return `${name} has no profiles of the type ${type} in this range. It has: ${types.map(profileTypeTitle).join(', ')}.`;
  if (matchers.length === 0)
    return `${name} has no profiles of the type ${type} in this range. Choose a longer range.`;
  return `No profile of the type ${profileTypeTitle(profileType)} matches ${printMatchers(matchers)} in this range. Remove a matcher, or choose a longer range.`;
}

/** No data, and why. */
export function emptyFrame(of: {
  readonly refId: string;
  readonly executed: string;
  readonly notice: string;
}): DataFrame {
  return createDataFrame({
    refId: of.refId,
    meta: {
      executedQueryString: of.executed,
      notices: [{ severity: 'info', text: of.notice }],
    },
    fields: [],
  });
}
