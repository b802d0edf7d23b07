import { Target_Health, TargetsRequest_State, type Target as WireTarget } from '@parca/client';
import {
  labelValue,
  millisecondsFromNanoseconds,
  type Agent,
  type Milliseconds,
  type Target,
} from '#series';
import { METHODS, type ParcaClient } from './protocol/parca-client';
import { decodeLabels, decodeTimestamp } from './protocol/wire';

/** What Parca scrapes, in order of job, labels and address. What agents push is not among it. */
export async function fetchTargets(client: ParcaClient): Promise<readonly Target[]> {
  const answer = await client.call(METHODS.targets, { state: TargetsRequest_State.ACTIVE });
  const targets = Object.entries(answer?.targets ?? {}).flatMap(([job, { targets: ofJob }]) =>
    ofJob.map((target, i) => decodeTarget(job, target, `Targets.targets["${job}"][${i}]`)),
  );
  return targets.sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1));
}

const orderKey = ({ job, url, profileName }: Target) => JSON.stringify([job, url, profileName]);

const HEALTH = new Map<Target_Health, Target['health']>([
  [Target_Health.GOOD, 'good'],
  [Target_Health.BAD, 'bad'],
]);

function decodeTarget(job: string, target: WireTarget, path: string): Target {
  const discoveredLabels = decodeLabels(target.discoveredLabels);
  const { seconds, nanos } = target.lastScrapeDuration ?? { seconds: 0n, nanos: 0 };
  return {
    job,
    profileName: labelValue(discoveredLabels, '__name__'),
    labels: decodeLabels(target.labels),
    discoveredLabels,
    url: target.url,
    health: HEALTH.get(target.health) ?? 'unknown',
    lastError: target.lastError || undefined,
    lastScrape: decodeLastScrape(target, `${path}.lastScrape`),
    lastScrapeDuration: Number(seconds) * 1000 + nanos / 1e6,
  };
}

/** Parca's zero time is the year 1: never. */
function decodeLastScrape({ lastScrape }: WireTarget, path: string): Milliseconds | undefined {
  if (lastScrape === undefined) return undefined;
  const time = decodeTimestamp(lastScrape, path);
  return time <= 0n ? undefined : millisecondsFromNanoseconds(time);
}

/**
 * Who has pushed profiles in the last five minutes by the older way of writing (WriteRaw), sorted by id. Today's agents push by
 * another one and are not among them: their label sets are the only trace.
 */
export async function fetchAgents(client: ParcaClient): Promise<readonly Agent[]> {
  const answer = await client.call(METHODS.agents, {});
  const agents = (answer?.agents ?? []).map(({ id, lastError, lastPush }, i): Agent => {
    const time = lastPush ? decodeTimestamp(lastPush, `Agents.agents[${i}].lastPush`) : 0n;
    return {
      id,
      lastError: lastError || undefined,
      lastPush: time <= 0n ? undefined : millisecondsFromNanoseconds(time),
    };
  });
  return agents.sort((a, b) => (a.id < b.id ? -1 : 1));
}
