import { useMemo } from 'react';
import type { CallTree } from '#profile';
import { categoriesBy } from './picture';
import type { DisplayState } from '../state/view/view-state';

/** The display with one answer for both graphs to whose code is own, where callers stand beside callees and nobody has chosen. */
export function useOwnModules(
  display: DisplayState,
  tree: CallTree,
  callers: CallTree | undefined,
): DisplayState {
  const { own, by, rolledUp } = display;
  const both = useMemo(() => {
    if (own !== undefined || !callers) return undefined;
    const how = { own, by, rolledUp, colour: 'package' } as const;
    const found = [tree, callers].flatMap((one) => categoriesBy(one, how)?.modules ?? []);
    return [...new Set(found)].sort();
  }, [own, by, rolledUp, tree, callers]);
  return useMemo(() => (both ? { ...display, own: both } : display), [display, both]);
}
