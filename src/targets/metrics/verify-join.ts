import { labelValue, type Series } from '#series';
import type { JoinVerification, MetricJoin } from './metric-join-types';

/** What the answer to `MetricJoin.verify` over a range says of the join: a series an endpoint, 1 where a scrape worked. */
export function readVerification(join: MetricJoin, up: readonly Series[]): JoinVerification {
  const seen = up.filter(({ values }) => values.some((value) => value !== null));
  const count = seen.length;
  const down = seen.filter(({ values }) => values.findLast((value) => value !== null) === 0).length;
  const named = seen.map(({ labels }) => labelValue(labels, 'job') || 'no job');
  const jobs = [...new Set(named)].sort((a, b) => (a < b ? -1 : 1));
  const facts = { count, down, jobs };
  if (count === 0) return { kind: 'nothing', ...facts, message: NOTHING[join.level] };
  const kind = count === 1 ? 'one' : 'several';
  return { kind, ...facts, message: `${scraped(count, jobs)}${failing(count, down)}` };
}

function scraped(count: number, jobs: readonly string[]): string {
  if (count === 1) return `Prometheus scrapes one endpoint: ${jobs[0]}.`;
  const list =
    jobs.length === 1 ? `of the job ${jobs[0]}` : `of ${jobs.length} jobs: ${jobs.join(', ')}`;
  return `Prometheus scrapes ${count} endpoints ${list}. Their metrics may be of different processes.`;
}

function failing(count: number, down: number): string {
  if (down === 0) return '';
  return count === 1 ? ' Its last scrape failed.' : ` The last scrape of ${down} of them failed.`;
}

const NOTHING: Readonly<Record<MetricJoin['level'], string>> = {
  unit:
    'No metrics for this unit: Prometheus scrapes nothing with its labels. Either its application is not related to Prometheus, or its ' +
    'metrics lack juju_unit, as those of fully-qualified targets and of applications behind an ingress do; then the application has them.',
  application:
    'No metrics for this application: Prometheus scrapes nothing with its labels. It may not be related to Prometheus.',
  model: 'No metrics for this model: Prometheus scrapes nothing with its labels.',
  host: 'No metrics of this host: Prometheus scrapes nothing at its address, or under another name for it.',
  instance:
    'No metrics with these labels: the two scrapes may name their jobs and addresses differently.',
  any: 'Prometheus scrapes nothing that these matchers select.',
};
