// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useDebouncedText } from './use-debounced-text';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function typing() {
  const keep = vi.fn();
  const hook = renderHook(({ kept }) => useDebouncedText(kept, keep), {
    initialProps: { kept: '' },
  });
  return {
    keep,
    type: (text: string) => act(() => hook.result.current[1](text)),
    pause: () => act(() => void vi.advanceTimersByTime(300)),
    /** The link says it. */
    arrive: (kept: string) => hook.rerender({ kept }),
    text: () => hook.result.current[0],
  };
}

test('a text is seen at once, and kept once when the typing pauses', () => {
  const { keep, type, pause, text } = typing();
  type('a');
  type('ab');
  expect([text(), keep.mock.calls]).toEqual(['ab', []]);
  pause();
  expect(keep.mock.calls).toEqual([['ab']]);
});

test('a link that is slow to take it up does not take away what was typed since', () => {
  const { keep, type, pause, arrive, text } = typing();
  type('a');
  pause();
  type('ab');
  arrive('a');
  expect(text()).toBe('ab');
  pause();
  expect(keep.mock.calls).toEqual([['a'], ['ab']]);
});

test('what is changed elsewhere wins, also to and fro', () => {
  const { type, pause, arrive, text } = typing();
  type('a');
  pause();
  arrive('a');
  arrive('');
  expect(text()).toBe('');
  arrive('a');
  expect(text()).toBe('a');
});
