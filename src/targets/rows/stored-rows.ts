import { labelsKey, labelValue, readLabel, topologyOf, type Labels } from '#series';
import { topologyPath, unitKeyOf } from '../topology/topology-path';
import type { UnmatchedSeries } from './activity-index';
import type { AgentInput } from './discovery-inputs';
import { isFresh, pushedStatus, stateOfProfiles } from './profile-status';
import { byName, meansOf } from './scraped-rows';
import type { DiscoveryContext, DraftRow } from './target-row';

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

export interface StoredRows {
  /** One row a stored label set that is not a target's. */
  readonly rows: readonly DraftRow[];
  /** Stored under other labels, by `id` of the row of the same unit that is scraped today. */
  readonly former: ReadonlyMap<string, readonly Labels[]>;
}

/** Rows for what is stored and not scraped here: pushed by agents, sent by another Parca, or scraped earlier. */
export function storedRows(
  unmatched: readonly UnmatchedSeries[],
  scraped: readonly DraftRow[],
  context: DiscoveryContext,
): StoredRows {
  const profileNames = scraped.flatMap(({ profiles }) => profiles.map(({ name }) => name));
  const scrapedNames = new Set([...SCRAPED_NAMES, ...profileNames]);
  const rowOfUnit = unitsOf(scraped);
  const agents = new Map(context.agents.map((agent) => [agent.id, agent]));
  const rows: DraftRow[] = [];
  const former = new Map<string, Labels[]>();
  for (const series of unmatched) {
    const looksScraped = isLikeAScrape(series, scrapedNames, context);
    const topology = topologyOf(series.labels, context.aliases);
    const today =
      looksScraped && topology?.unit !== undefined ? rowOfUnit.get(unitKeyOf(topology)) : undefined;
    if (today !== undefined) former.set(today, [...(former.get(today) ?? []), series.labels]);
    else {
      const agent = agents.get(readLabel(series.labels, 'node', context.aliases));
      rows.push(storedRow({ series, looksScraped, agent }, context));
    }
  }
  return { rows, former };
}

function unitsOf(scraped: readonly DraftRow[]): ReadonlyMap<string, string> {
  const withUnit = scraped.filter(({ topology }) => topology?.unit !== undefined);
  return new Map(withUnit.map(({ topology, id }) => [unitKeyOf(topology!), id]));
}

/** Profiles of the names that a scrape gives, under labels of a scrape and not of a process on a machine. */
function isLikeAScrape(
  { labels, activity }: UnmatchedSeries,
  scrapedNames: ReadonlySet<string>,
  { aliases }: DiscoveryContext,
): boolean {
  if ([...activity.keys()].some((name) => !scrapedNames.has(name))) return false;
  if (readLabel(labels, 'comm', aliases) !== '' || labelValue(labels, 'pid') !== '') return false;
  return (
    topologyOf(labels, aliases) !== undefined ||
    (labelValue(labels, 'job') !== '' && labelValue(labels, 'instance') !== '')
  );
}

interface Stored {
  readonly series: UnmatchedSeries;
  readonly looksScraped: boolean;
  readonly agent: AgentInput | undefined;
}

function storedRow(
  { series: { labels, activity }, looksScraped, agent }: Stored,
  { aliases, clock, targetsKnown }: DiscoveryContext,
): DraftRow {
  const topology = topologyOf(labels, aliases);
  const pushError = agent?.lastError ?? '';
  const profiles = [...activity].map(([name, of]) =>
    pushedStatus({ name, activity: of, pushError }, clock),
  );
  const state = stateOfProfiles(profiles);
  return {
    id: `stored ${labelsKey(labels)}`,
    source: sourceOf({ looksScraped, targetsKnown, fresh: state === 'profiling' }),
    state,
    labels,
    topology,
    path: topologyPath({ labels, topology, job: '', address: '' }, aliases),
    profiles: profiles.sort(byName),
    job: '',
    address: '',
    interval: undefined,
    means: meansOf([...activity.values()]),
    up: undefined,
    agent,
    activityKnown: true,
    isTarget: looksScraped ? (targetsKnown ? false : undefined) : false,
    badges: [],
    siblingProfiled: false,
  };
}

interface Origin {
  readonly looksScraped: boolean;
  readonly targetsKnown: boolean;
  readonly fresh: boolean;
}

/** What still comes without a target is sent by another Parca; what stopped was scraped here or there, which is not known. */
function sourceOf({ looksScraped, targetsKnown, fresh }: Origin): DraftRow['source'] {
  if (!looksScraped) return 'pushed';
  return targetsKnown && fresh ? 'federated' : 'scraped';
}

/** Agents that push, or try to, without one stored label set to show for it. */
export function agentRows(
  stored: readonly DraftRow[],
  context: DiscoveryContext,
): readonly DraftRow[] {
  const pushed = stored.filter(({ source }) => source === 'pushed');
  const known = new Set(pushed.map(({ agent }) => agent?.id));
  const missing = context.agents.filter(({ id }) => !known.has(id));
  // Behind a proxy every agent has the proxy's address; what they push is there under its labels.
  return missing
    .filter(({ id, lastError }) => lastError !== '' || pushed.length === 0 || !isAddress(id))
    .map((agent) => agentRow(agent, context));
}

const isAddress = (id: string) => /^[\d.]+$|:/.test(id);

function agentRow(
  agent: AgentInput,
  { aliases, clock, activityKnown }: DiscoveryContext,
): DraftRow {
  const labels = { node: agent.id };
  const fresh =
    agent.lastPush !== undefined && isFresh({ lastSeen: agent.lastPush, resolution: 0 }, clock);
  const quiet = !fresh ? 'stale' : activityKnown ? 'empty' : 'profiling';
  return {
    id: `agent ${agent.id}`,
    source: 'pushed',
    state: agent.lastError === '' ? quiet : 'failing',
    labels,
    topology: undefined,
    path: topologyPath({ labels, topology: undefined, job: '', address: '' }, aliases),
    profiles: [],
    job: '',
    address: '',
    interval: undefined,
    means: new Map(),
    up: undefined,
    agent,
    activityKnown,
    isTarget: false,
    badges: [],
    siblingProfiled: false,
  };
}
