import { groupBy, labelsKey, labelValue, sameLabels, type Labels, type Scrape } from '#series';
import { labelNamesOf } from '../../scrapes/merge-plan';

/** What tells processes apart, however they are spelt: never a label that a program gives to parts of its own profile. */
const OF_PLACES = new Set([
  ...[
    'service_name',
    'service_namespace',
    'job',
    'instance',
    'hostname',
    'host',
    'node',
    'cluster',
  ],
  ...['namespace', 'pod', 'container', 'comm', 'systemd_unit', 'exe', 'pid', 'region', 'zone'],
  ...['version', 'service_version', 'service_git_ref', 'service_repository'],
]);
const PREFIXES = ['juju_', 'k8s', 'kubernetes_', 'host', 'service', 'process', 'container', 'otel'];
const placesAProcess = (name: string) =>
  OF_PLACES.has(name) || PREFIXES.some((prefix) => name.startsWith(prefix));

/**
 * The labels that a program gave to parts of its profiles (`pprof.Do`, tags): a server makes series of these parts, all of one moment, and a
 * label may come and go. Series that differ in such a name only, places apart, share every moment that the smaller one has:
 *
 *     pod=a               |   |   |   |        one process with four profiles
 *     pod=a endpoint=/x   |       |   |
 */
export function namesOfParts(scrapes: readonly Scrape[]): readonly string[] {
  const series = [...groupBy(scrapes, ({ labels }) => labelsKey(labels)).values()];
  const parts = new Set<string>();
  const names = labelNamesOf(scrapes).filter((name) => !placesAProcess(name));
  const placeOf = (labels: Labels) => labelsKey(without(labels, names));
  for (const group of groupBy(series, (one) => placeOf(one[0]!.labels)).values()) {
    const atMoment = groupBy(group.flat(), ({ timestamp }) => timestamp);
    for (const one of group) {
      const together = one.map(({ timestamp }) => atMoment.get(timestamp)!);
      if (!together.every((parts) => parts.length > 1)) continue;
      const [{ labels }] = one as [Scrape];
      const other = together[0]!.find((part) => !sameLabels(part.labels, labels));
      for (const name of other ? differing(labels, other.labels, names) : []) parts.add(name);
    }
  }
  return [...parts].sort();
}

const differing = (a: Labels, b: Labels, names: readonly string[]) =>
  names.filter((name) => labelValue(a, name) !== labelValue(b, name));

function without(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)));
}

/** Parts of one process and moment as one scrape, without the labels that only told them apart; in time order. */
export function joinParts(scrapes: readonly Scrape[], names: readonly string[]): Scrape[] {
  if (names.length === 0) return [...scrapes];
  const labelsOf = new Map<string, Labels>();
  const joined = groupBy(scrapes, ({ labels, timestamp }) => {
    const rest = without(labels, names);
    const key = labelsKey(rest);
    if (!labelsOf.has(key)) labelsOf.set(key, rest);
    return `${timestamp} ${key}`;
  });
  return [...joined.values()].map((parts): Scrape => ({
    ...parts[0]!,
    labels: labelsOf.get(labelsKey(without(parts[0]!.labels, names)))!,
    value: parts.reduce((sum, { value }) => sum + value, 0),
  }));
}

/** A part that a profile of its process lacks is 0 then, and no gap. */
export function fillParts(scrapes: readonly Scrape[], names: readonly string[]): Scrape[] {
  if (names.length === 0) return [...scrapes];
  const processes = groupBy(scrapes, ({ labels }) => labelsKey(without(labels, names)));
  return [...processes.values()].flatMap((process) => {
    const moments = [...groupBy(process, ({ timestamp }) => timestamp).values()];
    const parts = groupBy(process, ({ labels }) => labelsKey(labels));
    return [...parts.values()].flatMap((part) => {
      const there = new Map(part.map((one) => [one.timestamp, one]));
      const { labels } = part[0]!;
      return moments.map(
        ([any]): Scrape => there.get(any!.timestamp) ?? { ...any!, labels, value: 0 },
      );
    });
  });
}
