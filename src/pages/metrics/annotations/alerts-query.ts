import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { labelsKey, type Milliseconds, type Series } from '#series';
import type { Host } from '../../state/host';
import { metricsOf, type MetricQuestion } from '../metric-queries';

/** How long before the range the beginning of an alert is looked for, and how exactly. */
const EARLIER_MS = 86_400_000;
const EARLIER_STEP_MS = 60_000;

export interface AlertsAnswer {
  readonly series: readonly Series[];
  /** What fires at this moment may have begun before: nothing earlier was asked. */
  readonly knownFrom: Milliseconds;
}

/**
 * Alerts that fired in the range, since when they fired. Their names are asked first: where there are none, which is the rule, that is all,
 * and an archive without alerts answers it too. What fires at the range's start began before it, so that a day more is asked then.
 */
export function alertsQuery(host: Host, of: MetricQuestion) {
  const { range, step } = of;
  return queryOptions({
    queryKey: ['prometheus', 'alerts', of.query, range.start, range.end, step],
    queryFn: async ({ signal }): Promise<AlertsAnswer> => {
      const source = metricsOf(host);
      const question = { name: 'alertname', match: of.query, range };
      const names = await source.fetchLabelValues(question, { signal });
      const knownFrom = range.start + step;
      if (names.length === 0) return { series: [], knownFrom };
      const { series } = await source.fetchRange(of, { signal });
      if (!series.some((one) => beginsBefore(one, knownFrom))) return { series, knownFrom };
      const earlier = {
        query: of.query,
        range: { start: range.start - EARLIER_MS, end: range.start },
        step: Math.max(step, EARLIER_STEP_MS),
      };
      try {
        const before = await source.fetchRange(earlier, { signal });
        return {
          series: joined(before.series, series),
          knownFrom: earlier.range.start + earlier.step,
        };
      } catch (error) {
        if (signal.aborted) throw error;
        // A server that keeps less, or limits what is asked, takes no alert from the range.
        return { series, knownFrom };
      }
    },
    placeholderData: keepPreviousData,
    enabled: host.metrics !== undefined && of.query !== '',
  });
}

function beginsBefore({ times, values }: Series, time: Milliseconds): boolean {
  const first = values.findIndex((value) => value !== null);
  return first >= 0 && times[first]! < time;
}

/** Each series with what came before; what ended before is not of the range. */
function joined(before: readonly Series[], series: readonly Series[]): readonly Series[] {
  const earlier = new Map(before.map((one) => [labelsKey(one.labels), one]));
  return series.map((one) => {
    const old = earlier.get(labelsKey(one.labels));
    if (!old) return one;
    const count = old.times.filter((time) => time < one.times[0]!).length;
    return {
      ...one,
      times: [...old.times.slice(0, count), ...one.times],
      values: [...old.values.slice(0, count), ...one.values],
    };
  });
}
