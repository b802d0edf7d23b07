import type { FleetChanges, OddUnits, TotalsChange, UnitsQuestion, UnitTotals } from '#changes';
import type { Judgement } from '#comparison';
import { wrap, type Remote } from 'comlink';
import type { CallTree, FrameFilter, FunctionValues, Search, SearchResult } from '#profile';
import { inflateParts } from './inflate-parts';
import { TreeStore, type OpenedFacts, type StackOptions, type ViewAnswer } from './tree-store';
import type {
  FleetQuestion,
  JudgeQuestion,
  ProfilePartInput,
  TreeHandle,
  ViewOptions,
} from './types';
import { valueOf, type WorkApi } from './work-api';

/** A thread with a `TreeStore`. Does one piece of work at a time and can be stopped in the middle of it. */
export interface Executor {
  /** To be awaited before each piece of work. */
  ready(): Promise<void>;
  open(handle: TreeHandle, parts: readonly ProfilePartInput[]): Promise<OpenedFacts>;
  openEach(
    handles: readonly TreeHandle[],
    profiles: readonly (readonly ProfilePartInput[])[],
  ): Promise<readonly OpenedFacts[]>;
  /** How many mangled names of an opened tree have stayed so. */
  demangle(handle: TreeHandle, wasm: Uint8Array): Promise<number>;
  adopt(handle: TreeHandle, tree: CallTree): Promise<void>;
  view(handle: TreeHandle, of: readonly TreeHandle[], options: ViewOptions): Promise<ViewAnswer>;
  /** A view whose answer is known: the tree alone is made again. */
  viewAgain(handle: TreeHandle, of: readonly TreeHandle[], options: ViewOptions): Promise<void>;
  search(of: TreeHandle, search: Search): Promise<SearchResult>;
  takenBy(
    of: readonly TreeHandle[],
    options: StackOptions,
    candidates: readonly FrameFilter[],
  ): Promise<readonly (readonly number[])[]>;
  functionValues(
    of: readonly TreeHandle[],
    names: readonly string[],
  ): Promise<readonly FunctionValues[]>;
  judge(question: JudgeQuestion): Promise<Judgement>;
  findChanges(question: FleetQuestion): Promise<FleetChanges>;
  judgeTotals(totals: readonly UnitTotals[]): Promise<readonly TotalsChange[]>;
  judgeUnits(question: UnitsQuestion<TreeHandle>): Promise<OddUnits>;
  drop(handle: TreeHandle): void;
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

  async ready(): Promise<void> {}

  async open(handle: TreeHandle, parts: readonly ProfilePartInput[]): Promise<OpenedFacts> {
    return valueOf(await Promise.race([this.#remote.open(handle, parts), this.#stopped]));
  }

  async openEach(
    handles: readonly TreeHandle[],
    profiles: readonly (readonly ProfilePartInput[])[],
  ): Promise<readonly OpenedFacts[]> {
    return valueOf(await Promise.race([this.#remote.openEach(handles, profiles), this.#stopped]));
  }

  async demangle(handle: TreeHandle, wasm: Uint8Array): Promise<number> {
    return valueOf(await Promise.race([this.#remote.demangle(handle, wasm), this.#stopped]));
  }

  async adopt(handle: TreeHandle, tree: CallTree): Promise<void> {
    valueOf(await Promise.race([this.#remote.adopt(handle, tree), this.#stopped]));
  }

  async view(
    handle: TreeHandle,
    of: readonly TreeHandle[],
    options: ViewOptions,
  ): Promise<ViewAnswer> {
    return valueOf(await Promise.race([this.#remote.view(handle, of, options), this.#stopped]));
  }

  async viewAgain(
    handle: TreeHandle,
    of: readonly TreeHandle[],
    options: ViewOptions,
  ): Promise<void> {
    valueOf(await Promise.race([this.#remote.viewAgain(handle, of, options), this.#stopped]));
  }

  async search(of: TreeHandle, search: Search): Promise<SearchResult> {
    return valueOf(await Promise.race([this.#remote.search(of, search), this.#stopped]));
  }

  async takenBy(
    of: readonly TreeHandle[],
    options: StackOptions,
    candidates: readonly FrameFilter[],
  ): Promise<readonly (readonly number[])[]> {
    return valueOf(
      await Promise.race([this.#remote.takenBy(of, options, candidates), this.#stopped]),
    );
  }

  async functionValues(
    of: readonly TreeHandle[],
    names: readonly string[],
  ): Promise<readonly FunctionValues[]> {
    return valueOf(await Promise.race([this.#remote.functionValues(of, names), this.#stopped]));
  }

  async judge(question: JudgeQuestion): Promise<Judgement> {
    return valueOf(await Promise.race([this.#remote.judge(question), this.#stopped]));
  }

  async findChanges(question: FleetQuestion): Promise<FleetChanges> {
    return valueOf(await Promise.race([this.#remote.findChanges(question), this.#stopped]));
  }

  async judgeTotals(totals: readonly UnitTotals[]): Promise<readonly TotalsChange[]> {
    return valueOf(await Promise.race([this.#remote.judgeTotals(totals), this.#stopped]));
  }

  async judgeUnits(question: UnitsQuestion<TreeHandle>): Promise<OddUnits> {
    return valueOf(await Promise.race([this.#remote.judgeUnits(question), this.#stopped]));
  }

  drop(handle: TreeHandle): void {
    void this.#remote.drop(handle);
  }

  terminate(): void {
    this.#worker.terminate();
  }
}

/** The same work where no worker can run. The page gets one turn to draw before each piece. */
export class MainThreadExecutor implements Executor {
  readonly broken = false;
  readonly #store = new TreeStore();

  ready(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 0));
  }

  async open(handle: TreeHandle, parts: readonly ProfilePartInput[]): Promise<OpenedFacts> {
    const [inflated] = await inflateParts([parts]);
    return this.#store.open(handle, inflated!);
  }

  async openEach(
    handles: readonly TreeHandle[],
    profiles: readonly (readonly ProfilePartInput[])[],
  ): Promise<readonly OpenedFacts[]> {
    return this.#store.openEach(handles, await inflateParts(profiles));
  }

  async demangle(handle: TreeHandle, wasm: Uint8Array): Promise<number> {
    return this.#store.demangle(handle, wasm);
  }

  async adopt(handle: TreeHandle, tree: CallTree): Promise<void> {
    this.#store.adopt(handle, tree);
  }

  async view(
    handle: TreeHandle,
    of: readonly TreeHandle[],
    options: ViewOptions,
  ): Promise<ViewAnswer> {
    return this.#store.view(handle, of, options);
  }

  async viewAgain(
    handle: TreeHandle,
    of: readonly TreeHandle[],
    options: ViewOptions,
  ): Promise<void> {
    this.#store.view(handle, of, options);
  }

  async search(of: TreeHandle, search: Search): Promise<SearchResult> {
    return this.#store.search(of, search);
  }

  async takenBy(
    of: readonly TreeHandle[],
    options: StackOptions,
    candidates: readonly FrameFilter[],
  ): Promise<readonly (readonly number[])[]> {
    return this.#store.takenBy(of, options, candidates);
  }

  async functionValues(
    of: readonly TreeHandle[],
    names: readonly string[],
  ): Promise<readonly FunctionValues[]> {
    return this.#store.functionValues(of, names);
  }

  async judge(question: JudgeQuestion): Promise<Judgement> {
    return this.#store.judge(question);
  }

  async findChanges(question: FleetQuestion): Promise<FleetChanges> {
    return this.#store.findChanges(question);
  }

  async judgeTotals(totals: readonly UnitTotals[]): Promise<readonly TotalsChange[]> {
    return this.#store.judgeTotals(totals);
  }

  async judgeUnits(question: UnitsQuestion<TreeHandle>): Promise<OddUnits> {
    return this.#store.judgeUnits(question);
  }

  drop(handle: TreeHandle): void {
    this.#store.drop(handle);
  }

  terminate(): void {}
}
