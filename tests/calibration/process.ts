import type { Program } from './program';
import type { Random } from './random';

/** An autoregression of the logarithm: correlation of neighbouring slices, and standard deviation. */
interface Wandering {
  readonly rho: number;
  readonly sd: number;
}

/** How a process varies when nothing changes. A slice is a scrape of 15 s. */
export interface Noise {
  /** Expected samples of a scrape. */
  readonly samples: number;
  readonly slices: readonly [number, number];
  /** The whole process. */
  readonly load?: Wandering;
  /** Each endpoint by itself. */
  readonly mix?: Wandering;
  /** One endpoint. */
  readonly one?: Wandering;
  /** Each endpoint, a random walk: standard deviation of a step. */
  readonly walk?: number;
  /** One endpoint, a sine: its size, and its period in slices. */
  readonly wave?: { readonly size: number; readonly period: number };
  /** One small endpoint times `size` in so many of the slices. */
  readonly burst?: { readonly probability: number; readonly size: number };
  /** The smallest endpoint times `size` in each so many-th slice. */
  readonly periodic?: { readonly every: number; readonly size: number };
  /** Samples come in runs of this mean length. */
  readonly cluster?: number;
  /** So many scrapes hold nothing. */
  readonly empty?: number;
}

const ONE_ENDPOINT = 2;
const BURST_ENDPOINT = 4;
const LONGEST_START = 1000;

/** One process as it runs: its state goes on from one window to the next. */
export class Process {
  readonly #program: Program;
  readonly #noise: Noise;
  readonly #random: Random;
  #one: number;
  #load: number;
  readonly #mix: number[];
  readonly #walk: number[];
  #slice: number;

  constructor(program: Program, noise: Noise, random: Random) {
    this.#program = program;
    this.#noise = noise;
    this.#random = random;
    const begin = (of?: Wandering) => (of ? of.sd * random.normal() : 0);
    const endpoints = Array.from({ length: program.endpoints });
    this.#one = begin(noise.one);
    this.#load = begin(noise.load);
    this.#mix = endpoints.map(() => begin(noise.mix));
    this.#walk = endpoints.map(() => 0);
    this.#slice = random.below(LONGEST_START);
  }

  /**
   * What Parca would have stored of `slices` scrapes of a program with such weights: counts of each function in each slice, and the
   * slices' totals, in samples.
   */
  run(weights: Float64Array, slices: number) {
    const { functions, stacks } = this.#program;
    const counts = Array.from({ length: functions }, () => new Float64Array(slices));
    const totals = new Float64Array(slices);
    const cumulative = new Float64Array(weights.length);
    for (let slice = 0; slice < slices; slice++) {
      const all = this.#accumulate(weights, cumulative);
      for (const { stack, size } of this.#samples(cumulative, all)) {
        for (const f of stacks[stack]!) counts[f]![slice]! += size;
        totals[slice]! += size;
      }
    }
    return { counts, totals };
  }

  #accumulate(weights: Float64Array, cumulative: Float64Array): number {
    const factors = this.#nextFactors();
    let all = 0;
    for (let stack = 0; stack < weights.length; stack++) {
      all += weights[stack]! * factors[this.#program.endpointOf[stack]!]!;
      cumulative[stack] = all;
    }
    return all;
  }

  *#samples(cumulative: Float64Array, all: number) {
    const { samples, cluster = 1, empty = 0 } = this.#noise;
    if (empty > 0 && this.#random.uniform() < empty) return;
    const events = this.#random.poisson((samples * all) / cluster);
    for (let event = 0; event < events; event++) {
      const stack = firstAbove(cumulative, this.#random.uniform() * all);
      yield { stack, size: cluster > 1 ? this.#random.geometric(cluster) : 1 };
    }
  }

  /** What each endpoint does in the next slice, times its usual. */
  #nextFactors(): number[] {
    const { load, mix, one, walk, wave, burst, periodic } = this.#noise;
    if (load) this.#load = this.#step(this.#load, load);
    for (let e = 0; e < this.#mix.length; e++) {
      if (mix) this.#mix[e] = this.#step(this.#mix[e]!, mix);
      if (walk) this.#walk[e]! += walk * this.#random.normal();
    }
    this.#slice++;
    if (one) this.#one = this.#step(this.#one, one);
    const factors = this.#mix.map((z, e) => Math.exp(this.#load + z + this.#walk[e]!));
    if (one) factors[ONE_ENDPOINT]! *= Math.exp(this.#one);
    if (wave)
      factors[ONE_ENDPOINT]! *= 1 + wave.size * Math.sin((2 * Math.PI * this.#slice) / wave.period);
    if (burst && this.#random.uniform() < burst.probability) factors[BURST_ENDPOINT]! *= burst.size;
    if (periodic && this.#slice % periodic.every === 0)
      factors[factors.length - 1]! *= periodic.size;
    return factors;
  }

  #step(value: number, { rho, sd }: Wandering): number {
    return rho * value + sd * Math.sqrt(1 - rho ** 2) * this.#random.normal();
  }
}

/** Index of the first of rising values above one. */
function firstAbove(rising: Float64Array, value: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
