import type { Executor } from './executor';
import type { WorkStep } from './types';

/**
 * Most work ends sooner than a new worker starts and opens again what the old one had. So a call whose caller has gone may end;
 * only what goes on for longer, such as a pattern that backtracks for ever, is stopped with its worker.
 */
const GRACE_MS = 200;

interface Job {
  readonly step: WorkStep;
  readonly start: (executor: Executor) => Promise<void>;
  readonly reject: (error: Error) => void;
  /** The executor is at it. */
  started: boolean;
  /** Runs from when it was aborted. */
  grace?: ReturnType<typeof setTimeout>;
  readonly cleanUp: () => void;
}

/** One job at a time, in the order of asking, on an executor that is connected by the first job, if not before, and again when it had to be stopped. */
export class JobQueue {
  readonly #connect: () => Promise<Executor>;
  #executor: Promise<Executor> | undefined;
  readonly #waiting: Job[] = [];
  #current: Job | undefined;
  #closed = false;
  #step: WorkStep | undefined;
  readonly #listeners = new Set<(step: WorkStep | undefined) => void>();

  constructor(connect: () => Promise<Executor>) {
    this.#connect = connect;
  }

  /** undefined before it is connected and after a stop. */
  get executor(): Promise<Executor> | undefined {
    return this.#executor;
  }

  connect(): Promise<Executor> {
    return (this.#executor ??= this.#connect());
  }

  /** See `Engine`. */
  onWork(listener: (step: WorkStep | undefined) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#step);
    return () => void this.#listeners.delete(listener);
  }

  /** Rejects with what `work` throws, and with an AbortError; see `Engine`. */
  submit<T>(
    step: WorkStep,
    work: (executor: Executor) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#closed || signal?.aborted) {
        reject(abortError());
        return;
      }
      const onAbort = () => this.#abort(job);
      const job: Job = {
        step,
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

  close(): void {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) this.#forget(job);
    if (this.#current) this.#forget(this.#current);
    clearTimeout(this.#current?.grace);
    this.#current = undefined;
    this.#tell(undefined);
    this.#stopExecutor();
  }

  async #next(): Promise<void> {
    if (this.#current) return;
    const job = this.#waiting.shift();
    if (!job) return;
    this.#current = job;
    const connection = this.connect();
    const executor = await connection;
    try {
      await executor.ready();
      if (this.#current !== job) return;
      job.started = true;
      this.#tell(job.step);
      await job.start(executor);
    } catch (error) {
      job.reject(error instanceof Error ? error : new Error(String(error)));
    } finally {
      job.cleanUp();
      clearTimeout(job.grace);
      if (executor.broken && this.#executor === connection) this.#stopExecutor();
      if (this.#current === job) {
        this.#current = undefined;
        this.#tell(undefined);
        void this.#next();
      }
    }
  }

  #abort(job: Job): void {
    const place = this.#waiting.indexOf(job);
    if (place >= 0) this.#waiting.splice(place, 1);
    this.#forget(job);
    if (this.#current !== job) return;
    if (job.started) job.grace = setTimeout(() => this.#skip(job), GRACE_MS);
    else this.#skip(job);
  }

  #skip(job: Job): void {
    if (this.#current !== job) return;
    this.#current = undefined;
    this.#tell(undefined);
    if (job.started) this.#stopExecutor();
    void this.#next();
  }

  #tell(step: WorkStep | undefined): void {
    if (this.#step === step) return;
    this.#step = step;
    for (const listener of this.#listeners) listener(step);
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
