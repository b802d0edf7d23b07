import { describe, expect, test } from 'vitest';
import { FLEET } from './fleet';
import { fleetTrials } from './fleet-trials';
import { plantedTrials, quietTrials, siblingTrials } from './function-trials';
import { WITHIN } from './noises';
import {
  beforeTrials,
  bentTrials,
  leakTrials,
  levelTrials,
  PACES,
  pictureTrials,
  stepTrials,
} from './series-trials';

/*
 * A short form of `npm run calibrate`, with the same seeds each time: bounds are what the long form has and a little chance. Vectors say
 * that the formulas are followed; this says that they keep their promise. Without wander, dispersion, typical, drift, false discovery control,
 * thinning, the tail of the maximum or a fleet's own movement something here fails; a dispersion of one's own is in traps.test.ts.
 */
const noise = (name: string, slices = 20) =>
  WITHIN.find((each) => each.name === name && each.slices[0] === slices)!;

describe('tables with any flag, when nothing changed', () => {
  test.each([
    ['steady', noise('steady'), 'equalLoad'],
    ['a dispersion: samples in clusters', noise('clusters of 3'), 'equalLoad'],
    ['a wander: the mix of a busy process', noise('mix 0.7, sd 15 %, busy'), 'equalLoad'],
    ['a drift: the mix moves everything', noise('mix 0.7, sd 40 %'), 'share'],
    ['a wander of the load', noise('load 0.7, sd 20 %'), 'perSecond'],
    [
      'a dispersion of its own: bursts',
      noise('bursts: one endpoint x12 in 8 % of the slices'),
      'share',
    ],
    ['two slices a side', noise('steady', 2), 'equalLoad'],
    ['ten slices against forty', noise('steady', 10), 'equalLoad'],
  ] as const)('%s', (_, { ...given }, how) => {
    const [quiet] = quietTrials(given, [how], 60);
    expect(quiet!.tablesFlagged).toBeLessThanOrEqual(0.075);
    expect(quiet!.low).toBeLessThan(0.06);
  });
});

test('a function that grew is found, what it did not touch is not, and its interval holds the truth', () => {
  const wanders = { rho: 0.5, sd: 0.07 };
  const busy = { samples: 1000, slices: [20, 20] as const, load: wanders, mix: wanders };
  const { found, wrong, covered } = plantedTrials(
    busy,
    'equalLoad',
    { share: 0.1, factor: 1.5 },
    30,
  );
  expect(found).toBeGreaterThan(0.9);
  expect(wrong).toBeLessThan(0.06);
  expect(covered).toBeGreaterThan(0.8);
});

test('what moved all units is no finding once the siblings are taken off', () => {
  const { alone, minus } = siblingTrials({ units: 4, common: 0.1, factor: 1 }, 20);
  expect(alone.anyFlag).toBeGreaterThan(0.15);
  expect(minus.anyFlag).toBeLessThanOrEqual(0.1);
});

test.each([0, 0.7, 0.95])('a level that stays, autocorrelation %d', (rho) => {
  expect(levelTrials({ rho, measuring: 0 }, 20, 400)).toBeLessThan(0.1);
});

test.each([0, 0.5, 0.9])('no leak where a level stays, autocorrelation %d', (rho) => {
  expect(leakTrials({ rho, measuring: 0.01 }, 20, 400)).toBeLessThan(0.03);
});

test('a leak that trebles what is in use is one', () => {
  expect(leakTrials({ rho: 0, measuring: 0.01, trend: 3 }, 20, 60)).toBeGreaterThan(0.9);
});

test.each(Object.entries(PACES))('a leak from the second tenth of the range on: %s', (_, pace) => {
  const { found } = bentTrials({ pace, begins: 0.2, sd: 0.003 }, 20);
  expect(found).toBe(1);
});

test.each([0, 0.95, 0.999])('nothing is far from what it was, autocorrelation %d', (rho) => {
  expect(beforeTrials(rho, 150)).toBeLessThan(0.02);
});

test.each([0, 0.5, 0.9])('a series that is steady, autocorrelation %d', (rho) => {
  expect(pictureTrials({ rho }, 150).steady).toBeGreaterThan(0.975);
});

test('a step of a tenth is found where it was', () => {
  const { found, error, besides, covered } = stepTrials(0.5, 0.1, 60);
  expect(found).toBeGreaterThan(0.9);
  expect(covered).toBeGreaterThan(0.9);
  expect(error[0]).toBeLessThan(2);
  expect(besides).toBeLessThan(0.1);
});

describe('a fleet of 40 units', () => {
  const plan = { ...FLEET, slices: 10, scrapes: 24 };

  test('in which nothing changed has no finding', () => {
    expect(fleetTrials(plan, 2, false).findings).toBe(0);
  });

  test('with five planted changes: most are found, and most findings are right', () => {
    const fleets = 2;
    const { found, movedAsTwo, findings, right } = fleetTrials(plan, fleets, true);
    expect(found.get('load')).toBe(fleets);
    expect(found.get('leak')).toBe(fleets);
    expect(found.get('moved')! + movedAsTwo).toBe(fleets);
    expect(found.get('cost')! + found.get('cost in 8 of 10 units')!).toBeGreaterThanOrEqual(fleets);
    expect(right / findings).toBeGreaterThan(0.85);
  });
});
