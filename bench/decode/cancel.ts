// node cancel.js FILE: milliseconds until a cancelled opening of the profile is answered, and until the next call is, as JSON.
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { encodePprof, treeFromFolded } from '#profile';
import { connectWorker, type WorkerLike } from '../../src/engine/executor';
import { JobQueue } from '../../src/engine/job-queue';
import type { ProfilePartInput, TreeHandle } from '../../src/engine/types';
import { portOf } from './thread-port';

const REPEATS = 5;
/** Reading has begun then, and is far from its end. */
const HEAD_START_MS = 100;

const large = { pprof: new Uint8Array(readFileSync(process.argv[2]!)), total: 0, weight: 1 };
const sampleType = { type: 'cpu', unit: 'nanoseconds' };
const small = {
  ...{ pprof: encodePprof(treeFromFolded(['main 1']), { sampleType }), total: 1, weight: 1 },
};

const handle = 1 as TreeHandle;

function spawn() {
  const worker = new Worker(new URL('./work-thread.mjs', import.meta.url));
  const terminate = () => void worker.terminate();
  return connectWorker({ ...portOf(worker), terminate } as WorkerLike);
}

const answered: number[] = [];
const next: number[] = [];
for (let i = 0; i < REPEATS; i++) {
  const queue = new JobQueue(spawn);
  const open = (part: ProfilePartInput, signal?: AbortSignal) =>
    queue.submit('read', (executor) => executor.open(handle, [part]), signal);
  await open(small);
  const controller = new AbortController();
  const opening = open(large, controller.signal);
  await new Promise((resolve) => setTimeout(resolve, HEAD_START_MS));
  const start = performance.now();
  controller.abort();
  const following = open(small);
  const error: unknown = await opening.catch((reason: unknown) => reason);
  answered.push(performance.now() - start);
  if (!(error instanceof DOMException)) throw new Error('it was over before it was cancelled');
  await following;
  next.push(performance.now() - start);
  queue.close();
}
const median = (times: number[]) => [...times].sort((a, b) => a - b)[times.length >> 1];
process.stdout.write(JSON.stringify({ answered: median(answered), next: median(next) }));
