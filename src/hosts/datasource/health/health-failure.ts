import { SourceError, type SourceErrorKind } from '#sources';

export type FailureKind =
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

/** What the words of a server, of Grafana's proxy or of a proxy in between tell more exactly than the status does. */
const WORDS: readonly (readonly [RegExp, FailureKind])[] = [
  [
    /x509|certificate|\btls\b|HTTP response to HTTPS client|HTTP request to an HTTPS server/i,
    'tls',
  ],
  [/connection refused|ECONNREFUSED/i, 'refused'],
  [/no such host|name resolution|server misbehaving|ENOTFOUND|EAI_AGAIN/i, 'unknownHost'],
  [/time-?out|timed out|deadline exceeded/i, 'timeout'],
  // Grafana turns a server's 401 into a 400 with these words.
  [/Authentication to data source failed/, 'unauthorized'],
  [/not a valid target/, 'forbidden'],
  [/Invalid data source URL/, 'badUrl'],
  [/UNIMPLEMENTED/, 'noQueries'],
];

const KINDS: Readonly<Record<SourceErrorKind, FailureKind>> = {
  unreachable: 'unreachable',
  timeout: 'timeout',
  unauthorized: 'unauthorized',
  notFound: 'wrongPath',
  malformed: 'notParca',
  badQuery: 'notParca',
  aborted: 'failed',
  server: 'failed',
};

export function failureKind(error: unknown): FailureKind {
  if (!(error instanceof SourceError)) return 'failed';
  return WORDS.find(([words]) => words.test(error.detail))?.[1] ?? KINDS[error.kind];
}

const TLS_ADVICE =
  'Two things must hold: Grafana trusts the authority that signed the certificate (with Juju: integrate grafana:receive-ca-cert with the ' +
  'authority; else "With CA Cert" in these settings), and the certificate names the host of this URL (a Juju unit\'s certificate names ' +
  "the unit, not the service: use the ingress, or the unit's own name). An https URL needs a server that speaks TLS, an http URL one that does not.";
const REFUSED_ADVICE =
  'Check that Parca runs and listens on this port (7070, behind the charm 7994).';
const HOST_ADVICE =
  "The name is looked up where Grafana runs, not where the browser does. Check its spelling and Grafana's DNS.";

const ADVICE: Readonly<Record<Exclude<FailureKind, 'unreachable'>, string>> = {
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

/** What to do. Grafana's proxy answers 502 and says nothing of the reason, so what the URL leaves possible is listed. */
export function adviceFor(kind: FailureKind, configuredUrl: string | undefined): string {
  if (kind !== 'unreachable') return ADVICE[kind];
  const { https, named } = traitsOf(configuredUrl);
  return [
    "The reason stands in Grafana's own log.",
    `Nobody listens: ${REFUSED_ADVICE}`,
    ...(named ? [`The name is not found: ${HOST_ADVICE}`] : []),
    ...(https ? [`TLS fails: ${TLS_ADVICE}`] : []),
  ].join('\n');
}

/** What an unknown URL may be, all of it. */
function traitsOf(url: string | undefined): { https: boolean; named: boolean } {
  if (url === undefined || !URL.canParse(url)) return { https: true, named: true };
  const { protocol, hostname } = new URL(url);
  return { https: protocol === 'https:', named: !/^(\[.*\]|[\d.]+|localhost)$/.test(hostname) };
}
