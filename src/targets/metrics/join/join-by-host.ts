import { escapeRegex } from '#pattern';
import { labelValue, printMatchers, readLabel } from '#series';
import { hostOf } from '../../topology/address';
import { joinOf, listed } from './join-words';
import type { MetricJoin, MetricJoinOptions } from './metric-join-types';

const NO_PROCESS =
  'These profiles come from an address that parca-scrape-target lists. Their labels name the charm that lists it, not the process';

/** For what parca-scrape-target lists: everything that is scraped at the hosts that the profiles come from. */
export function joinOfAddresses(addresses: readonly string[]): MetricJoin {
  const hosts = [...new Set(addresses.map(hostOf))].filter((host) => host !== '');
  const distinct = hosts.filter((host) => !isLoopback(host));
  if (distinct.length === 0) return none(hosts);
  const value = `${anyOf(distinct.map(hostPattern))}(:[0-9]+)?`;
  const several = distinct.length > 1;
  return joinOf({
    tier: 'host',
    level: 'host',
    matchers: printMatchers([{ name: 'instance', op: '=~', value }]),
    explanation: `${NO_PROCESS}: metrics of everything that is scraped at the host${several ? 's' : ''} ${listed(distinct)}, other processes included.`,
  });
}

function none(loopbacks: readonly string[]): MetricJoin {
  const why =
    loopbacks.length === 0
      ? 'so no metric is known to be of it.'
      : `and ${listed(loopbacks)} would be any machine, so no metric is known to be of it.`;
  return joinOf({ tier: 'none', level: 'any', matchers: '', explanation: `${NO_PROCESS}, ${why}` });
}

/** Names a machine only to itself. */
export function isLoopback(host: string): boolean {
  return /^(localhost(\..*)?|127\.\d+\.\d+\.\d+|0\.0\.0\.0|::1?)$/i.test(host);
}

/** For what an agent pushes from a machine: units that a collector names on it, else all metrics of the machine. */
export function joinOfNode(
  node: string,
  of: Pick<MetricJoinOptions, 'subordinates' | 'aliases'> & { readonly note: string | undefined },
): MetricJoin {
  const { subordinates = [], aliases, note } = of;
  const rest = note === undefined ? '' : ` ${note}`;
  const related = subordinates.filter((series) => isOfNode(labelValue(series, 'instance'), node));
  const units = [...new Set(related.map((series) => labelValue(series, 'related_unit')))];
  const models = [
    ...new Set(related.map((series) => readLabel(series, 'juju_model_uuid', aliases))),
  ];
  const [model] = models;
  if (units.length > 0 && !units.includes('') && models.length === 1 && model)
    return joinOfRelated({ node, units, model, note: rest });
  return joinOf({
    tier: 'host',
    level: 'host',
    matchers: printMatchers([
      { name: 'instance', op: '=~', value: `${escapeRegex(node)}([.:].*)?` },
    ]),
    explanation: `Metrics of the machine ${node}, not of the profiled process alone.${rest}`,
  });
}

/** The agent writes the short host name, a collector the fully-qualified one. */
function isOfNode(instance: string, node: string): boolean {
  const host = hostOf(instance);
  return host === node || host.startsWith(`${node}.`);
}

interface Related {
  readonly node: string;
  readonly units: readonly string[];
  readonly model: string;
  readonly note: string;
}

function joinOfRelated({ node, units, model, note }: Related): MetricJoin {
  const [only] = units as [string, ...string[]];
  const several = units.length > 1;
  const unit = several
    ? ({ name: 'juju_unit', op: '=~', value: anyOf(units.map(escapeRegex)) } as const)
    : ({ name: 'juju_unit', op: '=', value: only } as const);
  const uuid = { name: 'juju_model_uuid', op: '=', value: model } as const;
  return joinOf({
    tier: several ? 'host' : 'unit',
    level: several ? 'host' : 'unit',
    matchers: printMatchers([uuid, unit]),
    explanation: several
      ? `Metrics of the units on the machine ${node}, as its collector tells: ${listed(units)}.${note}`
      : `Metrics of ${only}, the unit on the machine ${node}, as its collector tells.${note}`,
  });
}

const anyOf = (patterns: readonly string[]) =>
  patterns.length === 1 ? patterns[0]! : `(${patterns.join('|')})`;

const hostPattern = (host: string) =>
  host.includes(':') ? `\\[?${escapeRegex(host)}\\]?` : escapeRegex(host);
