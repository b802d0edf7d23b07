import {
  formatDuration,
  printMatchers,
  profileTypeTitle,
  type Matcher,
  type ProfileType,
  type TimeRange,
} from '#series';
import { pinnedValue, type Level } from './topology-levels';

/** The innermost place that conditions name, `shop-k8s/1`; else the conditions themselves. */
export function placeWords(matchers: readonly Matcher[], levels: readonly Level[]): string {
  if (matchers.length === 0) return 'everything';
  const pinned = levels.map(({ label }) => pinnedValue(matchers, label));
  return pinned.findLast((value) => value) ?? printMatchers(matchers);
}

/** `shop-k8s/1, 20 min`: what is asked for while it is on the way. */
export function selectionWords(
  {
    matchers = [],
    window,
  }: { readonly matchers?: readonly Matcher[] | undefined; readonly window: TimeRange },
  levels: readonly Level[],
): string {
  return `${placeWords(matchers, levels)}, ${formatDuration(window.end - window.start)}`;
}

/** `CPU time of shop-k8s/1, 20 min` */
export function profileWords(
  profileType: ProfileType,
  ...selection: Parameters<typeof selectionWords>
): string {
  return `${profileTypeTitle(profileType)} of ${selectionWords(...selection)}`;
}
