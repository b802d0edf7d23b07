import { likenessOf } from './advice';
import type { LatestQuery } from '../state/queries/use-latest-query';

type Asked = LatestQuery<unknown>;

/** True for failures that are one to the user. */
export function failsLike({ error }: Asked, other: Asked | undefined): boolean {
  return (
    error !== undefined &&
    other?.error !== undefined &&
    likenessOf(error) === likenessOf(other.error)
  );
}

/** A failure that is told once, for all that failed alike: trying again asks all of it. */
export function toldOnce<T extends Asked>(
  failed: T | undefined,
  all: readonly Asked[],
): T | undefined {
  if (!failed) return undefined;
  const alike = all.filter((one) => one !== failed && failsLike(one, failed));
  return { ...failed, retry: () => [failed, ...alike].forEach(({ retry }) => retry()) };
}
