import type { DataFrame } from '@grafana/data';
import { framesFromSeries } from '#frames';
import { emptyFrame } from './empty-frame';
import { emptyNotice } from './empty-notice';
import { printSide, type Running } from './open-side';
import type { ResolvedQuery } from './resolve-query';

/** Labels that agents give to samples, not to what is profiled: a series of each would be thousands. */
const OF_SAMPLES = new Set(['cpu', 'thread_id', 'thread_name']);

export async function runMetrics(query: ResolvedQuery, running: Running): Promise<DataFrame[]> {
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
