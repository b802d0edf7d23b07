import type { MetricPanel } from './metric-panels';

/** A panel and the metric that it is drawn of; undefined where its expression names its own. */
export interface ChosenPanel {
  readonly panel: MetricPanel;
  readonly metric: string | undefined;
}

/**
 * The panels for which there are metrics. Of those with one title the first; of a panel's metrics the one of its best pattern, and of
 * several the shortest name. Panels of a person's own, which name no metrics, are always there.
 */
export function choosePanels(
  panels: readonly MetricPanel[],
  names: readonly string[],
): readonly ChosenPanel[] {
  const sorted = [...names].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const taken = new Set<string>();
  return panels.flatMap((panel) => {
    const metric = panel.metrics && bestOf(panel.metrics, sorted);
    if (panel.metrics && (metric === undefined || taken.has(panel.title))) return [];
    taken.add(panel.title);
    return [{ panel, metric }];
  });
}

function bestOf(patterns: readonly RegExp[], names: readonly string[]): string | undefined {
  for (const pattern of patterns) {
    const found = names.find((name) => pattern.test(name));
    if (found !== undefined) return found;
  }
  return undefined;
}
