// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, parseProfileType, type Target } from '#series';
import { createParcaSource } from '#sources';
import { discover, topologyTree } from '#targets';
import { createFakeParca } from '../../../../tests/support/fake-parca';
import { fetchActivity, type Activity } from './activity';
import { indexTrends } from './trends';

const MEMORY = 'memory:inuse_space:bytes:space:bytes';
const END = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const target = (unit: string, address = `${unit}:80`): Target => ({
  job: 'shop',
  profileName: 'memory',
  labels: { juju_model: 'dev', juju_application: 'shop', juju_unit: unit },
  discoveredLabels: { __address__: address, __name__: 'memory' },
  url: `http://${address}/debug/pprof/allocs`,
  health: 'good',
  lastError: undefined,
  lastScrape: END - 4000,
  lastScrapeDuration: 4,
});

/** Every ten minutes of `length` up to now, alternately 100 and 300 bytes. */
const stored = (unit: string, length: number) =>
  Array.from({ length: length / (10 * MINUTE) }, (_, i) => ({
    type: MEMORY,
    labels: target(unit).labels,
    timestamp: BigInt(END - (i + 1) * 10 * MINUTE) * 1_000_000n,
    value: i % 2 === 0 ? 100 : 300,
  }));

async function trendsOf(length: number, targets: readonly Target[]) {
  const units = [...new Set(targets.map(({ labels }) => labels['juju_unit']!))];
  const { transport } = createFakeParca(units.flatMap((unit) => stored(unit, length)));
  const profiles = createParcaSource({ transport, now: () => END });
  const range = { start: END - length, end: END };
  const question = { targets, aliases: DEFAULT_ALIASES, range, options: {} };
  const activity = await fetchActivity({
    ...question,
    profiles,
    profileType: parseProfileType(MEMORY),
  });
  return trendsIn(targets, activity);
}

function trendsIn(targets: readonly Target[], activity: Activity) {
  const rows = discover({
    targets,
    activity: [activity.answer],
    up: undefined,
    agents: [],
    range: activity.drawn,
    now: END,
    aliases: DEFAULT_ALIASES,
  });
  const { of } = indexTrends([activity]);
  const line = { title: '', level: 1, isOpen: undefined, position: 1, siblings: 1, parent: -1 };
  const [node] = topologyTree(rows).roots;
  return {
    ofRow: of({ ...line, id: 'row', node: undefined, row: rows[0] }),
    ofPlace: of({ ...line, id: 'node', node, row: undefined }),
  };
}

test.each([1 / 24, 1, 7])(
  'memory is the mean of a bucket’s scrapes, never their sum, over %f days',
  async (days) => {
    const { ofRow, ofPlace } = await trendsOf(days * DAY, [target('shop/0'), target('shop/1')]);
    expect(ofRow.memory!.unit).toBe('bytes');
    // Half of the scrapes say 100, half 300; a bucket has one, or as many of each but for one.
    expect(ofRow.memory!.mean).toBeGreaterThan(170);
    expect(ofRow.memory!.mean).toBeLessThan(230);
    const values = ofRow.memory!.values.filter((value) => value !== null);
    expect(Math.max(...values)).toBeLessThanOrEqual(300);
    expect(ofPlace.memory!.mean).toBeCloseTo(2 * ofRow.memory!.mean);
  },
);

test('a series that two addresses share is in their place once', async () => {
  const { ofRow, ofPlace } = await trendsOf(DAY, [
    target('shop/0', 'a:80'),
    target('shop/0', 'b:80'),
  ]);
  expect(ofPlace.memory!.mean).toBe(ofRow.memory!.mean);
});

test('a sum has no drop where one of its series is known a step later or less long', () => {
  const series = [
    [null, 1, 1, 1, 1, null],
    [2, 2, 2, null, 2, 2],
  ].map((values, i) => ({
    labels: target(`shop/${i}`).labels,
    unit: 'bytes',
    times: values.map((_, at) => at),
    values,
  }));
  const targets = [target('shop/0'), target('shop/1')];
  const { ofPlace } = trendsIn(targets, {
    answer: {
      profileType: parseProfileType(MEMORY),
      by: ['juju_unit'],
      resolution: 1,
      series: series.map(({ labels }) => ({ labels, lastSeen: END })),
    },
    series,
    drawn: { start: 0, end: 5 },
  });
  expect(ofPlace.memory!.values).toEqual([null, 3, 3, 1, 3, null]);
});
