import { Target_Health, TargetsRequest_State, type Target as WireTarget } from '@parca/client';
import { labelValue, millisecondsFromNanoseconds, type Milliseconds, type Target } from '#series';
import { METHODS, type ParcaClient } from './parca-client';
import { decodeLabels, decodeTimestamp } from './wire';

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
    lastError: target.lastError,
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
