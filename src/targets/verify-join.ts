import { labelValue, type Labels } from '#series';
import type { JoinVerification, MetricJoin } from './metric-join-types';

/** One line of the answer to `MetricJoin.verify`: how many endpoints a job has under the join's matchers. */
export interface CountedJob {
  readonly labels: Labels;
  readonly value: number;
}

/** What the answer says of the join. */
export function readVerification(
  join: MetricJoin,
  answer: readonly CountedJob[],
): JoinVerification {
  const found = answer.filter(({ value }) => value > 0);
  const count = found.reduce((sum, { value }) => sum + value, 0);
  const jobs = found
    .map(({ labels }) => labelValue(labels, 'job') || 'no job')
    .sort((a, b) => (a < b ? -1 : 1));
  if (count === 0) return { kind: 'nothing', count, jobs, words: NOTHING[join.level] };
  if (count === 1)
    return { kind: 'one', count, jobs, words: `Prometheus scrapes one endpoint: ${jobs[0]}.` };
  return { kind: 'several', count, jobs, words: severalWords(count, jobs) };
}

function severalWords(count: number, jobs: readonly string[]): string {
  const list =
    jobs.length === 1 ? `of the job ${jobs[0]}` : `of ${jobs.length} jobs: ${jobs.join(', ')}`;
  return `Prometheus scrapes ${count} endpoints ${list}. Their metrics may be of different processes.`;
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
