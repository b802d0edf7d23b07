import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Slice, SliceAnswer, Watched } from './slice';
import { TARGETS } from './targets';

/** Failed inputs, which failures.test.ts reads from then on. */
const FAILURES = 'tests/fuzz/failures';
/** Each target gets as much time as the others: slow ones fewer inputs. */
const SLICE_MS = 500;
const MOST_RUNS = 10_000;
const FIRST_RUNS = 50;
/** Of a thread that says nothing; an input that ends by itself is measured there. */
const HUNG_MS = 20_000;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    target: { type: 'string' },
    seed: { type: 'string' },
  },
});
const first = Number(values.seed ?? Date.now() % 2 ** 31);
const targets = TARGETS.filter(({ name }) => (values.target ?? name) === name);
if (targets.length === 0) throw new Error(`--target: one of ${TARGETS.map((t) => t.name).join()}`);

/** A thread of its own, because what hangs cannot be stopped otherwise. */
class FuzzThread {
  readonly #watched: Watched = {
    read: new Int32Array(new SharedArrayBuffer(4)),
    input: new Uint8Array(new SharedArrayBuffer(2 ** 20)),
  };
  #worker = this.#start();

  /** Never rejects: a thread that hangs or dies is a failure of its input. */
  async run(slice: Slice): Promise<SliceAnswer> {
    let seen = -1;
    let watch: NodeJS.Timeout | undefined;
    const answer = await new Promise<SliceAnswer>((resolve) => {
      this.#answer = resolve;
      watch = setInterval(() => {
        const read = Atomics.load(this.#watched.read, 0);
        if (read === seen) this.#fail(`no answer within ${HUNG_MS / 1000} s`);
        seen = read;
      }, HUNG_MS);
      this.#worker.postMessage(slice);
    });
    clearInterval(watch);
    if (answer.failure) await this.#restart();
    return answer;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #answer: (answer: SliceAnswer) => void = () => undefined;

  #fail(reason: string): void {
    this.#answer({ runs: 0, failure: { input: this.#input(), reason } });
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
      workerData: this.#watched,
    });
    worker.on('message', (answer: SliceAnswer) => this.#answer(answer));
    worker.on('error', (error) => this.#fail(`the thread died: ${error.message}`));
    return worker;
  }

  async #restart(): Promise<void> {
    await this.#worker.terminate();
    this.#worker = this.#start();
  }

  #input(): Uint8Array {
    const { input } = this.#watched;
    const length = new DataView(input.buffer).getUint32(0);
    return input.slice(4, 4 + Math.min(length, input.length - 4));
  }
}

interface Count {
  runs: number;
  ms: number;
  failures: number;
}

const counts = new Map<string, Count>(
  targets.map(({ name }) => [name, { runs: 0, ms: 0, failures: 0 }]),
);

function keep(slice: Slice, { input, reason }: NonNullable<SliceAnswer['failure']>): void {
  const hash = createHash('sha256').update(input).digest('hex').slice(0, 8);
  const file = join(FAILURES, `${slice.target}-${hash}.bin`);
  mkdirSync(FAILURES, { recursive: true });
  writeFileSync(file, input);
  print(`${slice.target}: ${reason}\n  seed ${slice.seed}, kept as ${file}`);
}

function runsOf({ runs, ms }: Count): number {
  if (runs === 0) return FIRST_RUNS;
  return Math.min(MOST_RUNS, Math.max(1, Math.round((runs / ms) * SLICE_MS)));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const thread = new FuzzThread();
const end = Date.now() + Number(values.seconds) * 1000;
for (let turn = 0; Date.now() < end; turn++) {
  const { name } = targets[turn % targets.length]!;
  const count = counts.get(name)!;
  const slice = { target: name, seed: first + turn, runs: runsOf(count) };
  const start = performance.now();
  const answer = await thread.run(slice);
  count.runs += answer.runs;
  count.ms += performance.now() - start;
  if (!answer.failure) continue;
  count.failures++;
  keep(slice, answer.failure);
}
await thread.end();

for (const [name, { runs, ms, failures }] of counts)
  print(`${name}: ${runs} inputs, ${Math.round((runs / ms) * 1000)} a second, ${failures} failed`);
const all = [...counts.values()];
const failures = all.reduce((sum, count) => sum + count.failures, 0);
print(
  `${all.reduce((sum, { runs }) => sum + runs, 0)} inputs from seed ${first} on, ${failures} failed`,
);
process.exitCode = failures === 0 ? 0 : 1;
