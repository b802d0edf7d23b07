import {
  DEFAULT_ALIASES,
  parseProfileType,
  type Labels,
  type Milliseconds,
  type Target,
} from '#series';
import charmConfigText from '../../tests/fixtures/targets/charm-config.json?raw';
import recordedText from '../../tests/fixtures/targets/recorded-targets.json?raw';
import type { ActivityAnswer, DiscoveryInputs } from './rows/discovery-inputs';

export const NOW = Date.parse('2026-11-21T00:36:45Z');
const HOUR = 3_600_000;

export const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
export const MEMORY = parseProfileType('memory:inuse_space:bytes:space:bytes');
const GOROUTINES = parseProfileType('goroutine:goroutine:count:goroutine:count');
const MUTEX = parseProfileType('mutex:delay:nanoseconds:contentions:count');
const BLOCK = parseProfileType('block:delay:nanoseconds:contentions:count');
export const AGENT_CPU = parseProfileType('parca_agent:samples:count:cpu:nanoseconds:delta');

/** What Parca scrapes of an address by default: name and path. */
const PROFILES = [
  ['memory', '/debug/pprof/allocs'],
  ['block', '/debug/pprof/block'],
  ['goroutine', '/debug/pprof/goroutine'],
  ['mutex', '/debug/pprof/mutex'],
  ['process_cpu', '/debug/pprof/profile?seconds=15'],
] as const;

interface ScrapeConfig {
  readonly job_name: string;
  readonly scheme?: string;
  readonly relabel_configs: readonly { readonly source_labels: readonly string[] }[];
  readonly static_configs: readonly {
    readonly labels: Labels;
    readonly targets: readonly string[];
  }[];
}

const config: { readonly scrape_configs: readonly ScrapeConfig[] } = JSON.parse(charmConfigText);

/** Parca's entries for what the charm library generates, all healthy. */
export const charmTargets: readonly Target[] = config.scrape_configs.flatMap((job) =>
  job.static_configs.flatMap(({ labels, targets }) =>
    targets.flatMap((address) => targetsOf({ job, labels, address })),
  ),
);

interface Endpoint {
  readonly job: ScrapeConfig;
  readonly labels: Labels;
  readonly address: string;
}

/** As Parca makes them: `instance` by the job's relabelling, a port by the scheme where there is none. */
function targetsOf({ job, labels, address }: Endpoint): readonly Target[] {
  const scheme = job.scheme ?? 'http';
  const instance = job.relabel_configs[0]!.source_labels.map((name) => labels[name] ?? '').join(
    '_',
  );
  const host = /:\d+$/.test(address) ? address : `${address}:${scheme === 'https' ? 443 : 80}`;
  return PROFILES.map(([profileName, path]) =>
    target({
      job: job.job_name,
      profileName,
      labels: { ...labels, job: job.job_name, instance },
      address,
      url: `${scheme}://${host}${path}`,
    }),
  );
}

interface TargetParts extends Partial<Target> {
  readonly address: string;
}

/** A healthy target that was just scraped. */
export function target({ address, ...parts }: TargetParts): Target {
  const { job = 'api', profileName = 'process_cpu', labels = { job, instance: address } } = parts;
  return {
    job,
    profileName,
    labels,
    discoveredLabels: { ...labels, __address__: address, __name__: profileName },
    url: `http://${address}/debug/pprof/profile?seconds=15`,
    health: 'good',
    lastError: undefined,
    lastScrape: NOW - 4000,
    lastScrapeDuration: 15,
    ...parts,
  };
}

/** Targets of a Parca that scraped two units of a shop, legacy-api (one of its addresses restarted once), Prometheus and itself. */
export const recordedTargets: readonly Target[] = JSON.parse(recordedText);

/** Everything that the targets have is stored and fresh. */
export function activityOfTargets(
  targets: readonly Target[],
  lastSeen: Milliseconds = NOW - 10_000,
): readonly ActivityAnswer[] {
  const by = ['juju_model_uuid', 'juju_application', 'juju_unit', 'job', 'instance'];
  return [CPU, MEMORY, GOROUTINES, MUTEX, BLOCK].map((profileType) => {
    const own = targets.filter(({ profileName }) => profileName === profileType.name);
    const labelSets = new Map(
      own.map(({ labels }) => [JSON.stringify(by.map((name) => labels[name])), labels]),
    );
    return {
      profileType,
      by,
      resolution: 60_000,
      series: [...labelSets.values()].map((labels) => ({
        labels: Object.fromEntries(
          by.filter((name) => labels[name]).map((name) => [name, labels[name]!]),
        ),
        lastSeen,
      })),
    };
  });
}

export function inputs(parts: Partial<DiscoveryInputs>): DiscoveryInputs {
  return {
    targets: [],
    activity: [],
    up: undefined,
    agents: [],
    range: { start: NOW - HOUR, end: NOW },
    now: NOW,
    aliases: DEFAULT_ALIASES,
    ...parts,
  };
}
