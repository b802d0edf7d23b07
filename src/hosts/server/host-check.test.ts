import { expect, test } from 'vitest';
import { createHostCheck } from './host-check';

test.each([
  { bound: '127.0.0.1', host: '127.0.0.1:7171', ok: true },
  { bound: '127.0.0.1', host: 'localhost:7171', ok: true },
  { bound: '127.0.0.1', host: 'LOCALHOST', ok: true },
  { bound: '127.0.0.1', host: '[::1]:7171', ok: true },
  { bound: '127.0.0.1', host: 'console.example:7171', ok: true },
  { bound: '127.0.0.1', host: 'evil.example:7171', ok: false },
  { bound: '127.0.0.1', host: '127.0.0.1.evil.example', ok: false },
  { bound: '127.0.0.1', host: '10.0.0.5', ok: false },
  { bound: '127.0.0.1', host: undefined, ok: false },
  { bound: '127.0.0.1', host: '', ok: false },
  { bound: '10.0.0.5', host: '10.0.0.5:80', ok: true },
  { bound: '0.0.0.0', host: '10.0.0.5:7171', ok: true },
  { bound: '0.0.0.0', host: 'evil.example', ok: false },
])('bound to $bound, asked as $host: $ok', ({ bound, host, ok }) =>
  expect(createHostCheck(bound, ['console.example'])(host)).toBe(ok),
);
