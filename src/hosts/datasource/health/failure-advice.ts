import { SourceError, type SourceErrorKind } from '#sources';
import { failureKindOf, type FailureKind } from '#targets';

/** Why "Save & test" fails. */
export type HealthFailure =
  | 'tls'
  | 'refused'
  | 'unknownHost'
  | 'timeout'
  | 'unreachable'
  | 'unauthorized'
  | 'forbidden'
  | 'badUrl'
  | 'wrongPath'
  | 'notParca'
  | 'noQueries'
  | 'failed';

/** Texts that say more than the status does. */
const BY_TEXT: Partial<Record<FailureKind, HealthFailure>> = {
  certificate: 'tls',
  scheme: 'tls',
  refused: 'refused',
  dns: 'unknownHost',
  connectTimeout: 'timeout',
  timeout: 'timeout',
};

/** What only Grafana's proxy and gRPC say. */
const GRAFANA: readonly (readonly [RegExp, HealthFailure])[] = [
  [/not a valid target/, 'forbidden'],
  [/Invalid data source URL/, 'badUrl'],
  [/UNIMPLEMENTED/, 'noQueries'],
];

const BY_KIND: Readonly<Record<SourceErrorKind, HealthFailure>> = {
  unreachable: 'unreachable',
  timeout: 'timeout',
  redirect: 'notParca',
  unauthorized: 'unauthorized',
  forbidden: 'unauthorized',
  notFound: 'wrongPath',
  malformed: 'notParca',
  badQuery: 'notParca',
  tooLarge: 'failed',
  busy: 'failed',
  aborted: 'failed',
  server: 'failed',
};

export function healthFailureOf(error: unknown): HealthFailure {
  if (!(error instanceof SourceError)) return 'failed';
  const { detail, kind } = error;
  return (
    BY_TEXT[failureKindOf(detail)] ??
    GRAFANA.find(([text]) => text.test(detail))?.[1] ??
    BY_KIND[kind]
  );
}

const TLS_ADVICE =
  'Two things must hold: Grafana trusts the authority that signed the certificate (with Juju: integrate grafana:receive-ca-cert with the ' +
  'authority; else "With CA Cert" in these settings), and the certificate names the host of this URL (a Juju unit\'s certificate names ' +
  "the unit, not the service: use the ingress, or the unit's own name). An https URL needs a server that speaks TLS, an http URL one that does not.";
const REFUSED_ADVICE =
  'Check that Parca runs and listens on this port (7070, behind the charm 7994).';
const HOST_ADVICE =
  "The name is looked up where Grafana runs, not where the browser does. Check its spelling and Grafana's DNS.";

const ADVICE: Readonly<Record<Exclude<HealthFailure, 'unreachable'>, string>> = {
  tls: TLS_ADVICE,
  refused: REFUSED_ADVICE,
  unknownHost: HOST_ADVICE,
  timeout:
    'Check that nothing drops the connection between Grafana and Parca (a firewall, a wrong port). If Parca is only slow, raise the timeout in these settings.',
  unauthorized:
    'Check user, password or headers in these settings; Parca itself asks for none, a proxy before it may.',
  forbidden:
    'Grafana\'s "data_source_proxy_whitelist" does not list this host: ask its administrator.',
  badUrl: 'Write the URL with its scheme: http://parca:7070',
  wrongPath:
    "The URL is that of Parca's own page, without /api. Behind an ingress it ends with Parca's path prefix.",
  notParca: "Check host, port and path of the URL: it is that of Parca's own page, without /api.",
  noQueries:
    'A Parca that only scrapes or forwards answers no queries: use the URL of the Parca that stores the profiles.',
  failed: "Parca's log may say more.",
};

/** What to do. Grafana's proxy answers 502 without a reason, so everything that the URL leaves possible is listed. */
export function adviceFor(kind: HealthFailure, configuredUrl: string | undefined): string {
  if (kind !== 'unreachable') return ADVICE[kind];
  const { https, named } = traitsOf(configuredUrl);
  return [
    "Grafana's log has the reason.",
    `Connection refused: ${REFUSED_ADVICE}`,
    ...(named ? [`Name not found: ${HOST_ADVICE}`] : []),
    ...(https ? [`TLS fails: ${TLS_ADVICE}`] : []),
  ].join('\n');
}

/** What an unknown URL may be, all of it. */
function traitsOf(url: string | undefined): { https: boolean; named: boolean } {
  if (url === undefined || !URL.canParse(url)) return { https: true, named: true };
  const { protocol, hostname } = new URL(url);
  return { https: protocol === 'https:', named: !/^(\[.*\]|[\d.]+|localhost)$/.test(hostname) };
}
