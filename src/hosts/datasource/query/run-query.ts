import type { DataFrame } from '@grafana/data';
import { emptyFrame } from './empty-frame';
import type { Running } from './open-side';
import type { ResolvedQuery, ResolvedTargets } from './resolve-query';
import { runMetrics } from './run-metrics';
import { runDiff, runProfile, runTop } from './run-profile';
import { runTargets } from './run-targets';

type Task = (running: Running) => Promise<DataFrame[]>;

/** The parts of a query that answer each in its own time, in the order in which they are shown. */
export function tasksOf(query: ResolvedQuery | ResolvedTargets): readonly Task[] {
  const { refId, unset } = query;
  if (unset.length > 0) {
    const notice = `Nothing is asked: ${unset.join(', ')} holds no value.`;
    return [() => Promise.resolve([emptyFrame({ refId, executed: '', notice })])];
  }
  if (query.type === 'targets') return [(running) => runTargets(query, running)];
  const runs = RUNS[query.type];
  return runs.map((run) => (running) => run(query, running));
}

type Run = (query: ResolvedQuery, running: Running) => Promise<DataFrame[]>;

const RUNS: Readonly<Record<ResolvedQuery['type'], readonly Run[]>> = {
  profile: [runProfile],
  metrics: [runMetrics],
  both: [runMetrics, runProfile],
  diff: [runDiff],
  top: [runTop],
};
