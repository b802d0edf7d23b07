import { useEffect, useRef, useState } from 'react';

export interface Lookup<T> {
  readonly state: 'idle' | 'loading' | 'ready' | 'failed';
  /** Of the latest answer, also while another one is on its way. */
  readonly data: T | undefined;
  readonly error: Error | undefined;
}

/** Asks again whenever `key` changes; '' asks nothing. An answer that comes after another question is forgotten. */
export function useLookup<T>(key: string, load: () => Promise<T>): Lookup<T> {
  const [lookup, setLookup] = useState<Lookup<T>>({
    state: key === '' ? 'idle' : 'loading',
    data: undefined,
    error: undefined,
  });
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    if (key === '') return undefined;
    let current = true;
    setLookup(({ data }) => ({ state: 'loading', data, error: undefined }));
    latest.current().then(
      (data) => {
        if (current) setLookup({ state: 'ready', data, error: undefined });
      },
      (reason: unknown) => {
        const error = reason instanceof Error ? reason : new Error(String(reason));
        if (current) setLookup(({ data }) => ({ state: 'failed', data, error }));
      },
    );
    return () => {
      current = false;
    };
  }, [key]);
  return lookup;
}
