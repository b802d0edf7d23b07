import { type How, minusSiblings, standOut, type StandOut } from '#statistics';
import { type Noise, Process } from './process';
import { functionNear, makeProgram, type Program, withCost } from './program';
import { Random } from './random';

const SLICE_SECONDS = 15;
/** Trials go through so many programs, each with other functions. */
const PROGRAMS = 25;

type Window = ReturnType<Process['run']>;

/** The test of two windows of 15 s scrapes. */
function compare([before, after]: readonly [Window, Window], how: How): StandOut {
  const counts = before.counts.map((row, f) => [row, after.counts[f]!] as const);
  const seconds = (slices: number) => new Float64Array(slices).fill(SLICE_SECONDS);
  const exposures =
    how === 'perSecond'
      ? ([seconds(before.totals.length), seconds(after.totals.length)] as const)
      : ([before.totals, after.totals] as const);
  return standOut(counts, exposures, how, SLICE_SECONDS);
}

/** What a number of tables of an unchanged process said. */
export interface Quiet {
  /** Tables with any flag, 0 to 1; by chance at most 0.05. */
  readonly tablesFlagged: number;
  /** p below 0.05, of all tests. */
  readonly low: number;
  /** Tested in a table, mean. */
  readonly tested: number;
}

/** Two neighbouring windows of one process that does not change, again and again; an answer for each of `hows`. */
export function quietTrials(noise: Noise, hows: readonly How[], trials: number): Quiet[] {
  const sums = hows.map(() => ({ tables: 0, low: 0, tested: 0 }));
  for (let trial = 0; trial < trials; trial++) {
    const random = new Random(trial * 7919 + 13);
    const program = makeProgram(1 + (trial % PROGRAMS));
    const process = new Process(program, noise, random);
    const [before, after] = noise.slices.map((slices) => process.run(program.weights, slices));
    hows.forEach((how, k) => {
      const found = compare([before!, after!], how);
      if (found.flagged > 0) sums[k]!.tables++;
      sums[k]!.tested += found.tested;
      sums[k]!.low += found.rows.filter(({ p }) => p !== undefined && p < 0.05).length;
    });
  }
  return sums.map(({ tables, low, tested }) => ({
    tablesFlagged: tables / trials,
    low: low / tested,
    tested: tested / trials,
  }));
}

/** One function that really grew. */
export interface Planted {
  /** Of the total before. */
  readonly share: number;
  /** Its cost, with what it calls, times this. */
  readonly factor: number;
}

/** What a number of tables said of one function; each 0 to 1. */
class Tally {
  #tables = 0;
  #any = 0;
  #found = 0;
  #wrong = 0;

  add(rows: readonly { readonly q?: number }[], changed: number, isWrong: (f: number) => boolean) {
    const flagged = rows.flatMap(({ q = 1 }, f) => (q <= 0.05 ? [f] : []));
    this.#tables++;
    if (flagged.includes(changed)) this.#found++;
    if (flagged.length === 0) return;
    this.#any++;
    this.#wrong += flagged.filter(isWrong).length / flagged.length;
  }

  /** Tables with any flag. */
  get anyFlag(): number {
    return this.#any / this.#tables;
  }

  /** Tables with the function flagged. */
  get found(): number {
    return this.#found / this.#tables;
  }

  /** Wrong ones of the flagged, mean over tables: the false discovery rate. */
  get wrong(): number {
    return this.#wrong / this.#tables;
  }
}

export interface Found extends Pick<Tally, 'found' | 'wrong'> {
  /** The interval held the truth, of the tables in which the function was tested. */
  readonly covered: number;
}

export function plantedTrials(
  noise: Noise,
  how: How,
  { share, factor }: Planted,
  trials: number,
): Found {
  const tally = new Tally();
  let covered = 0;
  let tested = 0;
  for (let trial = 0; trial < trials; trial++) {
    const random = new Random(trial * 104729 + 17 + Math.round(share * 1e5));
    const program = makeProgram(1 + (trial % PROGRAMS));
    const changed = functionNear(program, share);
    const { weights, isUntouched } = withCost(program, changed, factor);
    const process = new Process(program, noise, random);
    const before = process.run(program.weights, noise.slices[0]);
    const { rows } = compare([before, process.run(weights, noise.slices[1])], how);
    tally.add(rows, changed, isUntouched);
    const { interval } = rows[changed]!;
    if (!interval) continue;
    tested++;
    if (interval[0] <= Math.log(factor) && Math.log(factor) <= interval[1]) covered++;
  }
  return { found: tally.found, wrong: tally.wrong, covered: covered / tested };
}

/** A unit and its siblings, a 5 % function of which may grow by 30 % in the unit alone. */
export interface Fleet {
  readonly units: number;
  /** The mix of all of them moves by this between the windows: standard deviation. */
  readonly common: number;
  readonly factor: number;
}

const SIBLING_NOISE: Noise = { samples: 300, slices: [20, 20], mix: { rho: 0.5, sd: 0.05 } };

/** The unit alone, and minus what its siblings did. */
export function siblingTrials({ units, common, factor }: Fleet, trials: number) {
  const alone = new Tally();
  const minus = new Tally();
  for (let trial = 0; trial < trials; trial++) {
    const random = new Random(trial * 31 + units);
    const program = makeProgram(1 + (trial % PROGRAMS));
    const changed = functionNear(program, 0.05);
    const planted = withCost(program, changed, factor);
    const moved = movedMix(program, common, random);
    const answers = Array.from({ length: units }, (_, unit) => {
      const process = new Process(program, SIBLING_NOISE, random);
      const before = process.run(program.weights, SIBLING_NOISE.slices[0]);
      const after = moved(unit === 0 ? planted.weights : program.weights);
      return compare([before, process.run(after, SIBLING_NOISE.slices[1])], 'equalLoad');
    });
    const [unit, ...siblings] = answers;
    const isWrong = (f: number) => factor === 1 || planted.isUntouched(f);
    alone.add(unit!.rows, changed, isWrong);
    minus.add(minusSiblings(unit!, siblings).rows, changed, isWrong);
  }
  return { alone, minus };
}

/** What the day does to every unit alike. */
function movedMix({ endpoints, endpointOf }: Program, sd: number, random: Random) {
  const shift = Array.from({ length: endpoints }, () => Math.exp(sd * random.normal()));
  return (weights: Float64Array) => weights.map((weight, s) => weight * shift[endpointOf[s]!]!);
}
