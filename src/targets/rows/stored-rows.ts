import {
  labelsKey,
  labelValue,
  readLabel,
  topologyOf,
  type Labels,
  type TopologyAliases,
} from '#series';
import { topologyPath, unitKeyOf } from '../topology/topology-path';
import type { ActivityIndex, UnmatchedSeries } from './activity-index';
import type { AgentInput, DiscoveryInputs } from './discovery-inputs';
import { isFresh, pushedStatus, stateOfProfiles } from './profile-status';
import { byName } from './scraped-rows';
import { UNSCRAPED, type DraftRow, type ScrapedDraft } from './target-row';

/** Names that Parca itself gives to what it scrapes. */
const SCRAPED_NAMES = new Set([
  'memory',
  'block',
  'goroutine',
  'mutex',
  'process_cpu',
  'fgprof',
  'threadcreate',
]);

/**
 * Rows for what is stored and not scraped here: pushed by agents, sent by another Parca, or scraped earlier. `former`: what the unit of a
 * row that is scraped today has stored under other labels, by the row's id.
 */
export function storedRows(
  inputs: DiscoveryInputs,
  activity: ActivityIndex,
  scraped: readonly ScrapedDraft[],
): {
  readonly rows: readonly DraftRow[];
  readonly former: ReadonlyMap<string, readonly Labels[]>;
} {
  const { aliases, server: { scrapes } = { scrapes: true } } = inputs;
  const profileNames = scraped.flatMap(({ profiles }) => profiles.map(({ name }) => name));
  const scrapedNames = new Set([...SCRAPED_NAMES, ...profileNames]);
  const rowOfUnit = unitsOf(scraped);
  const agents = new Map(inputs.agents.map((agent) => [agent.id, agent]));
  const rows: DraftRow[] = [];
  const former = new Map<string, Labels[]>();
  for (const series of activity.unmatched()) {
    const looksScraped = scrapes && isLikeAScrape(series, scrapedNames, aliases);
    const topology = topologyOf(series.labels, aliases);
    const today =
      looksScraped && topology?.unit !== undefined ? rowOfUnit.get(unitKeyOf(topology)) : undefined;
    if (today !== undefined) former.set(today, [...(former.get(today) ?? []), series.labels]);
    else {
      const agent = agents.get(readLabel(series.labels, 'node', aliases));
      rows.push(storedRow(series, { looksScraped, agent }, inputs));
    }
  }
  return { rows, former };
}

function unitsOf(scraped: readonly ScrapedDraft[]): ReadonlyMap<string, string> {
  const withUnit = scraped.filter(({ topology }) => topology?.unit !== undefined);
  return new Map(withUnit.map(({ topology, id }) => [unitKeyOf(topology!), id]));
}

/** Profiles of the names that a scrape gives, under labels of a scrape and not of a process on a machine. */
function isLikeAScrape(
  { labels, activity }: UnmatchedSeries,
  scrapedNames: ReadonlySet<string>,
  aliases: TopologyAliases,
): boolean {
  if ([...activity.keys()].some((name) => !scrapedNames.has(name))) return false;
  if (readLabel(labels, 'comm', aliases) !== '' || labelValue(labels, 'pid') !== '') return false;
  return (
    topologyOf(labels, aliases) !== undefined ||
    (labelValue(labels, 'job') !== '' && labelValue(labels, 'instance') !== '')
  );
}

/** What still comes without a target is sent by another Parca; what stopped was scraped here or there, which is not known. */
function storedRow(
  { labels, activity }: UnmatchedSeries,
  {
    looksScraped,
    agent,
  }: { readonly looksScraped: boolean; readonly agent: AgentInput | undefined },
  inputs: DiscoveryInputs,
): DraftRow {
  const topology = topologyOf(labels, inputs.aliases);
  const pushError = agent?.lastError;
  const profiles = [...activity].map(([name, of]) =>
    pushedStatus({ name, activity: of, pushError }, inputs),
  );
  const facts = {
    ...UNSCRAPED,
    id: `stored ${labelsKey(labels)}`,
    state: stateOfProfiles(profiles),
    profiles: profiles.sort(byName),
    labels,
    topology,
    path: topologyPath({ labels, topology, ...UNSCRAPED }, inputs.aliases),
  };
  if (!looksScraped) return { ...facts, source: 'pushed', agent };
  if (inputs.targets === undefined)
    return { ...facts, source: 'scraped', isTarget: undefined, activityKnown: true };
  if (facts.state === 'profiling') return { ...facts, source: 'federated' };
  return { ...facts, source: 'scraped', isTarget: false, activityKnown: true };
}

/** Agents that push, or try to, without one stored label set to show for it. */
export function agentRows(
  inputs: DiscoveryInputs,
  stored: readonly DraftRow[],
): readonly DraftRow[] {
  const pushed = stored.filter((row) => row.source === 'pushed');
  const known = new Set(pushed.map(({ agent }) => agent?.id));
  const missing = inputs.agents.filter(({ id }) => !known.has(id));
  // Behind a proxy every agent has the proxy's address; what they push is there under its labels.
  return missing
    .filter(({ id, lastError }) => lastError !== undefined || pushed.length === 0 || !isAddress(id))
    .map((agent) => agentRow(agent, inputs));
}

const isAddress = (id: string) => /^[\d.]+$|:/.test(id);

function agentRow(agent: AgentInput, inputs: DiscoveryInputs): DraftRow {
  const labels = { node: agent.id };
  const fresh =
    agent.lastPush !== undefined && isFresh({ lastSeen: agent.lastPush, resolution: 0 }, inputs);
  const quiet = !fresh ? 'stale' : inputs.activity !== undefined ? 'empty' : 'profiling';
  return {
    ...UNSCRAPED,
    id: `agent ${agent.id}`,
    source: 'pushed',
    state: agent.lastError === undefined ? quiet : 'failing',
    profiles: [],
    labels,
    topology: undefined,
    path: topologyPath({ labels, topology: undefined, ...UNSCRAPED }, inputs.aliases),
    agent,
  };
}
