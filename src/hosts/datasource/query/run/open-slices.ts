import type { TreeHandle } from '#engine';
import type { Selector, Slice } from '#series';
import { mapConcurrently } from '#sources';
import type { Opening } from './open-side';

type SliceOf = Slice & { readonly selector: Selector };

/** Opens the slices, a few at a time, for as long as `answer` takes; one that fails stops the others. */
export async function withTrees<T>(
  slices: readonly SliceOf[],
  { source, engine, signal }: Opening,
  answer: (trees: readonly TreeHandle[]) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const options = { signal: AbortSignal.any([signal, stop.signal]) };
  const opened: TreeHandle[] = [];
  const open = async ({ selector, scrapes }: SliceOf) => {
    const { parts } = await source.fetchSlice(selector, scrapes, options);
    const { handle } = await engine.open(parts, options);
    if (stop.signal.aborted) engine.release(handle);
    else opened.push(handle);
    return handle;
  };
  try {
    return await answer(await mapConcurrently(slices, open));
  } finally {
    stop.abort();
    opened.forEach((handle) => engine.release(handle));
  }
}
