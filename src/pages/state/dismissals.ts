import type { Finding } from '#changes';
import type { Milliseconds } from '#series';

/** A change that someone has looked at and does not want to be told of again. */
export interface Dismissal {
  /** The finding's. */
  readonly key: string;
  readonly at: Milliseconds;
}

/** Those of everyone who uses the host, beside those that a link holds. */
export interface Dismissals {
  readonly list: readonly Dismissal[];
  /** Absent: this user may not. Rejects where it is not stored. */
  readonly change?:
    ((next: (list: readonly Dismissal[]) => readonly Dismissal[]) => Promise<void>) | undefined;
}

/** The newest are kept. */
const MOST = 500;

/**
 * Whether it hides the finding. A key outlives its cause: what has begun since, as far as that is known, is another change of the same function, and is
 * told.
 */
export function hides({ key, at }: Dismissal, { key: found, since }: Finding): boolean {
  return key === found && (since === undefined || since.time - since.uncertainty <= at);
}

export function withDismissal(
  list: readonly Dismissal[],
  dismissal: Dismissal,
): readonly Dismissal[] {
  return [...withoutDismissals(list, [dismissal.key]), dismissal].slice(-MOST);
}

export function withoutDismissals(
  list: readonly Dismissal[],
  keys: readonly string[],
): readonly Dismissal[] {
  return list.filter(({ key }) => !keys.includes(key));
}
