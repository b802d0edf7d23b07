import { useEffect } from 'react';
import type { Engine, TreeHandle } from '#engine';

/** A user of a tree for as long as the component shows it: a picture of before outlives its answer in the cache. */
export function useTree(
  engine: Pick<Engine, 'retain' | 'release'>,
  handle: TreeHandle | undefined,
): void {
  useEffect(() => {
    if (handle === undefined) return undefined;
    engine.retain(handle);
    return () => engine.release(handle);
  }, [engine, handle]);
}
