import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WorkStep } from '#engine';
import { useWorking } from './use-working';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what takes half a second is said in words until it is over', () => {
  let tell: (step: WorkStep | undefined) => void = () => {};
  const left = vi.fn();
  const engine = {
    onWork: (listener: typeof tell) => {
      tell = listener;
      listener(undefined);
      return left;
    },
  };
  const { result, unmount } = renderHook(() => useWorking(engine));
  act(() => tell('read'));
  act(() => void vi.advanceTimersByTime(499));
  expect(result.current).toBeUndefined();
  act(() => void vi.advanceTimersByTime(1));
  expect(result.current).toBe('reading profiles');
  act(() => tell(undefined));
  expect(result.current).toBeUndefined();
  act(() => tell('cut'));
  act(() => tell(undefined));
  act(() => void vi.advanceTimersByTime(1000));
  expect(result.current).toBeUndefined();
  unmount();
  expect(left).toHaveBeenCalledOnce();
});
