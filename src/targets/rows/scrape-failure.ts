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
