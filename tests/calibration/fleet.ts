import type { ApplicationSlices, UnitTotals } from '#changes';
import { CallTreeBuilder, frameOf, FrameTableBuilder, type CallTree } from '#profile';
import { parseProfileType } from '#series';
import { functionNear, makeProgram, withCost, type Program } from './program';
import { Random } from './random';

/** How many units each application has, and how a scan looks at them. */
export interface FleetPlan {
  readonly applications: readonly number[];
  /** Slices a side. */
  readonly slices: number;
  /** Of 15 s, in a slice. */
  readonly scrapes: number;
  /** What the mix of each endpoint differs by between the two windows: standard deviation, of all units of an application together and of each by itself. */
  readonly common: number;
  readonly own: number;
}

/** 40 units; as many scrapes as two hours have. */
export const FLEET: FleetPlan = {
  applications: [10, 5, 5, 5, 5, 5, 5],
  slices: 20,
  scrapes: 12,
  common: 0.02,
  own: 0.01,
};

/** What was planted in a unit, or in eight of ten. */
export type Truth = {
  readonly application: number;
  readonly unit?: number;
} & (
  | { readonly kind: 'load' | 'leak' }
  | { readonly kind: 'cost'; readonly changed: number }
  | { readonly kind: 'moved'; readonly to: readonly number[] }
);

interface Unit {
  /** Samples of a scrape. */
  readonly samples: number;
  weights: Float64Array;
  load: number;
  leaks: boolean;
}

interface Application {
  readonly program: Program;
  readonly units: readonly Unit[];
}

export interface Fleet {
  readonly programs: readonly Program[];
  readonly truths: readonly Truth[];
  readonly slices: readonly ApplicationSlices<CallTree>[];
  readonly totals: readonly UnitTotals[];
  /** Where the load rose and the leak began, in buckets. */
  readonly at: number;
}

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const HEAP = parseProfileType('memory:inuse_space:bytes:space:bytes');
const QUANTUM = 1e7;
const BUCKETS = 240;
/** Six hours. */
const BUCKET_MS = 90_000;
/** Programs with as many seeds. */
const PROGRAMS = 10;

export function makeFleet(plan: FleetPlan, seed: number, isPlanted: boolean): Fleet {
  const random = new Random(seed * 7 + 1);
  const applications = plan.applications.map((size, a): Application => ({
    program: makeProgram(100 + a * 10 + (seed % PROGRAMS)),
    units: Array.from({ length: size }, () => unitOf(random)),
  }));
  for (const { program, units } of applications)
    for (const unit of units) unit.weights = program.weights;
  const truths = isPlanted ? plant(applications) : [];
  const at = Math.round((0.5 + 0.25 * random.uniform()) * BUCKETS);
  return {
    programs: applications.map(({ program }) => program),
    truths,
    at,
    totals: applications.flatMap(({ units }, a) =>
      units.flatMap((unit, u) =>
        totalsOf(unit, at, random).map((each) => ({ ...each, ...nameOf(a, u) })),
      ),
    ),
    slices: applications.map((application, a) => slicesOf(application, a, plan, random)),
  };
}

export function nameOf(application: number, unit: number) {
  return { application: `app${application}`, unit: `app${application}/${unit}` };
}

function unitOf(random: Random): Unit {
  const samples = Math.exp(Math.log(200) + Math.log(5) * random.uniform());
  return { samples, weights: new Float64Array(), load: 1, leaks: false };
}

/** Five changes in the first five applications. */
function plant([first, second, third, fourth, fifth]: readonly Application[]): readonly Truth[] {
  const { weights, to } = withMove(second!.program);
  second!.units[0]!.weights = weights;
  third!.units[1]!.load = 1.3;
  const grown = functionNear(fourth!.program, 0.05);
  fourth!.units[2]!.weights = withCost(fourth!.program, grown, 1.2).weights;
  const everywhere = functionNear(first!.program, 0.08);
  const dearer = withCost(first!.program, everywhere, 1.1).weights;
  for (const unit of first!.units.slice(0, 8)) unit.weights = dearer;
  fifth!.units[3]!.leaks = true;
  return [
    { kind: 'moved', application: 1, unit: 0, to },
    { kind: 'load', application: 2, unit: 1 },
    { kind: 'cost', application: 3, unit: 2, changed: grown },
    { kind: 'cost', application: 0, changed: everywhere },
    { kind: 'leak', application: 4, unit: 3 },
  ];
}

/** Half of what a stack of about 3 % costs by itself goes to another one of the same endpoint, which ends in another function. */
function withMove({ stacks, weights, endpointOf }: Program) {
  const last = (s: number) => stacks[s]!.at(-1)!;
  let best = { distance: Infinity, from: 0, to: 0 };
  for (let from = 0; from < stacks.length; from++)
    for (let to = 0; to < stacks.length; to++) {
      if (from === to || endpointOf[from] !== endpointOf[to] || endpointOf[from]! > 1) continue;
      if (stacks[from]!.length <= 4 || stacks[to]!.length <= 4) continue;
      if (!(weights[to]! > 0.004 && weights[to]! < 0.02)) continue;
      if (stacks[from]!.includes(last(to)) || stacks[to]!.includes(last(from))) continue;
      const distance = Math.abs(weights[from]! - 0.03);
      if (distance < best.distance) best = { distance, from, to };
    }
  const moved = weights.slice();
  const half = moved[best.from]! / 2;
  moved[best.from]! -= half;
  moved[best.to]! += half;
  return { weights: moved, to: stacks[best.to]! };
}

function slicesOf(
  { program, units }: Application,
  application: number,
  plan: FleetPlan,
  random: Random,
): ApplicationSlices<CallTree> {
  const common = factors(program, plan.common, random);
  const build = treeBuilder(program);
  const seconds = new Array<number>(plan.slices).fill(plan.scrapes * 10);
  return {
    ...{ application: nameOf(application, 0).application, profileType: CPU },
    sliceSeconds: plan.scrapes * 15,
    units: units.map((unit, u) => {
      const own = factors(program, plan.own, random);
      const still = common.map(() => 1);
      const moved = common.map((factor, e) => factor * own[e]!);
      const run = (weights: Float64Array, load: number, mix: readonly number[]) =>
        Array.from({ length: plan.slices }, () =>
          build(drawSlice({ program, weights, load: load * unit.samples, mix }, plan, random)),
        );
      return {
        unit: nameOf(application, u).unit,
        runs: [run(program.weights, 1, still), run(unit.weights, unit.load, moved)],
        seconds: [seconds, seconds],
      };
    }),
  };
}

function factors({ endpoints }: Program, sd: number, random: Random): number[] {
  return Array.from({ length: endpoints }, () => Math.exp(sd * random.normal()));
}

interface Window {
  readonly program: Program;
  readonly weights: Float64Array;
  /** Samples a scrape. */
  readonly load: number;
  readonly mix: readonly number[];
}

/** Samples of each stack. Load and mix of scrapes wander with a correlation of 0.7 and 10 %: less in the mean of many. */
function drawSlice(
  { program, weights, load, mix }: Window,
  { scrapes }: FleetPlan,
  random: Random,
) {
  const sd = Math.min(0.5, 0.1 * Math.sqrt(1.7 / 0.3 / scrapes));
  const endpoints = mix.map((factor) => factor * Math.exp(sd * random.normal()));
  const samples = load * scrapes * Math.exp(sd * random.normal());
  return weights.map((weight, s) =>
    poisson(weight * endpoints[program.endpointOf[s]!]! * samples, random),
  );
}

/** Of many a normal one: there is no time for each. */
function poisson(mean: number, random: Random): number {
  if (mean <= 50) return random.poisson(mean);
  return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
}

const FIRST_OWN = 62;

/** `f` in front of its number: own code, or the runtime's. */
export function functionName(f: number): string {
  return f > 1 && f < FIRST_OWN ? `runtime.f${f}` : `app.f${f}`;
}

function treeBuilder({ functions, stacks }: Program) {
  const table = new FrameTableBuilder();
  const numbers = Array.from({ length: functions }, (_, f) =>
    table.add(frameOf({ functionName: functionName(f) })),
  );
  const { frames, rowOf } = table.build();
  const rows = stacks.map((stack) => stack.map((f) => rowOf[numbers[f]!]!));
  return (samples: Float64Array): CallTree => {
    const builder = new CallTreeBuilder(frames, 1);
    samples.forEach((count, s) => count > 0 && builder.addStack(rows[s]!, [count * QUANTUM]));
    return builder.build();
  };
}

/** CPU time, with yesterday's, and heap. */
function totalsOf({ samples, weights, load, leaks }: Unit, at: number, random: Random) {
  const memory = leaks ? 0.6 : 0.3 + 0.6 * random.uniform();
  const cost = weights.reduce((sum, weight) => sum + weight, 0) * load;
  const expected = samples * 6;
  const state = { today: 0, before: 0, heap: 0, leaked: 0 };
  const series = { today: [] as number[], before: [] as number[], heap: [] as number[] };
  const step = (value: number, rho: number, sd: number) =>
    rho * value + sd * Math.sqrt(1 - rho * rho) * random.normal();
  for (let i = 0; i < BUCKETS; i++) {
    state.today = step(state.today, 0.6, 0.05);
    state.before = step(state.before, 0.6, 0.05);
    state.heap = step(state.heap, memory, 0.06);
    if (leaks && i >= at) state.leaked += 0.006;
    const wave = expected * (1 + 0.15 * Math.sin((2 * Math.PI * i) / (4 * BUCKETS)));
    const now = wave * Math.exp(state.today) * (i >= at ? cost : 1);
    series.today.push(poisson(now, random) / 6 / 1000);
    series.before.push(poisson(wave * Math.exp(state.before), random) / 6 / 1000);
    series.heap.push(150e6 * (Math.exp(state.heap) + state.leaked));
  }
  const times = series.today.map((_, i) => i * BUCKET_MS);
  return [
    { profileType: CPU, times, values: series.today, before: series.before },
    { profileType: HEAP, times, values: series.heap },
  ];
}
