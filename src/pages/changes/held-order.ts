import { useState } from 'react';

/** While the pointer or the focus is on a list, what is there stays where it is and what is new comes after it. */
export function heldOrder<T>(
  shown: readonly string[],
  ranked: readonly T[],
  keyOf: (item: T) => string,
): readonly T[] {
  const byKey = new Map(ranked.map((item) => [keyOf(item), item]));
  const kept = shown.flatMap((key) => byKey.get(key) ?? []);
  const before = new Set(shown);
  return [...kept, ...ranked.filter((item) => !before.has(keyOf(item)))];
}

export interface HeldList<T> {
  readonly items: readonly T[];
  /** For the element around the list. */
  readonly handlers: {
    readonly onPointerEnter: () => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: () => void;
    readonly onBlur: () => void;
  };
}

/** Ranked items that do not jump under the pointer. */
export function useHeldOrder<T>(ranked: readonly T[], keyOf: (item: T) => string): HeldList<T> {
  const [held, setHeld] = useState<readonly string[]>();
  const items = held ? heldOrder(held, ranked, keyOf) : ranked;
  const hold = () => setHeld((before) => before ?? items.map(keyOf));
  const letGo = () => setHeld(undefined);
  return {
    items,
    handlers: { onPointerEnter: hold, onPointerLeave: letGo, onFocus: hold, onBlur: letGo },
  };
}
