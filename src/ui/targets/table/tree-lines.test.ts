import { expect, test } from 'vitest';
import type { TargetRow } from '#targets';
import { madeTarget, treeFrom } from '../targets.fixture';
import { linesOf, type LineOptions } from './tree-lines';

const target = (unit: string, at: number, more = {}) =>
  madeTarget({ unit, address: `10.1.0.${at}:4080`, ...more });
const TARGETS = [
  target('web/2', 2),
  target('web/10', 3, { error: 'connection refused' }),
  target('db/0', 4),
];
const COSTS: Readonly<Record<string, number>> = { 'web/2': 0.1, 'web/10': 0.5, 'db/0': 2 };
const cost = (row: TargetRow) => COSTS[row.topology?.unit ?? ''];

const lines = (change: Partial<LineOptions> = {}) =>
  linesOf(treeFrom(TARGETS, cost).roots, { order: 'cost', cost, isOpen: () => true, ...change });
const titles = (change: Partial<LineOptions> = {}) => lines(change).map(({ title }) => title);

test('the busiest first on every level, by name numbers as numbers, the worst first', () => {
  expect(titles()).toEqual(['dev', 'db', 'db/0', 'web', 'web/10', 'web/2']);
  expect(titles({ order: 'name' })).toEqual(['dev', 'db', 'db/0', 'web', 'web/2', 'web/10']);
  expect(titles({ order: 'state' })).toEqual(['dev', 'web', 'web/10', 'web/2', 'db', 'db/0']);
});

test('a closed place hides what is below, and says so', () => {
  const shown = lines({ isOpen: ({ title }) => title !== 'web' });
  expect(shown.map(({ title, isOpen }) => [title, isOpen])).toEqual([
    ['dev', true],
    ['db', true],
    ['db/0', undefined],
    ['web', false],
  ]);
});

test('each line knows its level, its place among siblings and what it is below of', () => {
  expect(
    lines().map(({ level, position, siblings, parent }) => [level, position, siblings, parent]),
  ).toEqual([
    [1, 1, 1, -1],
    [2, 1, 2, 0],
    [3, 1, 1, 1],
    [2, 2, 2, 0],
    [3, 1, 2, 3],
    [3, 2, 2, 3],
  ]);
});

test('a unit with one address is one line, with two it is a place of two', () => {
  const two = [target('web/0', 1), target('web/0', 2, { labels: { port: 'admin' } })];
  const all = linesOf(treeFrom(two).roots, { order: 'name', cost, isOpen: () => true });
  expect(all.map(({ title, row }) => [title, row !== undefined])).toEqual([
    ['dev', false],
    ['web', false],
    ['web/0', false],
    ['10.1.0.1:4080', true],
    ['10.1.0.2:4080', true],
  ]);
});
