import type { DataSourceInstanceSettings, TestDataSourceResponse } from '@grafana/data';
import { profileTypeTitle, type ProfileType } from '#series';
import { SourceError, type ProfileSource } from '#sources';
import { adviceFor, healthFailureOf, type HealthFailure } from './failure-advice';
import type { ParcaOptions } from '../options';
import { identifyServer, PARCA_PATH, type ServerIdentity } from './server-identity';
import type { Services } from '../services';

const HOUR_MS = 3_600_000;

export const DIRECT_FACTS =
  'Access "Browser" (direct) is set: the browser would have to reach Parca itself.';
export const DIRECT_ADVICE =
  'Set the access to "Server (default)": then Grafana\'s proxy asks Parca, and credentials stay there.';

/** Grafana's "Save & test": what answers at the URL, or why nothing of use does. Never rejects. */
export async function checkHealth(
  settings: Pick<DataSourceInstanceSettings<ParcaOptions>, 'access'>,
  services: Services,
): Promise<TestDataSourceResponse> {
  if (settings.access === 'direct') return failed(DIRECT_FACTS, DIRECT_ADVICE);
  const now = services.now();
  try {
    const range = { start: now - HOUR_MS, end: now };
    const types = await services.source.fetchProfileTypes(range);
    return services.source.server.scrapes
      ? await describeParca(types, services)
      : describePyroscope(types);
  } catch (error) {
    return describeFailure(error, services);
  }
}

function failed(message: string, advice: string): TestDataSourceResponse {
  return { status: 'error', message, details: { message: advice } };
}

async function describeParca(
  recent: readonly ProfileType[],
  { source, transport, now }: Services,
): Promise<TestDataSourceResponse> {
  const [identity, targets] = await Promise.all([
    identifyServer(transport),
    describeTargets(source),
  ]);
  const name = nameOf(identity);
  if (recent.length > 0) {
    const titles = recent.map(profileTypeTitle);
    return {
      status: 'success',
      message: `${name} answers: ${count(recent.length, 'profile type')} in the last hour, ${targets}.`,
      details: { message: titles.join(', ') },
    };
  }
  const all = await source.fetchProfileTypes({ start: 1, end: now() });
  if (all.length > 0)
    return {
      status: 'success',
      message: `${name} answers, without profiles of the last hour; older ones are of ${count(all.length, 'type')}, ${targets}.`,
      details: { message: 'Choose a longer or an earlier range to see them.' },
    };
  return {
    status: 'success',
    message: `${name} answers and has no profiles yet, ${targets}.`,
    details: {
      message:
        'Add scrape targets to Parca, or let an agent push to it. Profiles in memory are lost when Parca restarts.',
    },
  };
}

/** What is older is not asked for: each day is a question, and how long it keeps anything it does not tell. */
function describePyroscope(recent: readonly ProfileType[]): TestDataSourceResponse {
  if (recent.length === 0)
    return {
      status: 'success',
      message: 'Pyroscope answers, without profiles of the last hour.',
      details: { message: 'Choose an earlier range, or look at what sends profiles to it.' },
    };
  return {
    status: 'success',
    message: `Pyroscope answers: ${count(recent.length, 'profile type')} in the last hour.`,
    details: { message: recent.map(profileTypeTitle).join(', ') },
  };
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** A proxy or a fork of Parca may have no version; the API's is that of its protocol. */
function nameOf(identity: ServerIdentity | undefined): string {
  if (identity?.path !== PARCA_PATH) return 'Parca (gRPC-Web API v1alpha1, version unknown)';
  if (identity.version === undefined) return 'Parca (gRPC-Web API v1alpha1, development build)';
  return `Parca ${identity.version}`;
}

/** A store that only takes what agents push has no targets. */
async function describeTargets(source: ProfileSource): Promise<string> {
  try {
    const targets = await source.fetchTargets();
    const bad = targets.filter(({ health }) => health === 'bad').length;
    return bad === 0
      ? count(targets.length, 'target')
      : `${count(targets.length, 'target')}, ${bad} of them failing`;
  } catch {
    return 'targets unknown';
  }
}

const WHAT: Readonly<Record<HealthFailure, (where: string) => string>> = {
  tls: (where) => `TLS between Grafana and ${where} fails`,
  refused: (where) => `${where} refuses the connection`,
  unknownHost: (where) => `The name of ${where} is not found`,
  timeout: (where) => `No answer in time from ${where}`,
  unreachable: (where) => `Grafana's server cannot reach ${where}`,
  unauthorized: (where) => `Access to ${where} is denied`,
  forbidden: (where) => `Grafana is not allowed to reach ${where}`,
  badUrl: (where) => `Grafana cannot read the URL ${where}`,
  wrongPath: (where) => `No Parca at this path of ${where}`,
  notParca: (where) => `What answers at ${where} is not Parca`,
  noQueries: (where) => `The Parca at ${where} answers no queries`,
  failed: (where) => `The check of ${where} fails`,
};

async function describeFailure(
  error: unknown,
  { transport, configuredUrl, source }: Services,
): Promise<TestDataSourceResponse> {
  const kind = healthFailureOf(error);
  const url = withoutUser(await configuredUrl());
  const foreign = kind === 'wrongPath' || kind === 'notParca';
  const identity = foreign ? await identifyServer(transport) : undefined;
  const expected = source.server.name;
  const actual = identity && kindOfServer(identity);
  if (actual !== undefined && actual !== expected)
    return failed(
      `What answers at ${url ?? 'the configured URL'} is ${actual}, and the kind is ${expected}.`,
      `Set the kind to ${actual}.`,
    );
  const found = identity && actual === undefined ? printIdentity(identity) : undefined;
  const detail = error instanceof SourceError ? error.detail : String(error);
  const what = WHAT[found ? 'notParca' : kind](url ?? 'the configured URL');
  const facts = `${what.replaceAll('Parca', expected)}: ${found ? `it is ${found}; ` : ''}${detail}`;
  const advice = adviceFor(found ? 'notParca' : kind, url);
  return failed(facts, expected === 'Parca' ? advice : adviceOfPyroscope(advice));
}

/** The same steps by the names and ports of the other server. */
const adviceOfPyroscope = (advice: string) =>
  advice
    .replace(' (7070, behind the charm 7994)', ' (4040)')
    .replace('http://parca:7070', 'http://pyroscope:4040')
    .replaceAll('Parca', 'Pyroscope');

function kindOfServer({ path }: ServerIdentity): 'Parca' | 'Pyroscope' | undefined {
  if (path === PARCA_PATH) return 'Parca';
  return /^(?:github\.com\/grafana\/)?pyroscope(?:\/v\d+)?$/.test(path) ? 'Pyroscope' : undefined;
}

const printIdentity = ({ path, version }: ServerIdentity) =>
  version === undefined ? path : `${path} ${version}`;

/** A URL can hold a password. */
function withoutUser(url: string | undefined): string | undefined {
  return url?.replace(/^(\w+:\/\/)[^/]*@/, '$1');
}
