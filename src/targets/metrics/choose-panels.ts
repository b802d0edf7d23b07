import type { Pattern } from '#pattern';
import type { MetricPanel } from './metric-panels';

/** A panel and the metric that it is drawn of; undefined where its expression names its own. */
export interface ChosenPanel {
  readonly panel: MetricPanel;
  readonly metric: string | undefined;
}

export interface KnownMetrics {
  readonly names: readonly string[];
  /** Those of them that have one of `STATUS_LABELS`. */
  readonly withStatus: readonly string[];
}

/**
 * The panels for which there are metrics. Of those with one title the first; of a panel's metrics the one of its best pattern, and of
 * several the shortest name. Panels of a user's own, which name no metrics, are always there.
 */
export function choosePanels(
  panels: readonly MetricPanel[],
  { names, withStatus }: KnownMetrics,
): readonly ChosenPanel[] {
  const sorted = shortestFirst(names);
  const sortedWithStatus = shortestFirst(withStatus);
  const taken = new Set<string>();
  return panels.flatMap((panel) => {
    const metric =
      panel.metrics && bestOf(panel.metrics, panel.hasStatus ? sortedWithStatus : sorted);
    if (panel.metrics && (metric === undefined || taken.has(panel.title))) return [];
    taken.add(panel.title);
    return [{ panel, metric }];
  });
}

const shortestFirst = (names: readonly string[]) =>
  [...names].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));

function bestOf(patterns: readonly Pattern[], names: readonly string[]): string | undefined {
  for (const pattern of patterns) {
    const found = names.find(pattern);
    if (found !== undefined) return found;
  }
  return undefined;
}
