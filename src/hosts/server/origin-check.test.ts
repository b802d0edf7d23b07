import { expect, test } from 'vitest';
import { createOriginCheck } from './origin-check';

const host = '127.0.0.1:7171';
const LINK = {
  ...{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
  'sec-fetch-dest': 'document',
};
const isOwn = createOriginCheck(['profiles.example']);

test.each([
  { name: 'a program', headers: {}, ok: true },
  { name: 'an address that was typed', headers: { 'sec-fetch-site': 'none' }, ok: true },
  { name: 'our page', headers: { 'sec-fetch-site': 'same-origin' }, ok: true },
  {
    name: 'our page, behind a proxy with another Host',
    headers: { 'sec-fetch-site': 'same-origin', origin: 'https://x.example' },
    ok: true,
  },
  { name: 'our page, by its Origin', headers: { origin: 'http://127.0.0.1:7171' }, ok: true },
  { name: 'a name that is allowed', headers: { origin: 'https://profiles.example' }, ok: true },
  { name: 'another site', headers: { 'sec-fetch-site': 'cross-site' }, ok: false },
  { name: 'another port', headers: { 'sec-fetch-site': 'same-site' }, ok: false },
  { name: 'a word of tomorrow', headers: { 'sec-fetch-site': 'constructor' }, ok: false },
  { name: 'another site, by its Origin', headers: { origin: 'http://evil.example' }, ok: false },
  { name: 'another port, by its Origin', headers: { origin: 'http://127.0.0.1:1' }, ok: false },
  { name: 'a sandboxed page', headers: { origin: 'null' }, ok: false },
  {
    name: 'an image of another site, by its Referer',
    headers: { referer: 'http://evil.example/127.0.0.1:7171' },
    ok: false,
  },
  { name: 'a link of another site to data', headers: LINK, ok: false },
  { name: 'a link of another site to a page', headers: LINK, isPage: true, ok: true },
  {
    name: 'a link of a site that tells its Referer',
    headers: { referer: 'http://evil.example/' },
    isPage: true,
    ok: true,
  },
  {
    name: 'a frame of another site',
    headers: { ...LINK, 'sec-fetch-dest': 'iframe' },
    isPage: true,
    ok: false,
  },
  { name: 'a form of another site', headers: LINK, method: 'POST', isPage: true, ok: false },
])('$name: $ok', ({ headers, method = 'GET', isPage = false, ok }) =>
  expect(isOwn({ method, isPage, headers: { host, ...headers } })).toBe(ok),
);
