import { useEffect, useState } from 'react';
import type { Engine, WorkStep } from '#engine';
import type { Milliseconds } from '#series';

/** What takes less is over before it is read. */
const LONG: Milliseconds = 500;

const WORDS: Readonly<Record<WorkStep, string>> = {
  read: 'reading profiles',
  cut: 'putting stacks together',
  search: 'searching',
  count: 'counting',
  judge: 'telling changes from noise',
};

/** What the page itself has been at for half a second, in words; undefined: nothing that long. */
export function useWorking(engine: Pick<Engine, 'onWork'>): string | undefined {
  const [step, setStep] = useState<WorkStep>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = engine.onWork((next) => {
      clearTimeout(timer);
      setStep(undefined);
      if (next !== undefined) timer = setTimeout(() => setStep(next), LONG);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [engine]);
  return step && WORDS[step];
}
