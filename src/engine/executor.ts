import { wrap, type Remote } from 'comlink';
import type { OpenedProfile, ProfilePartInput, View, ViewOptions } from './types';
import { searchTree, type CallTree, type SearchResult } from '#profile';
import { openProfile, view } from './work';
import { valueOf, type WorkApi } from './work-api';

/** Does one piece of work at a time and can be stopped in the middle of it. */
export interface Executor {
  openProfile(parts: readonly ProfilePartInput[]): Promise<OpenedProfile>;
  view(trees: readonly CallTree[], options: ViewOptions): Promise<View>;
  search(tree: CallTree, pattern: string): Promise<SearchResult>;
  /** Ends it for good: what runs may never settle. */
  terminate(): void;
  /** It has stopped by itself. */
  readonly broken: boolean;
}

/** The part of a Worker that the engine needs; a test can build one from a MessageChannel. */
export type WorkerLike = Pick<
  Worker,
  'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'
>;

/**
 * Rejects when the worker does not come up: no script, a policy that forbids it, an error while it loads. Also where bytes do not reach
 * it: Grafana's frontend sandbox makes plain objects of typed arrays on their way.
 */
export async function connectWorker(worker: WorkerLike): Promise<Executor> {
  const executor = new WorkerExecutor(worker);
  try {
    if (!(await executor.ping())) throw new Error('typed arrays do not reach the worker');
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return executor;
}

class WorkerExecutor implements Executor {
  broken = false;
  readonly #worker: WorkerLike;
  readonly #remote: Remote<WorkApi>;
  readonly #stopped: Promise<never>;

  constructor(worker: WorkerLike) {
    this.#worker = worker;
    this.#stopped = new Promise((_, reject) => {
      const stop = (event: Event) => {
        this.broken = true;
        const detail = 'message' in event ? `: ${String(event.message)}` : '';
        reject(new Error(`the worker stopped${detail}`));
      };
      worker.addEventListener('error', stop);
      worker.addEventListener('messageerror', stop);
    });
    this.#stopped.catch(() => undefined);
    this.#remote = wrap<WorkApi>(worker);
  }

  ping(): Promise<boolean> {
    return Promise.race([this.#remote.ping(Uint8Array.of(1)), this.#stopped]);
  }

  async openProfile(parts: readonly ProfilePartInput[]): Promise<OpenedProfile> {
    return valueOf(await Promise.race([this.#remote.openProfile(parts), this.#stopped]));
  }

  async view(trees: readonly CallTree[], options: ViewOptions): Promise<View> {
    return valueOf(await Promise.race([this.#remote.view(trees, options), this.#stopped]));
  }

  async search(tree: CallTree, pattern: string): Promise<SearchResult> {
    return valueOf(await Promise.race([this.#remote.search(tree, pattern), this.#stopped]));
  }

  terminate(): void {
    this.#worker.terminate();
  }
}

/** The same work where no worker can run. The page gets one turn to draw before each piece. */
export class MainThreadExecutor implements Executor {
  readonly broken = false;
  #terminated = false;

  async openProfile(parts: readonly ProfilePartInput[]): Promise<OpenedProfile> {
    await this.#turn();
    return openProfile(parts);
  }

  async view(trees: readonly CallTree[], options: ViewOptions): Promise<View> {
    await this.#turn();
    return view(trees, options);
  }

  async search(tree: CallTree, pattern: string): Promise<SearchResult> {
    await this.#turn();
    return searchTree(tree, pattern);
  }

  terminate(): void {
    this.#terminated = true;
  }

  async #turn(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (this.#terminated) throw new Error('terminated');
  }
}
