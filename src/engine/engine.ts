import type { CallTree, SearchResult } from '#profile';
import { connectWorker, MainThreadExecutor, type Executor, type WorkerLike } from './executor';
import type {
  CallOptions,
  Engine,
  OpenedProfile,
  ProfilePartInput,
  View,
  ViewOptions,
} from './types';

/**
 * An engine with a worker of its own, started by the first call. Where a worker cannot run (none in this place, a policy that
 * forbids it, a script that does not load) the same functions run on the main thread.
 */
export function createEngine(spawn: () => WorkerLike | Promise<WorkerLike> = spawnWorker): Engine {
  let workerFailed = false;
  return new QueuedEngine(async () => {
    if (workerFailed) return new MainThreadExecutor();
    try {
      return await connectWorker(await spawn());
    } catch {
      workerFailed = true;
      return new MainThreadExecutor();
    }
  });
}

/** For tests and for Node: no worker, the same answers. */
export function createMainThreadEngine(): Engine {
  return new QueuedEngine(async () => new MainThreadExecutor());
}

async function spawnWorker(): Promise<WorkerLike> {
  if (typeof Worker === 'undefined') throw new Error('no Worker in this place');
  const { spawnInlineWorker } = await import('./inline-worker');
  return spawnInlineWorker();
}

interface Job {
  readonly start: (executor: Executor) => Promise<void>;
  readonly reject: (error: Error) => void;
  /** The executor is at it. */
  started: boolean;
  readonly cleanUp: () => void;
}

class QueuedEngine implements Engine {
  readonly #connect: () => Promise<Executor>;
  #executor: Promise<Executor> | undefined;
  readonly #waiting: Job[] = [];
  #current: Job | undefined;
  #closed = false;

  constructor(connect: () => Promise<Executor>) {
    this.#connect = connect;
  }

  openProfile(parts: readonly ProfilePartInput[], options?: CallOptions): Promise<OpenedProfile> {
    return this.#submit((executor) => executor.openProfile(parts), options?.signal);
  }

  view(trees: readonly CallTree[], options: ViewOptions, call?: CallOptions): Promise<View> {
    return this.#submit((executor) => executor.view(trees, options), call?.signal);
  }

  search(tree: CallTree, pattern: string, options?: CallOptions): Promise<SearchResult> {
    return this.#submit((executor) => executor.search(tree, pattern), options?.signal);
  }

  close(): void {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) this.#forget(job);
    if (this.#current) this.#forget(this.#current);
    this.#current = undefined;
    this.#stopExecutor();
  }

  #submit<T>(work: (executor: Executor) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#closed || signal?.aborted) {
        reject(abortError());
        return;
      }
      const onAbort = () => this.#abort(job);
      const job: Job = {
        start: (executor) => work(executor).then(resolve),
        reject,
        started: false,
        cleanUp: () => signal?.removeEventListener('abort', onAbort),
      };
      signal?.addEventListener('abort', onAbort);
      this.#waiting.push(job);
      void this.#next();
    });
  }

  async #next(): Promise<void> {
    if (this.#current) return;
    const job = this.#waiting.shift();
    if (!job) return;
    this.#current = job;
    const connection = (this.#executor ??= this.#connect());
    const executor = await connection;
    try {
      if (this.#current !== job) return;
      job.started = true;
      await job.start(executor);
    } catch (error) {
      job.reject(error instanceof Error ? error : new Error(String(error)));
    } finally {
      job.cleanUp();
      if (executor.broken && this.#executor === connection) this.#stopExecutor();
      if (this.#current === job) {
        this.#current = undefined;
        void this.#next();
      }
    }
  }

  #abort(job: Job): void {
    const place = this.#waiting.indexOf(job);
    if (place >= 0) this.#waiting.splice(place, 1);
    this.#forget(job);
    if (this.#current !== job) return;
    this.#current = undefined;
    if (job.started) this.#stopExecutor();
    void this.#next();
  }

  #forget(job: Job): void {
    job.cleanUp();
    job.reject(abortError());
  }

  /** A terminated worker's promises stay open for ever; the jobs that wait on them have been rejected. */
  #stopExecutor(): void {
    void this.#executor?.then((executor) => executor.terminate());
    this.#executor = undefined;
  }
}

function abortError(): DOMException {
  return new DOMException('The operation was aborted', 'AbortError');
}
