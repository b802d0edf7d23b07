import type { Noise } from './process';

interface NamedNoise extends Noise {
  readonly name: string;
}

const mix = (rho: number, sd: number) => ({ mix: { rho, sd } });
const load = (rho: number, sd: number) => ({ load: { rho, sd } });

/** Of which the test promises that at most 5 % of tables have a flag. Slower ones are in no window: see below. */
export const WITHIN: readonly NamedNoise[] = [
  { name: 'steady', samples: 125, slices: [10, 10] },
  { name: 'steady', samples: 125, slices: [20, 20] },
  { name: 'steady', samples: 125, slices: [60, 60] },
  { name: 'steady, few samples', samples: 20, slices: [10, 10] },
  { name: 'steady, busy', samples: 1000, slices: [20, 20] },
  { name: 'clusters of 3', samples: 125, slices: [20, 20], cluster: 3 },
  {
    name: 'clusters of 3, mix 0.5, sd 15 %',
    samples: 125,
    slices: [20, 20],
    cluster: 3,
    ...mix(0.5, 0.15),
  },
  { name: 'load 0.5, sd 10 %', samples: 125, slices: [20, 20], ...load(0.5, 0.1) },
  { name: 'load 0.7, sd 20 %', samples: 125, slices: [20, 20], ...load(0.7, 0.2) },
  { name: 'load 0, sd 50 %', samples: 125, slices: [20, 20], ...load(0, 0.5) },
  { name: 'mix 0.3, sd 15 %', samples: 125, slices: [20, 20], ...mix(0.3, 0.15) },
  { name: 'mix 0.5, sd 15 %', samples: 125, slices: [20, 20], ...mix(0.5, 0.15) },
  { name: 'mix 0.7, sd 15 %', samples: 125, slices: [10, 10], ...mix(0.7, 0.15) },
  { name: 'mix 0.7, sd 15 %', samples: 125, slices: [20, 20], ...mix(0.7, 0.15) },
  { name: 'mix 0.7, sd 15 %', samples: 125, slices: [30, 30], ...mix(0.7, 0.15) },
  { name: 'mix 0.7, sd 15 %', samples: 125, slices: [60, 60], ...mix(0.7, 0.15) },
  { name: 'mix 0.7, sd 40 %', samples: 125, slices: [20, 20], ...mix(0.7, 0.4) },
  { name: 'mix 0.7, sd 15 %, busy', samples: 800, slices: [20, 20], ...mix(0.7, 0.15) },
  {
    name: 'load 0.5, sd 10 %, mix 0.5, sd 5 %, busy',
    samples: 1000,
    slices: [30, 30],
    ...load(0.5, 0.1),
    ...mix(0.5, 0.05),
  },
  {
    name: 'bursts: one endpoint x12 in 8 % of the slices',
    samples: 125,
    slices: [20, 20],
    burst: { probability: 0.08, size: 12 },
  },
  {
    name: 'each fourth slice: one endpoint x15',
    samples: 125,
    slices: [20, 20],
    periodic: { every: 4, size: 15 },
  },
  { name: 'steady', samples: 125, slices: [10, 40] },
  { name: 'mix 0.5, sd 10 %', samples: 100, slices: [5, 20], ...mix(0.5, 0.1) },
  { name: 'a tenth of the scrapes empty', samples: 20, slices: [20, 20], empty: 0.1 },
  { name: 'steady', samples: 200, slices: [2, 2] },
  { name: 'mix 0.5, sd 10 %', samples: 200, slices: [3, 3], ...mix(0.5, 0.1) },
  { name: 'mix 0.5, sd 10 %', samples: 200, slices: [4, 4], ...mix(0.5, 0.1) },
  { name: 'mix 0.5, sd 10 %', samples: 200, slices: [8, 8], ...mix(0.5, 0.1) },
];

/** So slow that two neighbouring windows do differ, and no test inside them can know that they come back. */
export const BEYOND: readonly NamedNoise[] = [
  { name: 'one endpoint 0.7, sd 40 %', samples: 125, slices: [20, 20], one: { rho: 0.7, sd: 0.4 } },
  { name: 'mix 0.9, sd 15 %', samples: 125, slices: [20, 20], ...mix(0.9, 0.15) },
  { name: 'mix 0.9, sd 15 %', samples: 125, slices: [40, 40], ...mix(0.9, 0.15) },
  { name: 'random walk, 3 % a slice', samples: 125, slices: [20, 20], walk: 0.03 },
  {
    name: 'one endpoint +-30 % in 10 minutes',
    samples: 125,
    slices: [20, 20],
    wave: { size: 0.3, period: 40 },
  },
];
