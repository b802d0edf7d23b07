import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { scanFleet, type Scan, type ScanQuestion } from '#scan';
import { useHost } from '../state/host';

export interface ScanState {
  /** The latest of this question; of the one before while nothing has come yet. */
  readonly scan: Scan | undefined;
  readonly state: 'scanning' | 'ready' | 'stopped' | 'failed';
  /** `scan` is of another question. */
  readonly stale: boolean;
  readonly error: Error | undefined;
  readonly stop: () => void;
  readonly again: () => void;
}

/** Scans anew when the question becomes another one, and leaves off when the page does. What was found stays through a failure. */
export function useScan(question: ScanQuestion, key: string): ScanState {
  const { profiles, metrics, engine, now } = useHost();
  const [found, setFound] = useState<{ readonly scan: Scan; readonly of: string }>();
  const [ended, setEnded] = useState<Pick<ScanState, 'state' | 'error'>>({
    state: 'scanning',
    error: undefined,
  });
  const [attempt, setAttempt] = useState(0);
  const controller = useRef<AbortController>(undefined);
  const asked = useRef(question);
  useEffect(() => void (asked.current = question));
  const ports = useMemo(
    () => ({ profiles, metrics, engine, now }),
    [profiles, metrics, engine, now],
  );
  useEffect(() => {
    const own = new AbortController();
    controller.current = own;
    setEnded({ state: 'scanning', error: undefined });
    const { signal } = own;
    const show = (scan: Scan) => {
      if (controller.current === own) setFound({ scan, of: key });
    };
    scanFleet(ports, asked.current, { signal, onProgress: show }).then(
      (scan) => {
        show(scan);
        if (controller.current === own)
          setEnded({ state: scan.phase === 'stopped' ? 'stopped' : 'ready', error: undefined });
      },
      (error: unknown) => {
        if (controller.current !== own) return;
        setEnded(
          signal.aborted
            ? { state: 'stopped', error: undefined }
            : { state: 'failed', error: error instanceof Error ? error : new Error(String(error)) },
        );
      },
    );
    return () => {
      controller.current = undefined;
      own.abort();
    };
  }, [ports, key, attempt]);
  const stop = useCallback(() => controller.current?.abort(), []);
  const again = useCallback(() => setAttempt((count) => count + 1), []);
  return {
    scan: found?.scan,
    stale: found !== undefined && found.of !== key,
    ...ended,
    stop,
    again,
  };
}
