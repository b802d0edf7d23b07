import { expect, test } from 'vitest';
import { failureKindOf } from './scrape-failure';

test.each([
  ['Get "http://127.0.0.1:80/x": dial tcp 127.0.0.1:80: connect: connection refused', 'refused'],
  ['Get "http://a:1/": dial tcp 10.0.0.1:1: connect: no route to host', 'unreachable'],
  ['Get "http://a:1/": dial tcp: lookup a on 10.152.183.10:53: no such host', 'dns'],
  ['Get "http://a:1/": dial tcp: lookup a: i/o timeout', 'dns'],
  ['Get "http://a:1/": dial tcp 10.0.0.1:1: i/o timeout', 'connectTimeout'],
  ['Get "http://a/debug/pprof/profile?seconds=15": context deadline exceeded', 'timeout'],
  ['context deadline exceeded (Client.Timeout exceeded while awaiting headers)', 'timeout'],
  ['Get "https://a/": x509: certificate signed by unknown authority', 'certificate'],
  [
    'Get "https://a/": tls: failed to verify certificate: x509: certificate is valid for b, not a',
    'certificate',
  ],
  ['Get "https://a/": http: server gave HTTP response to HTTPS client', 'scheme'],
  ['server returned HTTP status 404 Not Found', 'notFound'],
  ['server returned HTTP status 401 Unauthorized', 'unauthorized'],
  ['server returned HTTP status 500 Internal Server Error', 'httpStatus'],
  ['empty process_cpu profile from http://a/debug/pprof/profile', 'empty'],
  ['failed to parse profile: unrecognized profile format', 'unreadable'],
  ['read tcp 10.0.0.1:1->10.0.0.2:2: read: connection reset by peer', 'other'],
  ['Get "https://certificate-lookup/": connect: connection refused', 'refused'],
  ['Get "https://a/": net/http: TLS handshake timeout', 'certificate'],
  ['Client sent an HTTP request to an HTTPS server.', 'scheme'],
  ['connect ECONNREFUSED 127.0.0.1:7070', 'refused'],
  ['getaddrinfo ENOTFOUND parca', 'dns'],
  ['dial tcp: lookup a on 127.0.0.53:53: server misbehaving', 'dns'],
  ['server returned HTTP status 504 Gateway Timeout', 'httpStatus'],
  ['net/http: timeout awaiting response headers', 'timeout'],
  ['', 'other'],
])('%s is %s', (words, kind) => {
  expect(failureKindOf(words)).toBe(kind);
});
