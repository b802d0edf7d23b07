import type { Watched, WatchedChange, WatchedServers } from './watched';

/** https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
export const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

interface Metric {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly samples: readonly Sample[];
}

interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** All metrics, each of them with its help; a change has the same labels in each, and of several servers all have the label `datasource`. */
export function printMetrics(servers: WatchedServers): string {
  const of = Object.entries(servers).map(([datasource, watched]) =>
    [...changeMetrics(watched.changes), ...scanMetrics(watched)].map((metric) =>
      datasource === '' ? metric : labelled(metric, { datasource }),
    ),
  );
  const [first = []] = of;
  // The same metrics of each server, in the same order.
  const united = first.map((metric, i) => ({
    ...metric,
    samples: of.flatMap((metrics) => metrics[i]!.samples),
  }));
  return united.map(printMetric).join('');
}

function labelled(metric: Metric, labels: NonNullable<Sample['labels']>): Metric {
  const samples = metric.samples.map((one) => ({ ...one, labels: { ...one.labels, ...labels } }));
  return { ...metric, samples };
}

function changeMetrics(changes: readonly WatchedChange[]): readonly Metric[] {
  const gauge = (
    name: string,
    help: string,
    valueOf: (change: WatchedChange) => number | undefined,
  ): Metric => ({
    ...{ name, help, type: 'gauge' },
    samples: changes.flatMap((change) => {
      const value = valueOf(change);
      return value === undefined ? [] : [{ labels: labelsOf(change), value }];
    }),
  });
  return [
    gauge(
      'parcascope_change',
      'By how much a function, or a unit in total where function is empty, costs more or less per second; of states, what it holds. In the label measure.',
      ({ delta }) => delta,
    ),
    gauge(
      'parcascope_change_ratio',
      'The same as a part of what it was.',
      ({ relative }) => relative,
    ),
    gauge(
      'parcascope_change_q',
      'False discovery rate at which the change is just found.',
      ({ q }) => q,
    ),
    gauge(
      'parcascope_change_start_time_seconds',
      'When it changed, or was first found.',
      ({ start }) => start / 1000,
    ),
  ];
}

function labelsOf({
  application,
  unit,
  function: name,
  type,
  direction,
  kind,
  measure,
}: WatchedChange) {
  return { application, unit, function: name, type, direction, kind, measure };
}

function scanMetrics(watched: Watched): readonly Metric[] {
  const one = (name: string, type: Metric['type'], help: string, value: number): Metric => ({
    ...{ name, type, help, samples: [{ value }] },
  });
  // Before the first one there is none of which that could be told: 0 would be a time, long ago.
  const last = (name: string, help: string, value: number): Metric => ({
    ...{ name, type: 'gauge', help },
    samples: watched.ended > 0 ? [{ value }] : [],
  });
  const { scans, failures, ended, seconds, questions, problems, units, inDepth, found } = watched;
  return [
    one('parcascope_scans_total', 'counter', 'Scans that ended.', scans),
    one(
      'parcascope_scan_errors_total',
      'counter',
      'Scans that failed, as a whole or before their end.',
      failures,
    ),
    last(
      'parcascope_scan_timestamp_seconds',
      'When the last scan that did not fail ended.',
      ended / 1000,
    ),
    last('parcascope_scan_duration_seconds', 'How long it took.', seconds),
    last(
      'parcascope_scan_questions',
      'Questions that it asked of the servers of profiles and metrics.',
      questions,
    ),
    last('parcascope_scan_problems', 'Ways in which some of them failed.', problems),
    last('parcascope_scan_units', 'Units whose totals it looked at.', units),
    last('parcascope_scan_units_in_depth', 'Units whose functions it looked into.', inDepth),
    last(
      'parcascope_scan_changes',
      'Changes that it found, also those beyond the hundred that are served.',
      found,
    ),
  ];
}

function printMetric({ name, type, help, samples }: Metric): string {
  const lines = samples.map(({ labels, value }) => `${name}${printLabels(labels)} ${value}\n`);
  return [`# HELP ${name} ${help}\n`, `# TYPE ${name} ${type}\n`, ...lines].join('');
}

function printLabels(labels: Sample['labels']): string {
  if (!labels) return '';
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeValue(value)}"`);
  return `{${pairs.join(',')}}`;
}

/** Names of functions may hold anything. */
function escapeValue(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
