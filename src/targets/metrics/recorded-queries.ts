import { metricPanels } from './default-panels';
import { joinLabels } from './join-words';
import type { MetricPanel } from './metric-panels';

/**
 * What the pages ask of Prometheus beside a profile, without matchers, for every metric in `names` that a default panel is drawn of: one
 * query an operand of `or`, because a replay answers the whole from its operands, and each alone.
 */
export function recordedQueries(names: readonly string[]): readonly string[] {
  const asked = metricPanels.flatMap((panel) =>
    names
      .filter((name) => panel.metrics?.some((pattern) => pattern(name)))
      .flatMap((metric) => operandsOf(panel, metric)),
  );
  const marks = ['process_start_time_seconds', 'ALERTS'].filter((name) => names.includes(name));
  return [...new Set([...asked, ...marks])];
}

const operandsOf = (panel: MetricPanel, metric: string) =>
  joinLabels.flatMap((by) => panel.query({ matchers: '', by, metric }).split(' or '));
