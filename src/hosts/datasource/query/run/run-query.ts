import type { DataFrame } from '@grafana/data';
import { framesFromSeries, frameFromTargets } from '#frames';
import { compileMatchers, printMatchers } from '#series';
import type { ProfileServer } from '#sources';
import { emptyFrame, emptyNotice } from './empty-answer';
import { printSide, type Running } from './open-side';
import type { Resolved, ResolvedQuery, ResolvedTargets } from '../resolve-query';
import { runChanges } from './run-changes';
import { runFunction } from './run-function';
import { runDiff, runProfile, runTop } from './run-profile';

type Task = (running: Running) => Promise<DataFrame[]>;

/** The parts of a query that answer each in its own time, in the order in which they are shown. */
export function tasksOf(query: Resolved): readonly Task[] {
  const { refId, unset } = query;
  if (unset.length > 0) {
    const notice = `Not run: ${unset.join(', ')} has no value.`;
    return [() => Promise.resolve([emptyFrame({ refId, executed: '', notice })])];
  }
  if (query.type === 'targets') return [(running) => runTargets(query, running)];
  if (query.type === 'changes') return [(running) => runChanges(query, running)];
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
  function: [runFunction],
};

/** Labels that agents give to samples, not to what is profiled: one series per value would be thousands. */
const OF_SAMPLES = new Set(['cpu', 'thread_id', 'thread_name']);

async function runMetrics(query: ResolvedQuery, running: Running): Promise<DataFrame[]> {
  const { refId, side, step } = query;
  const { source, signal } = running;
  const sumBy = query.groupBy ?? (await identifyingLabels(query, running));
  const series = await source.fetchSeries({ ...side, step, sumBy }, { signal });
  const { profileType } = side.selector;
  const by = query.groupBy ? ` sum by (${sumBy.join(', ')})` : '';
  const executed = `${printSide(side)} step ${step / 1000}s${by}`;
  if (series.length > 0)
    return framesFromSeries(series, { refId, profileType, executed, notices: [] });
  return [emptyFrame({ refId, executed, notice: await emptyNotice(source, side, signal) })];
}

async function identifyingLabels({ side }: ResolvedQuery, { source, signal }: Running) {
  const { selector, range } = side;
  const names = await source.fetchLabelNames({ ...selector, range }, { signal });
  return names.filter((name) => !OF_SAMPLES.has(name));
}

/** What Parca scrapes now, whatever the range; conditions are on the targets' labels. */
export async function runTargets(
  query: ResolvedTargets,
  running: Pick<Running, 'source' | 'aliases' | 'signal'>,
): Promise<DataFrame[]> {
  const { refId, matchers } = query;
  const [all, aliases] = await Promise.all([
    running.source.fetchTargets({ signal: running.signal }),
    running.aliases(),
  ]);
  const matches = compileMatchers(matchers);
  const targets = all.filter(({ labels }) => matches(labels));
  const executed = `targets ${printMatchers(matchers)}`;
  const notices =
    targets.length > 0 ? [] : [whyNone(all.length, printMatchers(matchers), running.source.server)];
  return [frameFromTargets(targets, { refId, executed, notices, aliases })];
}

function whyNone(count: number, matchers: string, { name, scrapes }: ProfileServer): string {
  if (count > 0) return `None of ${name}'s ${count} targets matches ${matchers}.`;
  return scrapes
    ? `${name} scrapes no targets. Profiles that agents push can still be queried.`
    : `${name} scrapes nothing, so it has no targets. What is sent to it is listed by the app, on Applications.`;
}
