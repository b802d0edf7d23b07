import { expect, test } from 'vitest';
import { isInstalled } from '../../scripts/install.mjs';

const fastify = { version: '5.12.8', integrity: 'sha512-a' };
const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/fastify': fastify,
    'node_modules/esbuild-for-another-platform': { version: '1.0.0', optional: true },
    'tests/react-19': {},
  },
};
const installed = (packages: Record<string, object>) => isInstalled(lock, { packages });

test('what npm has installed by itself is taken, without packages of other platforms', () => {
  expect(installed({ 'node_modules/fastify': fastify, 'tests/react-19': {} })).toBe(true);
});

test.each<{ name: string; packages: Record<string, object> }>([
  { name: 'a missing package', packages: { 'tests/react-19': {} } },
  {
    name: 'another version',
    packages: { 'node_modules/fastify': { ...fastify, version: '5.12.7' }, 'tests/react-19': {} },
  },
  {
    name: 'other contents',
    packages: { 'node_modules/fastify': { ...fastify, integrity: 'b' }, 'tests/react-19': {} },
  },
])('$name has to be installed', ({ packages }) => {
  expect(installed(packages)).toBe(false);
});
