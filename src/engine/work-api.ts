import type { FleetChanges, OddUnits, TotalsChange, UnitsQuestion, UnitTotals } from '#changes';
import type { Judgement } from '#comparison';
import { transfer } from 'comlink';
import {
  ProfileError,
  type CallTree,
  type FrameFilter,
  type FunctionValues,
  type Search,
  type SearchResult,
} from '#profile';
import { inflateParts } from './inflate-parts';
import { TreeStore, type OpenedFacts, type StackOptions, type ViewAnswer } from './tree-store';
import type {
  FleetQuestion,
  JudgeQuestion,
  ProfilePartInput,
  TreeHandle,
  ViewOptions,
} from './types';

/** What the worker answers to. Errors travel as values, because a thrown one loses its fields on the way. */
export interface WorkApi {
  /** The first call: an answer means that the worker runs. Whether bytes arrive as what they are. */
  ping(probe: Uint8Array): boolean;
  open(handle: TreeHandle, parts: readonly ProfilePartInput[]): Promise<Outcome<OpenedFacts>>;
  openEach(
    handles: readonly TreeHandle[],
    profiles: readonly (readonly ProfilePartInput[])[],
  ): Promise<Outcome<readonly OpenedFacts[]>>;
  demangle(handle: TreeHandle, wasm: Uint8Array): Promise<Outcome<number>>;
  adopt(handle: TreeHandle, tree: CallTree): Outcome<undefined>;
  view(handle: TreeHandle, of: readonly TreeHandle[], options: ViewOptions): Outcome<ViewAnswer>;
  /** The same, but only kept here: its caller has had the answer from a worker before. */
  viewAgain(
    handle: TreeHandle,
    of: readonly TreeHandle[],
    options: ViewOptions,
  ): Outcome<undefined>;
  search(of: TreeHandle, search: Search): Outcome<SearchResult>;
  takenBy(
    of: readonly TreeHandle[],
    options: StackOptions,
    candidates: readonly FrameFilter[],
  ): Outcome<readonly (readonly number[])[]>;
  functionValues(
    of: readonly TreeHandle[],
    names: readonly string[],
  ): Outcome<readonly FunctionValues[]>;
  judge(question: JudgeQuestion): Outcome<Judgement>;
  findChanges(question: FleetQuestion): Outcome<FleetChanges>;
  judgeTotals(totals: readonly UnitTotals[]): Outcome<readonly TotalsChange[]>;
  judgeUnits(question: UnitsQuestion<TreeHandle>): Outcome<OddUnits>;
  drop(handle: TreeHandle): void;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

interface Failure {
  readonly name: string;
  readonly message: string;
  /** Of a ProfileError. */
  readonly path?: string;
}

/** On a store of its own. What the store does not keep is handed over; a view's tree is copied on its way. */
export function createWorkApi(): WorkApi {
  const store = new TreeStore();
  return {
    ping: (probe) => probe instanceof Uint8Array,
    open: async (handle, parts) => {
      const [inflated] = await inflateParts([parts]);
      return outcomeOf(() => store.open(handle, inflated!));
    },
    openEach: async (handles, profiles) => {
      const inflated = await inflateParts(profiles);
      return outcomeOf(() => store.openEach(handles, inflated));
    },
    demangle: async (handle, wasm) => {
      try {
        return { ok: true, value: await store.demangle(handle, wasm) };
      } catch (error) {
        return { ok: false, failure: failureOf(error) };
      }
    },
    adopt: (handle, tree) => outcomeOf(() => store.adopt(handle, tree) as undefined),
    view: (handle, of, options) =>
      outcomeOf(
        () => store.view(handle, of, options),
        ({ table }) => [
          table.rowOfFrame.buffer,
          ...table.columns.flatMap(({ self, total }) => [self.buffer, total.buffer]),
        ],
      ),
    viewAgain: (handle, of, options) =>
      outcomeOf(() => {
        store.view(handle, of, options);
        return undefined;
      }),
    search: (of, search) =>
      outcomeOf(
        () => store.search(of, search),
        (found) => (found.kind === 'matches' ? [found.frames.buffer] : []),
      ),
    takenBy: (of, options, candidates) => outcomeOf(() => store.takenBy(of, options, candidates)),
    functionValues: (of, names) =>
      outcomeOf(
        () => store.functionValues(of, names),
        (values) => values.flatMap(({ self, total }) => [self.buffer, total.buffer]),
      ),
    judge: (question) =>
      outcomeOf(
        () => store.judge(question),
        ({ values }) => values.flatMap((rows) => rows.map(({ buffer }) => buffer)),
      ),
    findChanges: (question) => outcomeOf(() => store.findChanges(question)),
    judgeTotals: (totals) => outcomeOf(() => store.judgeTotals(totals)),
    judgeUnits: (question) => outcomeOf(() => store.judgeUnits(question)),
    drop: (handle) => store.drop(handle),
  };
}

export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw errorOf(outcome.failure);
}

function outcomeOf<T>(
  work: () => T,
  buffersOf: (value: T) => readonly ArrayBufferLike[] = () => [],
): Outcome<T> {
  try {
    const value = work();
    const buffers = buffersOf(value).filter((buffer) => buffer instanceof ArrayBuffer);
    return transfer({ ok: true as const, value }, [...new Set(buffers)]);
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message } = error;
  return error instanceof ProfileError ? { name, message, path: error.path } : { name, message };
}

function errorOf({ name, message, path }: Failure): Error {
  if (path !== undefined) return new ProfileError(path, message.slice(`${path}: `.length));
  if (name === 'RangeError') return new RangeError(message);
  return Object.assign(new Error(message), { name });
}
