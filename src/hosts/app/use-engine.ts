import { useEffect, useState } from 'react';
import type { Engine } from '#engine';
import { createPluginEngine } from '../plugin-engine';

/** A worker for as long as the component is there; undefined before its first effect. */
export function useEngine(): Engine | undefined {
  const [engine, setEngine] = useState<Engine | undefined>(undefined);
  useEffect(() => {
    const mine = createPluginEngine();
    mine.prepare();
    setEngine(mine);
    return () => mine.close();
  }, []);
  return engine;
}
