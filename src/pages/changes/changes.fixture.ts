import type { Finding } from '#changes';
import type { Scan } from '#scan';
import { parseProfileType } from '#series';

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const MINUTE = 60_000;
/** 00:24 of the recorded day. */
export const AT = 1_795_220_640_000;

/** The recorded incident as a scan finds it. */
export const QUOTE: Finding = {
  key: 'shop-k8s|quote',
  kind: 'cost',
  direction: 'up',
  profileType: CPU,
  application: 'shop-k8s',
  units: ['shop-k8s/1'],
  unchanged: ['shop-k8s/0'],
  function: 'shop/pricing.Quote',
  under: 'shop/cart.Checkout',
  delta: 0.00467,
  relative: 0.413,
  interval: [0.283, 0.551],
  q: 0.0009,
  since: { time: AT, uncertainty: 10_000 },
  happened: { events: [], isAll: true },
  series: { times: [AT - 10 * MINUTE, AT, AT + 10 * MINUTE], values: [0.01, 0.014, 0.0145] },
};

/** A heap that grows without end, since then. */
export const LEAK: Finding = {
  ...QUOTE,
  key: 'search|leak',
  kind: 'leak',
  profileType: parseProfileType('memory:inuse_space:bytes:space:bytes'),
  delta: 50 * 2 ** 20,
  relative: 2.8,
  interval: undefined,
  slope: {
    perSecond: (1.2 * 2 ** 20) / 60,
    interval: [(1 * 2 ** 20) / 60, (1.4 * 2 ** 20) / 60],
  },
};

export const LOAD: Finding = {
  ...QUOTE,
  key: 'feed|load',
  kind: 'load',
  application: 'feed',
  units: ['feed/0', 'feed/1'],
  unchanged: [],
  function: undefined,
  under: undefined,
  delta: 0.31,
  relative: 0.3,
  interval: undefined,
  since: undefined,
  series: undefined,
};

export const SCAN: Scan = {
  phase: 'done',
  windows: {
    baseline: { start: AT - 20 * MINUTE, end: AT - 10 * MINUTE },
    comparison: { start: AT + 10 * MINUTE, end: AT + 20 * MINUTE },
  },
  findings: [QUOTE, LOAD],
  looked: { units: 41, types: 5, inDepth: 30, tests: 10_240, expectedFalse: 0.12, smallest: 0.25 },
  done: 1,
  total: 1,
  slices: 200,
  questions: 240,
  elapsed: 12_300,
  problems: [],
  applications: [
    {
      name: 'shop-k8s',
      matchers: [{ name: 'juju_application', op: '=', value: 'shop-k8s' }],
      units: ['0', '1'].map((n) => ({
        name: `shop-k8s/${n}`,
        matchers: [{ name: 'juju_unit', op: '=', value: `shop-k8s/${n}` }],
      })),
    },
    {
      name: 'feed',
      matchers: [{ name: 'juju_application', op: '=', value: 'feed' }],
      units: [],
    },
  ],
};
