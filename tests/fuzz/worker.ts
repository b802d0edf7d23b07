import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { judge } from './judge';
import { mutate, mutations } from './mutations';
import type { Slice, SliceAnswer, Watched } from './slice';
import { TARGETS } from './targets';

/** Runs one slice after the other; what it reads at the moment is in the memory that the main thread watches. */
const { read, input: shown } = workerData as Watched;

const seedsOf = new Map(TARGETS.map((target) => [target.name, target.seeds()]));

async function run({ target: name, seed, runs }: Slice): Promise<SliceAnswer> {
  const target = TARGETS.find((one) => one.name === name)!;
  const seeds = seedsOf.get(name)!;
  const reason = { text: '' };
  const property = fc.asyncProperty(mutations(seeds.length), async (mutation) => {
    const input = mutate(seeds, mutation);
    shown.set(input.subarray(0, shown.length - 4), 4);
    new DataView(shown.buffer).setUint32(0, input.length);
    const wrong = await judge(target, input);
    Atomics.add(read, 0, 1);
    if (wrong !== undefined) reason.text = wrong;
    return wrong === undefined;
  });
  const result = await fc.check(property, { seed, numRuns: runs });
  if (!result.failed) return { runs };
  const [mutation] = result.counterexample!;
  return { runs: result.numRuns, failure: { input: mutate(seeds, mutation), reason: reason.text } };
}

parentPort!.on('message', (slice: Slice) => {
  void run(slice).then((answer) => parentPort!.postMessage(answer));
});
