import { transfer } from 'comlink';
import { ProfileError, searchTree, type CallTree, type SearchResult } from '#profile';
import type { OpenedProfile, ProfilePartInput, View, ViewOptions } from './types';
import { openProfile, view } from './work';

/** What the worker answers to. Errors travel as values, because a thrown one loses its fields on the way. */
export interface WorkApi {
  /** The first call: an answer means that the worker runs. Whether bytes arrive as what they are. */
  ping(probe: Uint8Array): boolean;
  openProfile(parts: readonly ProfilePartInput[]): Outcome<OpenedProfile>;
  view(trees: readonly CallTree[], options: ViewOptions): Outcome<View>;
  search(tree: CallTree, pattern: string): Outcome<SearchResult>;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export interface Failure {
  readonly name: string;
  readonly message: string;
  /** Of a ProfileError. */
  readonly path?: string;
}

/** The buffers of an answer are handed over, not copied: the worker keeps nothing. */
export const workApi: WorkApi = {
  ping: (probe) => probe instanceof Uint8Array,
  openProfile: (parts) =>
    outcomeOf(
      () => openProfile(parts),
      ({ tree }) => buffersOfTree(tree),
    ),
  view: (trees, options) =>
    outcomeOf(
      () => view(trees, options),
      ({ tree, table }) => [
        ...buffersOfTree(tree),
        table.rowOfFrame.buffer,
        ...table.columns.flatMap(({ self, total }) => [self.buffer, total.buffer]),
      ],
    ),
  search: (tree, pattern) =>
    outcomeOf(
      () => searchTree(tree, pattern),
      (found) => (found.kind === 'matches' ? [found.frames.buffer] : []),
    ),
};

export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw errorOf(outcome.failure);
}

function outcomeOf<T>(
  work: () => T,
  buffersOf: (value: T) => readonly ArrayBufferLike[],
): Outcome<T> {
  try {
    const value = work();
    const buffers = buffersOf(value).filter((buffer) => buffer instanceof ArrayBuffer);
    return transfer({ ok: true as const, value }, [...new Set(buffers)]);
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

function buffersOfTree({ frames, frame, depth, end, columns }: CallTree): ArrayBufferLike[] {
  const arrays = [frames.line, frames.inlined, frames.address, frame, depth, end];
  return [
    ...arrays.map(({ buffer }) => buffer),
    ...columns.flatMap(({ self, total }) => [self.buffer, total.buffer]),
  ];
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
