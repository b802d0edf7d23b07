import type { Pattern } from '#pattern';
import { compileMetricNames } from './metric-names';
import type { MetricJoin } from './join/metric-join-types';

/** A Prometheus metric that is drawn under the profile. */
export interface MetricPanel {
  readonly id: string;
  readonly title: string;
  /** As `formatValue` takes it; '' when the number has none. */
  readonly unit: string;
  /** See `MetricPanelText.metrics`; undefined: drawn whatever there is. */
  readonly metrics: readonly Pattern[] | undefined;
  /** A pattern, or more than one name: then which metric was found is not plain from the title. */
  readonly hasChoice: boolean;
  readonly hasStatus: boolean;
  readonly measures: MeasuredKind | undefined;
  query(of: PanelQuestion): string;
}

/** What a panel is asked of: the join's matchers and labels, and the metric where the panel names several. */
interface PanelQuestion extends Pick<MetricJoin, 'matchers' | 'by'> {
  readonly metric?: string;
}

/** What both a profile and a metric can be of, so that the one's value is a share of the other's. */
export type MeasuredKind = 'cpu' | 'memory' | 'goroutines';

/** A metric panel as the user writes it down. */
export interface MetricPanelText {
  readonly title: string;
  readonly unit: string;
  /**
   * PromQL with three places to fill. `$matchers` stands for the selection: after a metric's name with its braces (`up$matchers`), after
   * `{` or a comma without them (`http_requests_total{code="500",$matchers}`). `$by` stands for the labels that tell the selected
   * processes apart (`sum by ($by) (…)`), `$metric` for the one of `metrics` that exists.
   */
  readonly expression: string;
  /**
   * As `compileMetricNames` reads them, the best one first. The panel is drawn only where the selection has such a metric, and of panels with
   * one title only the first that has. Left out: always drawn.
   */
  readonly metrics?: readonly string[];
  /** Only of a metric with one of `STATUS_LABELS`. */
  readonly hasStatus?: true;
  /** The profile whose value is shown as a share of this metric. */
  readonly measures?: MeasuredKind;
}

/** Each is the label in which some libraries say how a request ended. */
export const STATUS_LABELS = [
  'code',
  'status',
  'status_code',
  'http_response_status_code',
] as const;

const PLACEHOLDER = /([{,]\s*)?\$(matchers|by|metric)\b/g;

/** Panels to draw, each with an id of its own also where two have one title. */
export function metricPanelsOf(texts: readonly MetricPanelText[]): readonly MetricPanel[] {
  const ids = texts.map(({ title }) => title.toLowerCase().replace(/[^a-z0-9]+/g, '-'));
  return texts.map(({ title, unit, expression, metrics, hasStatus, measures }, index) => {
    const id = ids[index]!;
    return {
      id: ids.indexOf(id) === index ? id : `${id}-${index}`,
      title,
      unit,
      measures,
      hasChoice: metrics !== undefined && (metrics.length > 1 || /[.*+?|]/.test(metrics.join())),
      hasStatus: hasStatus ?? false,
      metrics: metrics && compileMetricNames(metrics),
      query: ({ matchers, by, metric = '' }) =>
        // In one go: what is filled in may look like a place to fill.
        expression.replace(PLACEHOLDER, (_, inside: string | undefined, name: string) => {
          if (name === 'by') return (inside ?? '') + by;
          if (name === 'metric') return (inside ?? '') + metric;
          return inside === undefined ? matchers : inside + matchers.slice(1, -1);
        }),
    };
  });
}
