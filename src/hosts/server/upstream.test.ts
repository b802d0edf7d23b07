import { expect, test } from 'vitest';
import { UpstreamError } from './errors';
import { parseUpstream, printUpstream } from './upstream';

test('prefix, headers and credentials of the URL', () => {
  const upstream = parseUpstream('--parca', 'https://me:p%40ss@parca.example/x/', ['X-Org: 7']);
  expect(upstream).toEqual({
    origin: 'https://parca.example',
    prefix: '/x',
    headers: { 'x-org': '7', authorization: `Basic ${btoa('me:p@ss')}` },
  });
  expect(printUpstream(upstream)).toBe('https://parca.example/x');
});

test('a header that is given wins over the credentials', () => {
  const { headers } = parseUpstream('--parca', 'http://a:b@x', ['Authorization: Bearer t']);
  expect(headers).toEqual({ authorization: 'Bearer t' });
});

test.each([
  {
    url: 'parca:7070',
    lines: [],
    error:
      '--parca: expected a URL such as http://127.0.0.1:7070, which begins with http:// or https://',
  },
  {
    url: 'ftp://a:secret@x',
    lines: [],
    error:
      '--parca: expected a URL such as http://127.0.0.1:7070, which begins with http:// or https://',
  },
  {
    url: 'http://x',
    lines: ['no colon secret'],
    error: '--parca-header 1: expected "Name: value"',
  },
  {
    url: 'http://x',
    lines: ['A: b', 'X: a\r\nHost: evil'],
    error: '--parca-header 2: expected "Name: value"',
  },
  {
    url: 'http://x',
    lines: ['X-Snow: \u2603'],
    error: '--parca-header 1: expected "Name: value"',
  },
  {
    url: 'http://me:%zz@x',
    lines: [],
    error: '--parca: the user and password hold a % that begins no code',
  },
])('$error', ({ url, lines, error }) =>
  expect(() => parseUpstream('--parca', url, lines)).toThrow(new UpstreamError(error)),
);

test.each([
  ...['bob:s3cret@host', 'bob:s3cret@host:7070/x', 'http://bob:s3cret@', '//bob:s3cret@host'],
  ...[
    'http:/bob:s3cret@',
    'bob:s3@cret@host',
    'http//bob:s3cret@host',
    's3cret',
    'http://x:s3cret',
  ],
  ...['http://bob:s3cret@ho st', 'ftp://bob:s3cret@host', 'http://bob:s3cret%zz@host'],
])('%s: nothing of it is repeated', (text) => {
  const failure = failureOf(() => parseUpstream('--parca', text, ['no header: s3cret\n']));
  expect(failure).toBeInstanceOf(UpstreamError);
  expect(printed(failure)).not.toMatch(/bob|s3|cret/);
});

function failureOf(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error;
  }
}

/** Its causes, too, which a log may show. */
function printed(error: unknown): string {
  const texts: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause)
    texts.push(at.message, JSON.stringify(at), at.stack?.split('\n    at ')[0] ?? '');
  return texts.join('\n');
}

test('the error is known by its name', () =>
  expect(() => parseUpstream('--parca', '', [])).toThrow(
    expect.objectContaining({ name: 'UpstreamError' }),
  ));
