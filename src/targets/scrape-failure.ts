/** What kind of failure the server's words tell of. */
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
  ['dns', /\bno such host\b|\blookup\b.*(server misbehaving|i\/o timeout|no answer|refused)/i],
  ['scheme', /server gave HTTP response to HTTPS client|first record does not look like a TLS/i],
  ['scheme', /client sent an HTTP request to an HTTPS server|malformed HTTP response/i],
  ['certificate', /\bx509\b|\btls: |certificate/i],
  ['refused', /connection refused/i],
  ['unreachable', /no route to host|network is unreachable|host is down/i],
  ['connectTimeout', /\bdial\b.*(i\/o timeout|deadline exceeded|timed out)/i],
  ['timeout', /deadline exceeded|i\/o timeout|Client\.Timeout|timed out/i],
  ['notFound', /\b(?:HTTP )?status(?: code)?:? 404\b|\b404 Not Found\b/i],
  ['unauthorized', /\b(?:HTTP )?status(?: code)?:? 40[13]\b/i],
  ['httpStatus', /\b(?:HTTP )?status(?: code)?:? [1-5]\d\d\b/i],
  ['unreadable', /unrecognized profile|malformed profile|pars(?:e|ing)\b.*\bprofile|gzip: /i],
];

export function failureKindOf(lastError: string): FailureKind {
  return PATTERNS.find(([, pattern]) => pattern.test(lastError))?.[0] ?? 'other';
}
