import { useMemo } from 'react';
import { useQueries } from '@tanstack/react-query';
import {
  labelEntries,
  labelsOfHierarchy,
  type Matcher,
  type ProfileType,
  type Series,
  type TimeRange,
} from '#series';
import {
  alertAnnotations,
  alertQuery,
  restartAnnotations,
  withBuilds,
  type SeenBuilds,
  type Annotation,
} from '#targets';
import { useHost } from '../../state/host';
import { stepFor } from '../../state/range';
import type { Level } from '../../selection/topology-levels';
import { buildsQuery } from './builds-query';
import { ofAnnotation } from './compare-annotation';
import { alertsQuery, type AlertsAnswer } from './alerts-query';
import { metricQuery } from '../metric-queries';
import type { FoundJoin } from '../join/use-joins';

const START_TIME = 'process_start_time_seconds';

export interface AnnotationsQuestion {
  readonly range: TimeRange;
  readonly profileType: ProfileType | undefined;
  readonly levels: readonly Level[];
  readonly selections: readonly { readonly matchers: readonly Matcher[] }[];
}

/** Restarts, deploys and firing alerts of what the joins select, in time order, each once. */
export function useAnnotations(
  joins: readonly FoundJoin[],
  question: AnnotationsQuestion,
): readonly Annotation[] {
  const host = useHost();
  const { targetAliases: aliases } = host;
  const { range } = question;
  const step = stepFor(range);
  const starts = useQueries({
    queries: joins.map(({ join, known }) => ({
      ...metricQuery(host, { query: `${START_TIME}${join.matchers}`, range, step }),
      enabled: host.metrics !== undefined && known?.names.includes(START_TIME) === true,
    })),
    combine: seriesOf,
  });
  const alerts = useQueries({
    queries: joins.map(({ join }) =>
      alertsQuery(host, { query: alertQuery(join) ?? '', range, step }),
    ),
    combine: alertsOf,
  });
  const beginnings = useMemo(
    () => distinct(restartAnnotations(starts, range, aliases)),
    [starts, range, aliases],
  );
  const builds = useBuilds(beginnings, question);
  return useMemo(
    () =>
      distinct([
        ...withBuilds(beginnings, builds, aliases),
        ...alerts
          .flatMap(({ series, knownFrom }) => alertAnnotations(series, aliases, knownFrom))
          .filter(({ end = Infinity }) => end >= range.start),
      ]),
    [beginnings, builds, alerts, aliases, range],
  );
}

/** A build can only change where a process begins: two small profiles each, of the latest ones. */
const MOST_CHECKED = 6;

function useBuilds(
  beginnings: readonly Annotation[],
  { profileType, selections, levels }: AnnotationsQuestion,
): readonly SeenBuilds[] {
  const host = useHost();
  const [first] = selections;
  return useQueries({
    queries: beginnings.slice(-MOST_CHECKED).map((annotation) =>
      buildsQuery(host, {
        annotation,
        selector: profileType &&
          first && {
            profileType,
            matchers: ofAnnotation(first.matchers, annotation, {
              levels,
              aliases: host.targetAliases,
            }),
          },
      }),
    ),
    combine: buildsOf,
  });
}

const buildsOf = (results: readonly { data?: readonly SeenBuilds[] | undefined }[]) =>
  results.flatMap(({ data }) => data ?? []);
const seriesOf = (
  results: readonly { data?: { series: readonly Series[] } | undefined }[],
): readonly Series[] => results.flatMap(({ data }) => data?.series ?? []);
const alertsOf = (results: readonly { data?: AlertsAnswer | undefined }[]) =>
  results.flatMap(({ data }) => data ?? []);

const SCRAPE: ReadonlySet<string> = new Set(labelsOfHierarchy('job'));

/** Sides share series, and one process may be scraped by several jobs. */
function distinct(annotations: readonly Annotation[]): readonly Annotation[] {
  const seen = new Set<string>();
  return annotations
    .filter((annotation) => {
      const of = labelEntries(annotation.labels).filter(([name]) => !SCRAPE.has(name));
      const key = JSON.stringify([
        Math.round(annotation.time / 1000),
        annotation.kind,
        annotation.text,
        of,
      ]);
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    })
    .sort((a, b) => a.time - b.time);
}
