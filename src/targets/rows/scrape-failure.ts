import { formatDuration, type JujuTopology, type Milliseconds } from '#series';
import { configCommand, statusCommand } from '../setup/juju-commands';
import { SCRAPE_TARGET_CHARM } from '../topology/topology-path';
import type { NextStep } from './target-row';

/** What the text of a failed request says: Parca's of a scrape, or a proxy's of Parca. */
export type FailureKind =
  | 'refused'
  | 'unreachable'
  | 'dns'
  | 'connectTimeout'
  | 'timeout'
  | 'certificate'
  | 'scheme'
  | 'notFound'
  | 'unauthorized'
  | 'httpStatus'
  | 'empty'
  | 'unreadable'
  | 'other';

/** In order: the first that fits decides. A name that cannot be looked up is "dial tcp: lookup …" too, hence before the dial errors. */
const PATTERNS: readonly (readonly [FailureKind, RegExp])[] = [
  ['empty', /\bempty\b.*\bprofile\b/i],
  [
    'dns',
    /\bno such host\b|name resolution|server misbehaving|\blookup\b.*(i\/o timeout|no answer|refused)|ENOTFOUND|EAI_AGAIN/i,
  ],
  ['scheme', /HTTP response to HTTPS client|first record does not look like a TLS/i],
  ['scheme', /HTTP request to an HTTPS server|malformed HTTP response/i],
  ['certificate', /\bx509\b|\btls\b|certificate/i],
  ['refused', /connection refused|ECONNREFUSED/i],
  ['unreachable', /no route to host|network is unreachable|host is down/i],
  ['connectTimeout', /\bdial\b.*(i\/o timeout|deadline exceeded|timed out)/i],
  ['notFound', /\b(?:HTTP )?status(?: code)?:? 404\b|\b404 Not Found\b/i],
  ['unauthorized', /\b(?:HTTP )?status(?: code)?:? 40[13]\b/i],
  ['httpStatus', /\b(?:HTTP )?status(?: code)?:? [1-5]\d\d\b/i],
  ['timeout', /deadline exceeded|time-?out|timed out/i],
  ['unreadable', /unrecognized profile|malformed profile|pars(?:e|ing)\b.*\bprofile|gzip: /i],
];

const URLS = /https?:\/\/[^\s"]+/g;

/** The one classifier of error texts: whoever shows one adds the advice of the place. URLs in the text, which name hosts, are not read. */
export function failureKindOf(text: string): FailureKind {
  const message = text.replace(URLS, '');
  return PATTERNS.find(([, pattern]) => pattern.test(message))?.[0] ?? 'other';
}

/** What is known of a failing scrape besides its kind. */
export interface FailureFacts {
  readonly kind: FailureKind;
  readonly error: string;
  /** All profiles that fail in this way. */
  readonly profileNames: readonly string[];
  /** No profile of the target is without this failure. */
  readonly isAll: boolean;
  readonly interval: Milliseconds | undefined;
  readonly topology: JujuTopology | undefined;
}

interface Explanation {
  readonly meaning: string;
  readonly advice: string;
  readonly command?: string;
}

/** What a failure means, and what to do about it. */
export function explainFailure(facts: FailureFacts): { meaning: string; nextStep: NextStep } {
  const { meaning, advice, command } = EXPLANATIONS[facts.kind](facts);
  const step: NextStep = { kind: facts.kind, message: advice };
  return { meaning, nextStep: command === undefined ? step : { ...step, command } };
}

const EXPLANATIONS: Readonly<Record<FailureKind, (facts: FailureFacts) => Explanation>> = {
  refused: ({ topology }) => ({
    meaning: 'The host answers, and nothing listens at this port; or a firewall refuses for it.',
    advice: 'Check that the process runs and that it serves pprof at this port.',
    ...(topology && { command: statusCommand(topology) }),
  }),
  unreachable: () => ({
    meaning: 'No network path leads from Parca to this address.',
    advice:
      'Parca scrapes from where it runs. Across models or clusters the address has to be one that Parca can reach; check routes and firewalls.',
  }),
  connectTimeout: () => ({
    meaning: 'Nothing answered the attempt to connect: the host is down, or a firewall drops it.',
    advice:
      'Try to connect from the machine or pod that Parca runs in; across models the address has to be one that Parca can reach.',
  }),
  dns: () => ({
    meaning:
      "Parca cannot resolve the name. A cluster's service names and LXD's .lxd names are known there only.",
    advice:
      'Profile it with a Parca in the same cluster or network, or let Parca resolve the name (DNS forwarding).',
  }),
  timeout: explainTimeout,
  certificate: explainCertificate,
  scheme: ({ topology, error }) => {
    const plain = /HTTP response to HTTPS/i.test(error) || /first record/i.test(error);
    const [said, is] = plain ? ['https', 'http'] : ['http', 'https'];
    return {
      meaning: `Parca speaks ${said} to an endpoint that speaks ${is}. A charm may switch its web port to TLS and leave its pprof listener plain.`,
      advice: `Let the job use the scheme ${is}.`,
      ...ofScrapeTarget(topology, plain ? 'scheme=http' : 'scheme=https'),
    };
  },
  notFound: ({ profileNames, isAll }) =>
    isAll
      ? {
          meaning:
            'The server is there and has no profile at these paths: pprof is not switched on, or is served at another port or path.',
          advice:
            'Serve net/http/pprof (or its equivalent) under /debug/pprof, or give the job the port and path at which it is.',
        }
      : {
          meaning: `The server is there and has nothing at this path: it does not offer ${listed(profileNames)}.`,
          advice:
            'If it should, serve net/http/pprof (or its equivalent) under /debug/pprof; if not, switch the profile off for this job.',
        },
  unauthorized: () => ({
    meaning: 'The endpoint wants credentials that the scrape does not send.',
    advice: 'Serve pprof at a port without authentication, or configure credentials for the job.',
  }),
  httpStatus: () => ({
    meaning: 'The endpoint refused or failed to make the profile.',
    advice:
      'Its log says why. A CPU profile fails while another one is being taken, for example by a second Parca.',
  }),
  empty: () => ({
    meaning:
      'The endpoint answered without an error and without a single byte. A profile without samples is not empty: it still names its types.',
    advice:
      'Fetch the URL by hand. A proxy or a handler of its own answers in place of pprof, or the answer is cut off.',
  }),
  unreadable: () => ({
    meaning: 'What the endpoint sends is no pprof profile.',
    advice: 'Open the URL: it should download a pprof file, not a page.',
  }),
  other: ({ topology }) => ({
    meaning: '',
    advice: "The words above are the server's; its log may say more.",
    ...(topology && { command: statusCommand(topology) }),
  }),
};

/** What takes as long as the scrape interval to record. */
const LASTING = new Set(['process_cpu', 'fgprof']);

const listed = (names: readonly string[]) =>
  `the profile${names.length === 1 ? '' : 's'} ${names.join(', ')}`;

function explainTimeout({ profileNames, interval }: FailureFacts): Explanation {
  // Parca's words for every timeout are the same, that of connecting among them.
  if (!profileNames.every((name) => LASTING.has(name)))
    return {
      meaning:
        'No whole answer came within scrape_timeout: the process hangs or is overloaded, or nothing answers at this address.',
      advice:
        'Try the URL from where Parca runs. If it is only slow, raise scrape_timeout for the job.',
    };
  const long = interval === undefined ? 'the whole scrape interval' : formatDuration(interval);
  return {
    meaning: `This profile takes ${long} to record, and the answer came later than scrape_timeout allows.`,
    advice:
      'Let scrape_timeout be longer than scrape_interval (by default it is 3 s longer), for the job or for all.',
  };
}

function explainCertificate({ error, topology }: FailureFacts): Explanation {
  if (/unknown authority|self[- ]signed/i.test(error))
    return {
      meaning: "Parca does not know the authority that signed the endpoint's certificate.",
      advice: 'Give the scrape job the certificate of that authority.',
      ...ofScrapeTarget(topology, 'tls_ca_cert="$(cat ca.pem)"'),
    };
  if (/valid for|doesn't contain any|not valid for any names/i.test(error))
    return {
      meaning: 'The certificate is for another name than the one that Parca connects to.',
      advice: 'Scrape by the name in the certificate, or configure it as the server name.',
      ...ofScrapeTarget(topology, 'tls_server_name=NAME'),
    };
  if (/expired|not yet valid/i.test(error))
    return {
      meaning: 'The certificate is not valid at this time.',
      advice: 'Renew the certificate of the endpoint; check both clocks.',
    };
  return {
    meaning: 'The TLS handshake with the endpoint failed.',
    advice: 'Compare the TLS settings of the scrape job with those of the endpoint.',
  };
}

function ofScrapeTarget(
  topology: JujuTopology | undefined,
  option: Parameters<typeof configCommand>[1],
): { command?: string } {
  return topology?.charm === SCRAPE_TARGET_CHARM
    ? { command: configCommand(topology, option) }
    : {};
}
