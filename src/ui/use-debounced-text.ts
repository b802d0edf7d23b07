import { startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react';

const PAUSE_MS = 300;

/**
 * A text that is seen at once and kept when the typing pauses. What is kept elsewhere, by Back, wins over what was typed; what was sent
 * from here and comes back late does not.
 */
export function useDebouncedText(
  kept: string,
  onKeep: (text: string) => void,
): readonly [text: string, setText: (text: string) => void] {
  const [typed, setTyped] = useState(kept);
  const [known, setKnown] = useState(kept);
  const [sent, setSent] = useState(kept);
  if (known !== kept) {
    setKnown(kept);
    if (kept !== sent) {
      setTyped(kept);
      setSent(kept);
    }
  }
  // Another render in the pause does not begin it again.
  const latest = useRef(onKeep);
  useLayoutEffect(() => {
    latest.current = onKeep;
  });
  useEffect(() => {
    if (typed === known) return undefined;
    const timer = setTimeout(() => {
      setSent(typed);
      // The page is drawn again for it: a letter that is typed meanwhile goes first.
      startTransition(() => latest.current(typed));
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, known]);
  return [typed, setTyped];
}
