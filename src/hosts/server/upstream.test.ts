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
    error: '--parca: expected an http or https URL, got "parca:7070"',
  },
  {
    url: 'ftp://a:secret@x',
    lines: [],
    error: '--parca: expected an http or https URL, got "ftp://…@x"',
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

test('the error is known by its name', () =>
  expect(() => parseUpstream('--parca', '', [])).toThrow(
    expect.objectContaining({ name: 'UpstreamError' }),
  ));
