import { formatAge, formatDuration } from '#series';
import { integrateCommand, statusCommand, type ParcaPlace } from '../setup/juju-commands';
import type { AgentInput, DiscoveryInputs } from './discovery-inputs';
import { latestSeen, type Clock } from './profile-status';
import { explainFailure } from './scrape-failure';
import {
  isTarget,
  type DraftRow,
  type NextStep,
  type ProfileStatus,
  type RowBadge,
  type RowState,
  type Statement,
} from './target-row';

export interface RowExplanation {
  readonly reason: Statement;
  readonly meaning: Statement;
  readonly nextStep: NextStep | undefined;
}

export interface ExplainContext {
  readonly clock: Clock;
  readonly parca: ParcaPlace;
  /** Missing: a Parca. */
  readonly server?: DiscoveryInputs['server'];
}

interface Plain {
  readonly kind: string;
  readonly facts: string;
  readonly meaning?: string;
  readonly advice?: string;
  readonly command?: string;
}

/** Why the row is in its state, what that means, and what to do: what a badge explains better, it explains. */
export function explainRow(
  row: DraftRow,
  badges: readonly RowBadge[],
  context: ExplainContext,
): RowExplanation {
  const explained = plainly(EXPLAIN[row.state](row, context));
  const badge = badges.find(({ kind }) => kind === 'artefact' || kind === 'collision');
  if (badge?.kind === 'artefact') return { ...explained, meaning: badge, nextStep: NOTHING_TO_DO };
  if (badge && row.state === 'profiling')
    return { ...explained, meaning: badge, nextStep: SEPARATE };
  return explained;
}

const NOTHING_TO_DO: NextStep = { kind: 'artefact', message: 'Nothing to do.' };
const SEPARATE: NextStep = {
  kind: 'collision',
  message:
    'To tell them apart, deploy one parca-scrape-target application for each endpoint; outside Juju give each target a label of its own.',
  command: 'juju deploy parca-scrape-target NAME --config targets=HOST:PORT',
};

function plainly({ kind, facts, meaning = '', advice, command }: Plain): RowExplanation {
  const step = advice === undefined ? undefined : { kind, message: advice };
  return {
    reason: { kind, message: facts },
    meaning: { kind, message: meaning },
    nextStep: step && command !== undefined ? { ...step, command } : step,
  };
}

type Explain = (row: DraftRow, context: ExplainContext) => Plain;

const EXPLAIN: Readonly<Record<RowState, Explain>> = {
  failing: explainFailing,
  stale: explainStale,
  neverScraped: ({ interval }) => ({
    kind: 'neverScraped',
    facts: `Parca has not scraped it yet${interval === undefined ? '' : `; it does so every ${formatDuration(interval)}`}.`,
    meaning:
      'The first scrape comes within an interval or so. A change of the configuration starts over for every job that changed.',
    advice: "Wait for one scrape interval; if it stays, Parca's log says why.",
  }),
  empty: explainEmpty,
  notProfiled: explainNotProfiled,
  profiling: explainProfiling,
};

function explainFailing(row: DraftRow, { clock }: ExplainContext): Plain {
  const failing = byImportance(row.profiles).filter(({ state }) => state === 'failing');
  const [first] = failing;
  if (!first) return explainPush(agentOf(row), clock);
  const { meaning, nextStep } = explanationOf(first, row);
  return {
    kind: first.failure ?? 'other',
    facts: sentences([failureFacts(row.profiles, failing), upFacts(row)]),
    meaning,
    advice: nextStep.message,
    ...(nextStep.command !== undefined && { command: nextStep.command }),
  };
}

function explainPush(agent: AgentInput | undefined, { now }: Clock): Plain {
  const when = agent?.lastPush === undefined ? '' : `, ${formatAge(now - agent.lastPush)} ago,`;
  return {
    kind: 'push',
    facts: `The last push${when} failed: ${agent?.lastError ?? ''}`,
    meaning: 'Parca refused what the agent sent.',
    advice: "The agent's log says more.",
    command: AGENT_LOG,
  };
}

const agentOf = (row: DraftRow) => (row.source === 'pushed' ? row.agent : undefined);

const AGENT_LOG = 'snap logs parca-agent -n=50';

/** What the user would ask about first. */
function byImportance(profiles: readonly ProfileStatus[]): readonly ProfileStatus[] {
  const rank = ({ name }: ProfileStatus) => (name === 'process_cpu' ? 0 : 1);
  return [...profiles].sort((a, b) => rank(a) - rank(b));
}

/** Of all profiles of the row that fail as this one does. */
function explanationOf({ failure = 'other', error }: ProfileStatus, row: DraftRow) {
  const { profiles, interval, topology } = row;
  const alike = profiles.filter((profile) => profile.failure === failure);
  return explainFailure({
    kind: failure,
    error: error ?? '',
    profileNames: alike.map(({ name }) => name),
    isAll: alike.length === profiles.length,
    interval,
    topology,
  });
}

/** The server's words, once for each kind of failure. */
function failureFacts(
  profiles: readonly ProfileStatus[],
  failing: readonly ProfileStatus[],
): string {
  const kinds = new Map<string, ProfileStatus>();
  for (const profile of failing)
    if (!kinds.has(profile.failure ?? '')) kinds.set(profile.failure ?? '', profile);
  const words = [...kinds.values()].map(
    ({ name, error }) => `${name}: ${error || 'no words from the server'}`,
  );
  const all = failing.length === profiles.length;
  const count = all ? `All ${profiles.length}` : `${failing.length} of ${profiles.length}`;
  const only = profiles.length === 1;
  return `${only ? 'The only profile fails' : `${count} profiles fail`}. ${words.join('; ')}.`;
}

/** Whether the process lives, as far as Prometheus sees. */
function upFacts({ up, topology }: DraftRow): string {
  if (!up || topology?.unit === undefined) return '';
  const all = up.up + up.down;
  return up.up === 0
    ? `Prometheus does not reach ${topology.unit} either.`
    : `Prometheus reaches ${up.up} of ${all} endpoints of ${topology.unit}.`;
}

function explainStale(row: DraftRow, context: ExplainContext): Plain {
  if (row.source === 'pushed') return explainSilent(row, context);
  if (row.source === 'scraped' && row.isTarget === undefined)
    return {
      kind: 'targetsUnknown',
      facts: `${lastProfile(row, context.clock)} Parca's targets are not known.`,
    };
  if (!isTarget(row)) return explainRemoved(row, context);
  const overdue = row.profiles.find(({ state, target }) => state === 'stale' && target?.lastScrape);
  if (!overdue)
    return {
      kind: 'reset',
      facts: `Not scraped since Parca read its configuration. ${lastProfile(row, context.clock)}`,
      meaning:
        'A changed configuration forgets when a target was scraped; what is stored does not.',
      advice: "Wait for one scrape interval; if it stays, Parca's log says why.",
    };
  const ago = formatAge(context.clock.now - overdue.target!.lastScrape!);
  const due =
    row.interval === undefined ? '' : `, and one is due every ${formatDuration(row.interval)}`;
  return {
    kind: 'overdue',
    facts: `The last scrape was ${ago} ago${due}.`,
    meaning: 'Parca itself stopped scraping: it is overloaded, paused, or its clock differs.',
    advice: "Look at Parca's log and load.",
  };
}

function explainSilent(row: DraftRow, { clock, server }: ExplainContext): Plain {
  const agent = agentOf(row);
  const facts = sentences([
    row.profiles.length > 0 ? lastProfile(row, clock) : '',
    agent ? pushFacts(agent, clock) : '',
  ]);
  if (server && !server.scrapes)
    return {
      kind: 'silent',
      facts,
      meaning: `${server.name} is sent profiles and asks nobody: whether the process runs is not known. It ended, it was idle, or what sends its profiles stopped.`,
      advice: 'Where it should go on, look at the log of what sends them.',
    };
  return {
    kind: 'silent',
    facts,
    meaning:
      'The process ended, its agent stopped or cannot reach Parca, or sampling leaves it out. What is pushed has no health to ask for.',
    advice: 'Where it should go on, look at the log of the agent on that machine.',
    command: AGENT_LOG,
  };
}

function pushFacts({ id, lastPush }: AgentInput, { now }: Clock): string {
  if (lastPush === undefined) return `The agent ${id} is known and has not pushed.`;
  return `The agent ${id} last pushed ${formatAge(now - lastPush)} ago.`;
}

function explainRemoved(row: DraftRow, { clock, parca }: ExplainContext): Plain {
  return {
    kind: 'removed',
    facts: `Seen in data, but no longer a target. ${lastProfile(row, clock)}`,
    meaning:
      'It was scaled down, renamed or unrelated, or another Parca that sent it stopped. What is stored stays until its retention ends.',
    ...(row.topology && {
      advice: 'Nothing, if it was removed on purpose; else relate it again.',
      command: integrateCommand(row.topology, parca),
    }),
  };
}

function lastProfile({ profiles }: DraftRow, { now }: Clock): string {
  const last = latestSeen(profiles);
  if (last === undefined) return 'No profile in the range.';
  const { time, within } = last;
  return now - time <= within
    ? `The last profile is at most ${formatAge(within)} old.`
    : `The last profile is ${formatAge(now - time)} old.`;
}

function explainEmpty(row: DraftRow, { clock }: ExplainContext): Plain {
  const server = byImportance(row.profiles).find(({ failure }) => failure === 'empty');
  if (server) {
    const { meaning, nextStep } = explanationOf(server, row);
    return { kind: 'emptyProfile', facts: server.error ?? '', meaning, advice: nextStep.message };
  }
  if (row.profiles.length === 0)
    return {
      kind: 'agentEmpty',
      facts: `The agent ${agentOf(row)?.id ?? ''} pushes, and nothing of it is stored in the range under its name.`,
      meaning: 'An address instead of a name may stand for every agent behind one proxy.',
    };
  const length = clock.range.end - clock.range.start;
  if (row.interval !== undefined && row.interval > length)
    return {
      kind: 'longInterval',
      facts: `Scraped every ${formatDuration(row.interval)}; the range is ${formatDuration(length)} long and holds no profile.`,
      advice: 'Choose a longer range.',
    };
  return {
    kind: 'noProfiles',
    facts: 'Scraped without an error, and nothing is stored in the range.',
    meaning:
      'The profiles had no samples (an idle process has none for CPU, a program that records no contention none for mutex and block), or the ' +
      'range is older than what Parca keeps or than this target.',
    advice: 'Choose a more recent or longer range, or another profile type.',
  };
}

function explainNotProfiled(row: DraftRow, { parca, server }: ExplainContext): Plain {
  const { up, topology } = row;
  const reached = up && up.up > 0 ? 'Prometheus scrapes it' : 'Prometheus knows it, and it is down';
  const facts = `${reached}; no profile of it is known.`;
  if (server && !server.scrapes)
    return {
      kind: 'notSent',
      facts,
      meaning: `Nothing sends profiles of it to ${server.name} under these labels.`,
      advice: 'Profile it with Alloy, an SDK or a collector, and give its profiles these labels.',
    };
  if (!topology)
    return {
      kind: 'noTarget',
      facts,
      meaning: 'Neither does Parca scrape it nor does an agent push it.',
      advice: "Add its pprof address to Parca's scrape_configs, or run parca-agent on its machine.",
    };
  if (row.source === 'metricsOnly' && row.siblingProfiled)
    return {
      kind: 'siblingProfiled',
      facts: `${facts} Other units of ${topology.application} are profiled.`,
      meaning: 'The unit may be new, or the relation has not reported it to Parca yet.',
      advice: 'Check the relation and the unit.',
      command: statusCommand(topology),
    };
  return {
    kind: 'noRelation',
    facts,
    meaning: 'Nothing relates it to Parca.',
    advice:
      'If its charm has a profiling endpoint, integrate it. Otherwise parca-agent profiles its CPU on a machine without any change to it.',
    command: integrateCommand(topology, parca),
  };
}

function explainProfiling(row: DraftRow, { clock }: ExplainContext): Plain {
  if (row.source === 'pushed')
    return {
      kind: 'pushed',
      facts: `An agent or a program pushes it. ${lastProfile(row, clock)}`,
      meaning: 'What is pushed has no health to ask for: that profiles come is all that is known.',
    };
  if (row.source === 'federated')
    return {
      kind: 'federated',
      facts: `It is not among this Parca's targets. ${lastProfile(row, clock)}`,
      meaning:
        'Another Parca, or a program, sends it here, and its health is known there only. If it was a target until just now, it will be ' +
        'called stale when nothing has come for some minutes.',
    };
  if (row.source === 'scraped' && row.isTarget === undefined)
    return { kind: 'targetsUnknown', facts: "Profiles are stored. Parca's targets are not known." };
  if (row.source === 'scraped' && !row.activityKnown)
    return {
      kind: 'healthOnly',
      facts: 'Scraped without an error; what is stored is not known yet.',
    };
  if (row.profiles.every(({ target }) => target?.lastScrape === undefined))
    return {
      kind: 'reset',
      facts: 'Profiles are stored, and Parca has not scraped it since it read its configuration.',
    };
  return { kind: 'scraped', facts: 'Scraped without an error, and profiles are stored.' };
}

const sentences = (parts: readonly string[]) => parts.filter((part) => part !== '').join(' ');
