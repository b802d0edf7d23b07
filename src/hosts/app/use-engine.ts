import { useEffect, useState } from 'react';
import { createEngine, type Engine } from '#engine';

/** A worker for as long as the component is there; undefined before its first effect. */
export function useEngine(): Engine | undefined {
  const [engine, setEngine] = useState<Engine | undefined>(undefined);
  useEffect(() => {
    const mine = createEngine();
    mine.prepare();
    setEngine(mine);
    return () => mine.close();
  }, []);
  return engine;
}
