import { Random } from './random';

/** A program of which the truth is known: stacks, and how often each is seen. */
export interface Program {
  readonly functions: number;
  /** Each has a call tree of its own over a runtime that all share. */
  readonly endpoints: number;
  /** Functions of each stack, root first, each once. */
  readonly stacks: readonly (readonly number[])[];
  /** Of each stack; they sum to 1. */
  readonly weights: Float64Array;
  readonly endpointOf: readonly number[];
  /** Of each function in the total. */
  readonly shares: Float64Array;
}

const FUNCTIONS = 300;
const ENDPOINT_WEIGHTS = [0.34, 0.24, 0.16, 0.12, 0.09, 0.05];
const MAIN = 0;
const SERVE = 1;
const FIRST_SHARED = 2;
const SHARED = Math.round(FUNCTIONS * 0.2);
const MOST_CALLERS = 14;
/** Spread of the weights of stacks: the logarithm's standard deviation. */
const SPREAD = 1.4;

/** About 300 functions: main, serve, the shared runtime, and a sixth of the rest for each endpoint. */
export function makeProgram(seed: number): Program {
  const random = new Random(seed);
  const endpoints = ENDPOINT_WEIGHTS.length;
  const own = Math.round((FUNCTIONS - SHARED - FIRST_SHARED) / endpoints);
  const stacks: number[][] = [];
  const weights: number[] = [];
  const endpointOf: number[] = [];
  ENDPOINT_WEIGHTS.forEach((endpointWeight, endpoint) => {
    const first = FIRST_SHARED + SHARED + endpoint * own;
    const paths = callPaths(first, own, random);
    const drawn = paths.flatMap((path) => weightedStacks(path, random));
    const sum = drawn.reduce((all, { weight }) => all + weight, 0);
    for (const { stack, weight } of drawn) {
      stacks.push([...new Set(stack)]);
      weights.push((endpointWeight * weight) / sum);
      endpointOf.push(endpoint);
    }
  });
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const functions = FIRST_SHARED + SHARED + endpoints * own;
  const program = {
    functions,
    endpoints,
    stacks,
    weights: Float64Array.from(weights, (w) => w / sum),
    endpointOf,
  };
  return { ...program, shares: sharesOf(program, program.weights) };
}

/** Each function of an endpoint is called from one before it, later ones rather than earlier. */
function callPaths(first: number, own: number, random: Random): number[][] {
  const paths = [[MAIN, SERVE, first]];
  for (let k = 1; k < own; k++) {
    const caller = Math.floor(random.uniform() ** 0.7 * paths.length);
    paths.push([...paths[caller]!.slice(0, MOST_CALLERS), first + k]);
  }
  return paths;
}

/** A function is seen by itself, and mostly in a call to the runtime too. */
function weightedStacks(path: readonly number[], random: Random) {
  const weight = () => Math.exp(SPREAD * random.normal());
  const drawn = [{ stack: path, weight: weight() }];
  if (random.uniform() < 0.6) {
    const stack = [...path, ...runtimeCalls(Math.floor(random.uniform() ** 2 * SHARED), random)];
    drawn.push({ stack, weight: weight() });
  }
  return drawn;
}

function runtimeCalls(k: number, random: Random): number[] {
  const calls = [FIRST_SHARED + k];
  for (let caller = k; caller > 0 && calls.length < 4 && random.uniform() < 0.6;) {
    caller = Math.floor(caller / 2);
    calls.unshift(FIRST_SHARED + caller);
  }
  return calls;
}

function sharesOf(
  { functions, stacks }: Pick<Program, 'functions' | 'stacks'>,
  weights: Float64Array,
) {
  const shares = new Float64Array(functions);
  stacks.forEach((stack, s) => stack.forEach((f) => (shares[f]! += weights[s]!)));
  return shares;
}

/** The function whose share is nearest; neither main nor serve. */
export function functionNear({ shares }: Program, share: number): number {
  let best = FIRST_SHARED;
  const distance = (f: number) => Math.abs(Math.log(shares[f]! / share));
  for (let f = best; f < shares.length; f++) if (distance(f) < distance(best)) best = f;
  return best;
}

/** The program after one function, with all that it calls, costs `factor` times as much; and who is not touched by that. */
export function withCost(program: Program, changed: number, factor: number) {
  const weights = program.weights.map((weight, s) =>
    program.stacks[s]!.includes(changed) ? weight * factor : weight,
  );
  const after = sharesOf(program, weights);
  const isUntouched = (f: number) => Math.abs(after[f]! - program.shares[f]!) <= 1e-12;
  return { weights, isUntouched };
}
