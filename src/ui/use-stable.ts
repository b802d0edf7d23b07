import { useLayoutEffect, useRef, useState } from 'react';

type Callbacks = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/**
 * The same functions at every render, which call those of the latest one: rows that are given them are not rendered again because
 * their list was. `callbacks` holds functions only, always the same names.
 */
export function useStable<T extends object>(callbacks: T): T {
  const latest = useRef(callbacks);
  useLayoutEffect(() => {
    latest.current = callbacks;
  });
  const [stable] = useState(() => {
    const call =
      (name: string) =>
      (...args: unknown[]) =>
        (latest.current as Callbacks)[name]!(...args);
    return Object.fromEntries(Object.keys(callbacks).map((name) => [name, call(name)])) as T;
  });
  return stable;
}
