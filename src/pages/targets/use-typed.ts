import { startTransition, useEffect, useState } from 'react';

const PAUSE_MS = 300;

/** A text that is seen at once and kept when the typing pauses; what is kept elsewhere, by Back, wins over what was typed. */
export function useTyped(
  kept: string,
  onKeep: (text: string) => void,
): readonly [string, (text: string) => void] {
  const [typed, setTyped] = useState(kept);
  const [known, setKnown] = useState(kept);
  if (known !== kept) {
    setKnown(kept);
    setTyped(kept);
  }
  useEffect(() => {
    if (typed === known) return undefined;
    // The page is drawn again for it: a letter that is typed meanwhile goes first.
    const timer = setTimeout(() => startTransition(() => onKeep(typed)), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, known, onKeep]);
  return [typed, setTyped];
}
