import {
  Target_Health,
  TargetsResponse,
  type LabelSet,
  type Target as WireTarget,
} from '@parca/client';
import { groupBy, labelEntries, type Labels, type Milliseconds, type Target } from '#series';

/** Targets as Parca's ScrapeService.Targets answers them, in proto3 JSON: the inverse of how they are read. */
export function printTargets(targets: readonly Target[]): string {
  const jobs = groupBy(targets, ({ job }) => job);
  return TargetsResponse.toJsonString({
    targets: Object.fromEntries(
      [...jobs].map(([job, list]) => [job, { targets: list.map(toWire) }]),
    ),
  });
}

const HEALTH: Readonly<Record<Target['health'], Target_Health>> = {
  unknown: Target_Health.UNKNOWN_UNSPECIFIED,
  good: Target_Health.GOOD,
  bad: Target_Health.BAD,
};

function toWire(target: Target): WireTarget {
  const { lastScrape } = target;
  return {
    discoveredLabels: toLabelSet(target.discoveredLabels),
    labels: toLabelSet(target.labels),
    url: target.url,
    health: HEALTH[target.health],
    lastError: target.lastError ?? '',
    ...(lastScrape !== undefined && { lastScrape: toTime(lastScrape) }),
    lastScrapeDuration: toTime(target.lastScrapeDuration),
  };
}

function toLabelSet(labels: Labels): LabelSet {
  return { labels: labelEntries(labels).map(([name, value]) => ({ name, value })) };
}

function toTime(time: Milliseconds): { seconds: bigint; nanos: number } {
  const seconds = Math.floor(time / 1000);
  return { seconds: BigInt(seconds), nanos: Math.round((time - seconds * 1000) * 1e6) };
}
