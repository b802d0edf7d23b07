import { useEffect, useLayoutEffect, useRef, useState } from 'react';

export interface AsyncState<T> {
  readonly state: 'idle' | 'loading' | 'ready' | 'failed';
  /** Of the latest answer, also while another one is on its way. */
  readonly data: T | undefined;
  readonly error: Error | undefined;
}

/**
 * The answer to `question`, for what react-query does not hold: asks whenever the question changes (by identity; undefined asks
 * nothing), and aborts the one before, whose late answer is dropped.
 */
export function useAsync<Question extends string | object, T>(
  question: Question | undefined,
  ask: (question: Question, signal: AbortSignal) => Promise<T>,
): AsyncState<T> {
  const [answer, setAnswer] = useState<AsyncState<T>>({
    state: question === undefined ? 'idle' : 'loading',
    data: undefined,
    error: undefined,
  });
  const latest = useRef(ask);
  useLayoutEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (question === undefined) return undefined;
    const control = new AbortController();
    setAnswer(({ data }) => ({ state: 'loading', data, error: undefined }));
    latest.current(question, control.signal).then(
      (data) => {
        if (!control.signal.aborted) setAnswer({ state: 'ready', data, error: undefined });
      },
      (reason: unknown) => {
        const error = reason instanceof Error ? reason : new Error(String(reason));
        if (!control.signal.aborted) setAnswer(({ data }) => ({ state: 'failed', data, error }));
      },
    );
    return () => control.abort();
  }, [question]);
  return answer;
}
