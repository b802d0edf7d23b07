import {
  discover,
  topologyTree,
  type ActivityAnswer,
  type TargetRow,
  type TopologyTree,
  type DiscoveryInputs,
} from '#targets';
import { DEFAULT_ALIASES, parseProfileType, type Labels, type Target } from '#series';

/** For tests: the moment at which the made targets are looked at. */
export const NOW = Date.UTC(2026, 10, 21, 12);
const UUID = '20ce8299-3634-4bef-8bd8-5ace6c8816b4';

export interface MadeTarget {
  readonly unit: string;
  readonly model?: string;
  readonly name?: string;
  readonly address?: string;
  readonly error?: string;
  readonly lastScrape?: number | undefined;
  readonly labels?: Labels;
}

/** For tests: a scrape target as Parca tells it, 4 s after its scrape. */
export function madeTarget(made: MadeTarget): Target {
  const { unit, model = 'dev', name = 'process_cpu', address = '10.1.0.4:4080', error } = made;
  const application = unit.split('/')[0]!;
  const lastScrape = 'lastScrape' in made ? made.lastScrape : NOW - 4000;
  return {
    job: `${model}_${application}`,
    profileName: name,
    labels: {
      juju_model: model,
      juju_model_uuid: UUID,
      juju_application: application,
      juju_charm: application,
      ...(unit.includes('/') && { juju_unit: unit }),
      ...made.labels,
    },
    discoveredLabels: { __address__: address, __name__: name },
    url: `http://${address}/debug/pprof/profile?seconds=10`,
    health: lastScrape === undefined ? 'unknown' : error === undefined ? 'good' : 'bad',
    lastError: error,
    lastScrape,
    lastScrapeDuration: 12,
  };
}

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');

/** CPU profiles of all that were scraped for them without a failure. */
function storedOf(targets: readonly Target[]): readonly ActivityAnswer[] {
  const scraped = targets.filter(
    ({ profileName, health, lastScrape }) =>
      profileName === CPU.name && health === 'good' && lastScrape !== undefined,
  );
  const by = [...new Set(targets.flatMap(({ labels }) => Object.keys(labels)))];
  const series = scraped.map(({ labels }) => ({ labels, lastSeen: NOW - 20_000 }));
  return [{ profileType: CPU, by, series, resolution: 60_000 }];
}

/** For tests: their rows, with profiles where scrapes do not fail. */
export function rowsFrom(targets: readonly Target[], more: Partial<DiscoveryInputs> = {}) {
  return discover({
    targets,
    activity: storedOf(targets),
    up: undefined,
    agents: [],
    range: { start: NOW - 3_600_000, end: NOW },
    aliases: DEFAULT_ALIASES,
    now: NOW,
    ...more,
  });
}

export function treeFrom(
  targets: readonly Target[],
  cost?: (row: TargetRow) => number | undefined,
): TopologyTree {
  return topologyTree(rowsFrom(targets), cost ? { cost } : {});
}
