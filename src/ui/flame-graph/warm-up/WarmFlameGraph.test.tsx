import { act, cleanup, render } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { WarmFlameGraph } from './WarmFlameGraph';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** jsdom is never idle. */
function idleWhenAsked() {
  const waiting = new Map<number, () => void>();
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => {
    waiting.set(waiting.size + 1, callback);
    return waiting.size;
  });
  vi.stubGlobal('cancelIdleCallback', (id: number) => waiting.delete(id));
  return { waiting, idle: () => act(() => waiting.forEach((callback) => callback())) };
}

test('what warms up comes when the browser is idle, is gone before it paints, and comes once', () => {
  const { waiting, idle } = idleWhenAsked();
  render(<p>the page</p>);
  const { unmount } = render(<WarmFlameGraph />);
  expect(waiting.size).toBe(1);
  unmount();
  expect(waiting.size).toBe(0);
  render(<WarmFlameGraph />);
  const before = document.body.innerHTML;
  const observer = new MutationObserver(() => {});
  observer.observe(document.body, { childList: true, subtree: true });
  idle();
  const graphs = observer
    .takeRecords()
    .flatMap(({ addedNodes }) => [...addedNodes])
    .filter((node) => node instanceof Element && node.querySelector('[role=treegrid]'));
  expect(graphs.length).toBeGreaterThan(0);
  expect(document.body.innerHTML).toBe(before);
  waiting.clear();
  render(<WarmFlameGraph />);
  expect(waiting.size).toBe(0);
});

test('where the browser does not say that it is idle nothing is drawn', () => {
  vi.stubGlobal('requestIdleCallback', undefined);
  const { container } = render(<WarmFlameGraph />);
  expect(container.innerHTML).toBe('');
});
