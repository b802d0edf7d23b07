import { useState } from 'react';
import type { Finding } from '#changes';
import { useHost } from '../state/host';
import { hides, withDismissal, withoutDismissals, type Dismissals } from '../state/dismissals';

/** What the host hides from everyone, and what this user can do about it. */
export interface DismissalsForAll {
  readonly hides: (finding: Finding) => boolean;
  /** Absent: this user may not. */
  readonly dismiss?: ((finding: Finding) => void) | undefined;
  readonly restore: (findings: readonly Finding[]) => void;
  /** Why the last change was not stored. */
  readonly failure: string | undefined;
  readonly forget: () => void;
}

export function useDismissalsForAll(): DismissalsForAll {
  const { dismissals, now } = useHost();
  const [failure, setFailure] = useState<string>();
  const { list = [], change } = dismissals ?? {};
  const store = (next: Parameters<NonNullable<Dismissals['change']>>[0]) => {
    setFailure(undefined);
    change?.(next).catch((error: unknown) =>
      setFailure(error instanceof Error ? error.message : String(error)),
    );
  };
  return {
    hides: (finding) => list.some((one) => hides(one, finding)),
    dismiss: change && (({ key }) => store((stored) => withDismissal(stored, { key, at: now() }))),
    restore: (findings) => {
      const keys = findings.map(({ key }) => key);
      if (keys.length > 0) store((stored) => withoutDismissals(stored, keys));
    },
    failure,
    forget: () => setFailure(undefined),
  };
}
