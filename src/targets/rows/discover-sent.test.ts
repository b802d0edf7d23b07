import { expect, test } from 'vitest';
import { parseProfileType, printMatchers, type Labels } from '#series';
import { inputs } from '../targets.fixture';
import { discover } from './discover';
import type { ActivityAnswer } from './discovery-inputs';

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const server = { name: 'Pyroscope', scrapes: false };

/** Label sets that were seen so many minutes before the end of the range. */
function sent(seen: readonly (readonly [Labels, number])[]) {
  const { range } = inputs({});
  const activity: ActivityAnswer = {
    profileType: CPU,
    by: [
      'instance',
      'job',
      'juju_application',
      'juju_model',
      'juju_unit',
      'namespace',
      'pod',
      'service_name',
    ],
    resolution: 60_000,
    series: seen.map(([labels, minutes]) => ({ labels, lastSeen: range.end - minutes * 60_000 })),
  };
  return discover(inputs({ server, targets: [], activity: [activity] }));
}

const pod = { service_name: 'shop/cart', namespace: 'shop', pod: 'cart-1' };
const sdk = { service_name: 'billing', instance: '10.0.0.1:80', job: 'billing' };
const unit = {
  service_name: 'shop',
  juju_model: 'dev',
  juju_application: 'shop',
  juju_unit: 'shop/0',
};

test('applications stand around pods, alone where nothing else is known, and Juju wins', () => {
  const paths = sent([
    [pod, 1],
    [sdk, 1],
    [unit, 1],
  ]).map(({ path }) => [
    path.hierarchy,
    ...path.levels.map(({ kind, title }) => `${kind} ${title}`),
  ]);
  expect(paths).toEqual([
    ['kubernetes', 'application shop/cart', 'namespace shop', 'pod cart-1'],
    ['service', 'application billing', 'instance 10.0.0.1:80'],
    ['juju', 'model dev', 'application shop', 'unit shop/0'],
  ]);
});

test('all are sent, none is scraped, and each selects its own', () => {
  const rows = sent([
    [pod, 1],
    [sdk, 1],
  ]);
  expect(rows.map(({ source, state }) => [source, state])).toEqual([
    ['pushed', 'profiling'],
    ['pushed', 'profiling'],
  ]);
  expect(rows.map(({ matchers }) => printMatchers(matchers))).toEqual([
    '{service_name="shop/cart", namespace="shop", pod="cart-1"}',
    '{service_name="billing", instance="10.0.0.1:80", namespace="", pod=""}',
  ]);
});

test('silence says nothing of the process', () => {
  const [row] = sent([[pod, 40]]);
  expect(row).toMatchObject({
    state: 'stale',
    reason: { message: expect.stringMatching(/^The last profile is .* old\.$/) },
    meaning: { message: expect.stringContaining('whether the process runs is not known') },
    nextStep: { message: 'Where it should go on, look at the log of what sends them.' },
  });
  expect(JSON.stringify(row)).not.toMatch(/Parca|\bdown\b/);
});

test('what has metrics and sends no profiles is told what sends them', () => {
  const up = [
    {
      labels: { juju_model: 'dev', juju_application: 'shop', juju_unit: 'shop/9' },
      value: 1 as const,
    },
  ];
  const rows = discover(inputs({ server, targets: [], activity: [], up }));
  expect(rows).toMatchObject([
    { state: 'notProfiled', meaning: { message: expect.stringContaining('to Pyroscope') } },
  ]);
});
