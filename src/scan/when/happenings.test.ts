import { expect, test } from 'vitest';
import type { FleetEvent } from '#changes';
import { withDeploys } from './happenings';

const AT = Date.parse('2026-11-21T00:24:00Z');
const MINUTE = 60_000;

const slice = (unit: string, minute: number, ...buildIds: string[]) => ({
  ...{ unit, buildIds },
  range: { start: AT + minute * MINUTE, end: AT + (minute + 1) * MINUTE },
});

const BUILDS = [
  slice('shop/0', 9, 'b'),
  slice('shop/0', 0, 'a'),
  slice('shop/0', 2, 'a'),
  slice('shop/0', 4),
  slice('shop/0', 5, 'b'),
  slice('shop/1', 0, 'x', 'y'),
  slice('shop/1', 5, 'y', 'x'),
];

const event = (kind: FleetEvent['kind'], minute: number, unit?: string): FleetEvent => ({
  ...{ kind, unit, application: 'shop', text: kind, time: AT + minute * MINUTE },
});

/** `deploy shop/0 4` */
const drawn = (events: readonly FleetEvent[]) =>
  withDeploys('shop', BUILDS, events).map(
    ({ kind, unit, time }) => `${kind} ${unit} ${(time - AT) / MINUTE}`,
  );

test('a build changes where the slices of a unit become those of another one', () => {
  expect(drawn([])).toEqual(['deploy shop/0 4']);
});

test('when its process began is known better by the metrics', () => {
  const restarts = [event('restart', 3.4, 'shop/0'), event('restart', 8, 'shop/0')];
  expect(drawn([...restarts, event('alert', 3)])).toEqual([
    ...['deploy shop/0 3.4', 'restart shop/0 8', 'alert undefined 3'],
  ]);
  expect(drawn([event('restart', 3.4, 'shop/1')])).toEqual([
    'deploy shop/0 4',
    'restart shop/1 3.4',
  ]);
});
