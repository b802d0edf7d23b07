import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { Pair } from '#comparison';
import { kindOf, type Labels, type ProfileType, type Series, type TimeRange } from '#series';
import { choosePanels, requestMetricsAmong, requestRateQuery } from '#targets';
import { measuredOf } from '../../metrics/measured-profile';
import { metricQuery } from '../../metrics/metric-queries';
import { measuredKindOf, profileShare } from '../../metrics/profile-share';
import { isOfProfiled, useJoins, type FoundJoin } from '../../metrics/join/use-joins';
import { explain } from '../../shell/advice';
import { useHost, useTimeZone } from '../../state/host';
import { hasFault } from '../../state/matcher-faults';
import { stepFor } from '../../state/range';
import { SIDES } from '../../state/sides';
import type { LoadedSide } from '../../state/queries/use-profile';
import type { ViewControl } from '../../state/view/use-view-state';
import type { ViewState } from '../../state/view/view-state';
import { applicationOf, rememberedMetric, rememberMetric } from './remembered-metrics';
import { fileOf } from '../sides/file/file-beside';
import { requestRateIn, type RequestRate } from './request-rate';

/** What Prometheus says of the requests of both sides. */
export interface RequestFacts {
  /** Metrics that can count them, the usual ones first. */
  readonly offered: readonly string[];
  /** The link's, else the one remembered, else what is found by its name. */
  readonly metric: string | undefined;
  readonly choose: (metric: string) => void;
  /** Requests per second in each side's window; undefined: not known, or not yet. */
  readonly rates: Pair | undefined;
  /** The rates with how they come about. */
  readonly formulas: readonly string[];
  /** Why the requests may be of other processes; '' they are of the profiled ones. */
  readonly caution: string;
  /** Why a chosen metric has no rate; '' it has, or is still asked. */
  readonly missing: string;
}

export interface SideMetrics {
  readonly requests: RequestFacts;
  /** What of the sides' own metric their profiles hold, see `profileShare`. */
  readonly seen: readonly [baseline: number | undefined, comparison: number | undefined];
}

/** Where no metrics are asked. */
export const NO_SIDE_METRICS: SideMetrics = {
  requests: {
    offered: [],
    metric: undefined,
    choose: () => undefined,
    rates: undefined,
    formulas: [],
    caution: '',
    missing: '',
  },
  seen: [undefined, undefined],
};

interface SideMetricsQuestion {
  readonly control: ViewControl;
  readonly sides: readonly LoadedSide[];
  readonly profileType: ProfileType | undefined;
  /** The page's. */
  readonly range: TimeRange;
  readonly labelSets: readonly Labels[];
  /** What the joins depend on is still asked. */
  readonly isWaiting: boolean;
}

/** Metrics of each side in its own window, by the same joins as the charts. */
export function useSideMetrics(question: SideMetricsQuestion): SideMetrics {
  const { control, sides, profileType, range, labelSets, isWaiting } = question;
  const { view, setView } = control;
  const host = useHost();
  const [timeZone] = useTimeZone();
  const joins = useJoins({
    range,
    labelSets,
    selections: SIDES.flatMap((name) => {
      const { matchers } = view[name];
      // Of what a file was taken from nothing is known here.
      const isServers = fileOf(matchers, host.beside) === undefined;
      const isAsked = !isWaiting && matchers && !hasFault(matchers) && isServers;
      return isAsked ? [{ matchers, title: name }] : [];
    }),
    override: view.display.metricMatchers ?? '',
  });
  const ofSides = SIDES.map((name) => joins.find(({ titles }) => titles.includes(name)));
  const application = applicationOf(view.comparison.matchers ?? [], host.targetAliases);
  const { offered, metric } = useRequestMetric(view, joins, application);
  const requestsOf = (found: FoundJoin | undefined) =>
    metric && found?.join.matchers ? requestRateQuery(metric, found.join) : undefined;
  const windows = [view.baseline.window, view.comparison.window] as const;
  const counted = [
    useSeriesIn(requestsOf(ofSides[0]), windows[0]),
    useSeriesIn(requestsOf(ofSides[1]), windows[1]),
  ] as const;
  const measured = [
    useSeriesIn(measuringQuery(ofSides[0]), windows[0]),
    useSeriesIn(measuringQuery(ofSides[1]), windows[1]),
  ] as const;
  const found = counted.map(({ series }, k) => rateOf(series, windows[k], timeZone));
  const [before, now] = found.map((rate) => rate?.perSecond);
  const rates = useMemo<Pair | undefined>(
    () => (before === undefined || now === undefined ? undefined : [before, now]),
    [before, now],
  );
  // One that was only found by its name is not missed.
  const isChosen =
    view.requestMetric !== undefined && profileType && kindOf(profileType) !== 'gauge';
  const isAsked = counted.some(({ isFetching }) => isFetching);
  const failed = counted.find(({ error }) => error)?.error;
  return {
    requests: {
      offered,
      metric,
      choose: (next) => {
        rememberMetric(application, next);
        setView({ ...view, requestMetric: next });
      },
      rates,
      formulas: found.map((rate, k) => `${SIDES[k]}: ${rate?.formula ?? 'no rate'}`),
      caution: cautionOf(joins),
      missing:
        isChosen && metric !== undefined && !isAsked
          ? failed
            ? `${metric}: ${explain(failed).facts}`
            : missingRates(metric, found)
          : '',
    },
    seen: [seenBy(0), seenBy(1)],
  };

  /** The metric that says of the process what the profile says too. */
  function measuringQuery(found: FoundJoin | undefined): string | undefined {
    const kind = profileType && measuredKindOf(profileType);
    if (kind === undefined || !found?.known || !isOfProfiled(found.join)) return undefined;
    const chosen = choosePanels(host.metricPanels, found.known);
    const measuring = chosen.find(({ panel }) => panel.measures === kind);
    const named = measuring?.metric;
    return measuring?.panel.query({ ...found.join, ...(named !== undefined && { metric: named }) });
  }

  function seenBy(side: 0 | 1): number | undefined {
    const { series } = measured[side];
    const loaded = sides[side]?.loaded;
    const profile = loaded && measuredOf(loaded, timeZone);
    return profile && series && profileShare(profile, series)?.ratio;
  }
}

function useSeriesIn(query: string | undefined, window: TimeRange | undefined) {
  const host = useHost();
  const range = window ?? { start: 0, end: 0 };
  const answer = useQuery({
    ...metricQuery(host, { query: query ?? '', range, step: stepFor(range) }),
    enabled: host.metrics !== undefined && query !== undefined && window !== undefined,
  });
  const { data, isPlaceholderData, isFetching, error } = answer;
  return { series: isPlaceholderData ? undefined : data?.series, isFetching, error };
}

function useRequestMetric(view: ViewState, joins: readonly FoundJoin[], application: string) {
  const names = joins.flatMap(({ known }) => known?.names ?? []);
  // By what is known: the answers are new objects at every drawing.
  const key = JSON.stringify(names);
  const { usual, others } = useMemo(() => requestMetricsAmong(names), [key]); // eslint-disable-line react-hooks/exhaustive-deps
  const offered = [...usual, ...others];
  const remembered = useMemo(() => rememberedMetric(application), [application]);
  const known = remembered !== undefined && offered.includes(remembered) ? remembered : usual[0];
  return { offered, metric: view.requestMetric ?? known };
}

function rateOf(
  series: readonly Series[] | undefined,
  window: TimeRange | undefined,
  timeZone: string,
): RequestRate | undefined {
  return series && window && requestRateIn(series, { window, timeZone });
}

function cautionOf(joins: readonly FoundJoin[]): string {
  const unsure = joins.filter(({ join }) => !isOfProfiled(join));
  return unsure.map(({ join }) => join.explanation).join(' ');
}

function missingRates(metric: string, found: readonly (RequestRate | undefined)[]): string {
  const without = SIDES.filter((_, k) => !found[k]);
  if (without.length > 0)
    return `${metric} has no rate in the window of the ${without.join(' and the ')}.`;
  const idle = SIDES.filter((_, k) => found[k]!.perSecond === 0);
  if (idle.length > 0)
    return `${metric} counts no requests in the window of the ${idle.join(' and the ')}.`;
  return '';
}
