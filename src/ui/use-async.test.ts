// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useAsync } from './use-async';

interface Asked {
  readonly question: string;
  readonly signal: AbortSignal;
  readonly resolve: (text: string) => void;
  readonly reject: (reason: unknown) => void;
}

function asking(first: string | undefined) {
  const asked: Asked[] = [];
  const hook = renderHook(
    ({ question }) =>
      useAsync(
        question,
        (of: string, signal) =>
          new Promise<string>((resolve, reject) => {
            asked.push({ question: of, signal, resolve, reject });
          }),
      ),
    { initialProps: { question: first } as { question: string | undefined } },
  );
  return {
    asked,
    now: () => hook.result.current,
    ask: (question: string | undefined) => hook.rerender({ question }),
    answer: (at: number, text: string) => act(async () => asked[at]!.resolve(text)),
    fail: (at: number, reason: unknown) => act(async () => asked[at]!.reject(reason)),
  };
}

test('nothing is asked without a question', () => {
  const { asked, now } = asking(undefined);
  expect(now()).toEqual({ state: 'idle', data: undefined, error: undefined });
  expect(asked).toEqual([]);
});

test('the same question is asked once; the last answer stays while the next one is on its way', async () => {
  const { asked, now, ask, answer } = asking('a');
  expect(now().state).toBe('loading');
  ask('a');
  await answer(0, 'of a');
  expect(now()).toEqual({ state: 'ready', data: 'of a', error: undefined });
  ask('b');
  expect(now()).toEqual({ state: 'loading', data: 'of a', error: undefined });
  expect(asked.map(({ question }) => question)).toEqual(['a', 'b']);
});

test('a question that is no longer asked is aborted, and its late answer dropped', async () => {
  const { asked, now, ask, answer } = asking('a');
  ask('b');
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  await answer(1, 'of b');
  await answer(0, 'of a');
  expect(now().data).toBe('of b');
});

test('a failure keeps the last answer; what is thrown becomes an error', async () => {
  const { now, ask, answer, fail } = asking('a');
  await answer(0, 'of a');
  ask('b');
  await fail(1, 'refused');
  expect(now()).toEqual({ state: 'failed', data: 'of a', error: new Error('refused') });
});
