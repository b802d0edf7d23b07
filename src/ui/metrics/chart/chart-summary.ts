import { formatValue } from '../../format';
import { lastValue } from './cursor-values';
import { seriesOf } from '../series-of-chart';
import type { TimelineChart, TimelineSeries } from '../timeline-types';

/** A chart in words, for those who do not see it: `CPU time. shop-k8s/1: minimum 0.1 cores, maximum …, last …, 2 gaps`. */
export function summariseChart({ title, unit, state }: TimelineChart): string {
  const series = seriesOf(state);
  const words = {
    loading: ['Loading.'],
    ready: [],
    empty: [state.kind === 'empty' ? state.reason : ''],
    failed: [state.kind === 'failed' ? `Failed: ${state.message}` : ''],
  }[state.kind];
  return [`${title}.`, ...words, ...series.map((one) => summariseSeries(one, unit))].join(' ');
}

function summariseSeries(series: TimelineSeries, unit: string): string {
  const last = lastValue(series);
  if (last === undefined) return `${series.label}: no values.`;
  let [low, high] = [Infinity, -Infinity];
  for (const value of series.values) {
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const text = (value: number) => formatValue(value, unit);
  const gaps = series.values.filter((value) => value === null).length;
  const gapWords = gaps === 0 ? '' : `, ${gaps} ${gaps === 1 ? 'gap' : 'gaps'}`;
  return `${series.label}: minimum ${text(low)}, maximum ${text(high)}, last ${text(last)}${gapWords}.`;
}
