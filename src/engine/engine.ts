import type { FleetChanges, OddUnits, TotalsChange, UnitsQuestion, UnitTotals } from '#changes';
import type { Judgement } from '#comparison';
import type { CallTree, FrameFilter, FunctionValues, Search, SearchResult } from '#profile';
import { connectWorker, MainThreadExecutor, type Executor, type WorkerLike } from './executor';
import { JobQueue } from './job-queue';
import type { OpenedFacts } from './tree-store';
import type {
  CallOptions,
  Engine,
  FleetQuestion,
  JudgeQuestion,
  OpenedProfile,
  ProfilePartInput,
  TreeHandle,
  View,
  ViewOptions,
  WorkStep,
} from './types';

export interface EngineOptions {
  /** Default: the engine's own worker. */
  readonly spawn?: () => WorkerLike | Promise<WorkerLike>;
  /** The bytes that `compileDemangler` takes, asked for once, when a profile has mangled names. Absent: they stay as they are. */
  readonly loadDemangler?: () => Promise<Uint8Array>;
}

/**
 * An engine with a worker of its own, started by the first call if not by `prepare`. Where a worker cannot run (none in this place, a policy that
 * forbids it, a script that does not load) the same functions run on the main thread.
 */
export function createEngine({ spawn = spawnWorker, loadDemangler }: EngineOptions = {}): Engine {
  let workerFailed = false;
  const connect = async () => {
    if (workerFailed) return new MainThreadExecutor();
    try {
      return await connectWorker(await spawn());
    } catch {
      workerFailed = true;
      return new MainThreadExecutor();
    }
  };
  return new TreeEngine(connect, loadDemangler);
}

/** For tests and for Node: no worker, the same answers. */
export function createMainThreadEngine({
  loadDemangler,
}: Omit<EngineOptions, 'spawn'> = {}): Engine {
  return new TreeEngine(async () => new MainThreadExecutor(), loadDemangler);
}

async function spawnWorker(): Promise<WorkerLike> {
  if (typeof Worker === 'undefined') throw new Error('no Worker in this place');
  const { spawnInlineWorker } = await import('./inline-worker');
  return spawnInlineWorker();
}

/** What a tree is made of, for a worker that does not have it: the one before had to be stopped. */
type Recipe =
  | { readonly kind: 'open'; readonly parts: readonly ProfilePartInput[] }
  | { readonly kind: 'adopt'; readonly tree: CallTree }
  | { readonly kind: 'view'; readonly of: readonly TreeHandle[]; readonly options: ViewOptions };

interface KeptTree {
  readonly recipe: Recipe;
  users: number;
}

function noticeOfLeft(names: number): string | undefined {
  if (names === 0) return undefined;
  const subject = names === 1 ? '1 name of C++ or Rust is' : `${names} names of C++ or Rust are`;
  return `${subject} shown as the profile has ${names === 1 ? 'it' : 'them'}: too long to be demangled.`;
}

function noticeOfFailure(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `Names of C++ and Rust are shown as the profile has them, because the demangler cannot be used: ${why}`;
}

/** Across all engines, so that a handle of a closed one is never taken for another tree. */
let handles = 0;
const newHandle = () => ++handles as TreeHandle;

/** The main thread's side: the recipes of all trees (pprof stays compressed), and which of them the executor has. */
class TreeEngine implements Engine {
  readonly #queue: JobQueue;
  readonly #kept = new Map<TreeHandle, KeptTree>();
  readonly #made = new WeakMap<Executor, Set<TreeHandle>>();

  readonly #loadDemangler: EngineOptions['loadDemangler'];
  #demangler: Promise<Uint8Array> | undefined;

  constructor(connect: () => Promise<Executor>, loadDemangler: EngineOptions['loadDemangler']) {
    this.#queue = new JobQueue(connect);
    this.#loadDemangler = loadDemangler;
  }

  prepare(): void {
    void this.#queue.connect();
  }

  async open(
    parts: readonly ProfilePartInput[],
    { signal }: CallOptions = {},
  ): Promise<OpenedProfile> {
    const handle = newHandle();
    const facts = await this.#make(
      'read',
      handle,
      (executor) => this.#open(executor, handle, parts),
      signal,
    );
    this.#kept.set(handle, { recipe: { kind: 'open', parts }, users: 1 });
    return { handle, ...facts };
  }

  async openEach(
    profiles: readonly (readonly ProfilePartInput[])[],
    { signal }: CallOptions = {},
  ): Promise<readonly OpenedProfile[]> {
    const handles = profiles.map(newHandle);
    const all = await this.#queue.submit(
      'read',
      async (executor) => {
        const opened = await executor.openEach(handles, profiles);
        const readable: Omit<OpenedProfile, 'handle'>[] = [];
        for (const [i, facts] of opened.entries())
          readable.push(await this.#readable(executor, handles[i]!, facts));
        for (const handle of handles) {
          if (signal?.aborted) executor.drop(handle);
          else this.#madeBy(executor).add(handle);
        }
        return readable;
      },
      signal,
    );
    return all.map((facts, i) => {
      const handle = handles[i]!;
      this.#kept.set(handle, { recipe: { kind: 'open', parts: profiles[i]! }, users: 1 });
      return { handle, ...facts };
    });
  }

  adopt(tree: CallTree): TreeHandle {
    const handle = newHandle();
    this.#kept.set(handle, { recipe: { kind: 'adopt', tree }, users: 1 });
    return handle;
  }

  /** The view is a user of its sources: without them it could not be made again. */
  async view(
    of: readonly TreeHandle[],
    options: ViewOptions,
    { signal }: CallOptions = {},
  ): Promise<View> {
    const handle = newHandle();
    this.#retainAll(of);
    try {
      const answer = await this.#make(
        'cut',
        handle,
        async (executor) => {
          for (const source of of) await this.#restore(executor, source);
          return executor.view(handle, of, options);
        },
        signal,
      );
      this.#kept.set(handle, { recipe: { kind: 'view', of, options }, users: 1 });
      return { handle, ...answer };
    } catch (error) {
      this.#releaseAll(of);
      throw error;
    }
  }

  search(of: TreeHandle, search: Search, { signal }: CallOptions = {}): Promise<SearchResult> {
    return this.#ask('search', [of], (executor) => executor.search(of, search), signal);
  }

  takenBy(
    of: TreeHandle,
    filters: readonly FrameFilter[],
    { signal }: CallOptions = {},
  ): Promise<readonly (readonly number[])[]> {
    const { recipe } = this.#keptTree(of);
    const sources = recipe.kind === 'view' ? recipe.of : [of];
    const options = recipe.kind === 'view' ? recipe.options : { filters: [] };
    return this.#ask(
      'count',
      sources,
      (executor) => executor.takenBy(sources, options, filters),
      signal,
    );
  }

  functionValues(
    of: readonly TreeHandle[],
    names: readonly string[],
    { signal }: CallOptions = {},
  ): Promise<readonly FunctionValues[]> {
    return this.#ask('count', of, (executor) => executor.functionValues(of, names), signal);
  }

  judge(question: JudgeQuestion, { signal }: CallOptions = {}): Promise<Judgement> {
    const of = [...question.sides, ...question.runs.flat()];
    return this.#ask('judge', of, (executor) => executor.judge(question), signal);
  }

  findChanges(question: FleetQuestion, { signal }: CallOptions = {}): Promise<FleetChanges> {
    const of = question.applications.flatMap(({ units }) =>
      units.flatMap(({ runs }) => runs.flat()),
    );
    return this.#ask('judge', of, (executor) => executor.findChanges(question), signal);
  }

  judgeTotals(
    totals: readonly UnitTotals[],
    { signal }: CallOptions = {},
  ): Promise<readonly TotalsChange[]> {
    return this.#ask('judge', [], (executor) => executor.judgeTotals(totals), signal);
  }

  judgeUnits(question: UnitsQuestion<TreeHandle>, { signal }: CallOptions = {}): Promise<OddUnits> {
    const of = question.units.map(({ tree }) => tree);
    return this.#ask('judge', of, (executor) => executor.judgeUnits(question), signal);
  }

  onWork(listener: (step: WorkStep | undefined) => void): () => void {
    return this.#queue.onWork(listener);
  }

  retain(handle: TreeHandle): void {
    const kept = this.#kept.get(handle);
    if (kept) kept.users++;
  }

  release(handle: TreeHandle): void {
    const kept = this.#kept.get(handle);
    if (!kept || --kept.users > 0) return;
    this.#kept.delete(handle);
    void this.#queue.executor?.then((executor) => this.#drop(executor, handle));
    if (kept.recipe.kind === 'view') this.#releaseAll(kept.recipe.of);
  }

  close(): void {
    this.#queue.close();
    this.#kept.clear();
  }

  /** With its names readable, as far as they can be made so. */
  async #open(
    executor: Executor,
    handle: TreeHandle,
    parts: readonly ProfilePartInput[],
  ): Promise<Omit<OpenedProfile, 'handle'>> {
    return this.#readable(executor, handle, await executor.open(handle, parts));
  }

  async #readable(
    executor: Executor,
    handle: TreeHandle,
    { mangled, ...facts }: OpenedFacts,
  ): Promise<Omit<OpenedProfile, 'handle'>> {
    if (!mangled || !this.#loadDemangler) return facts;
    this.#demangler ??= this.#loadDemangler();
    const notice = await this.#demangler
      .then((wasm) => executor.demangle(handle, wasm))
      .then(noticeOfLeft, noticeOfFailure);
    return notice === undefined ? facts : { ...facts, notices: [...facts.notices, notice] };
  }

  /** Work on trees that leaves none. */
  async #ask<T>(
    step: WorkStep,
    of: readonly TreeHandle[],
    work: (executor: Executor) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    this.#retainAll(of);
    try {
      return await this.#queue.submit(
        step,
        async (executor) => {
          for (const source of of) await this.#restore(executor, source);
          return work(executor);
        },
        signal,
      );
    } finally {
      this.#releaseAll(of);
    }
  }

  /** Work that leaves a tree in the executor. No caller has a handle of it when the call was aborted meanwhile. */
  #make<T>(
    step: WorkStep,
    handle: TreeHandle,
    work: (executor: Executor) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    return this.#queue.submit(
      step,
      async (executor) => {
        const answer = await work(executor);
        if (signal?.aborted) executor.drop(handle);
        else this.#madeBy(executor).add(handle);
        return answer;
      },
      signal,
    );
  }

  async #restore(executor: Executor, handle: TreeHandle): Promise<void> {
    if (this.#madeBy(executor).has(handle)) return;
    const { recipe } = this.#keptTree(handle);
    if (recipe.kind === 'open') await this.#open(executor, handle, recipe.parts);
    else if (recipe.kind === 'adopt') await executor.adopt(handle, recipe.tree);
    else {
      for (const source of recipe.of) await this.#restore(executor, source);
      await executor.viewAgain(handle, recipe.of, recipe.options);
    }
    // Its last user may have gone while it was made.
    if (this.#kept.has(handle)) this.#madeBy(executor).add(handle);
    else executor.drop(handle);
  }

  #madeBy(executor: Executor): Set<TreeHandle> {
    const made = this.#made.get(executor) ?? new Set();
    this.#made.set(executor, made);
    return made;
  }

  #drop(executor: Executor, handle: TreeHandle): void {
    if (this.#madeBy(executor).delete(handle)) executor.drop(handle);
  }

  #keptTree(handle: TreeHandle): KeptTree {
    const kept = this.#kept.get(handle);
    if (!kept) throw new RangeError(`tree ${handle} has been released`);
    return kept;
  }

  #retainAll(handles: readonly TreeHandle[]): void {
    for (const handle of handles) this.#keptTree(handle);
    for (const handle of handles) this.retain(handle);
  }

  #releaseAll(handles: readonly TreeHandle[]): void {
    for (const handle of handles) this.release(handle);
  }
}
