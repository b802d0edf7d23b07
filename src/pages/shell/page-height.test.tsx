import { render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { heightSteps, usePageHeight } from './page-height';

afterEach(() => vi.restoreAllMocks());

test.each([
  [Infinity, ''],
  [1000, ''],
  [900, '1000'],
  [860, '1000'],
  [805, '860 1000'],
])('a page of %s px is lower than: %s', (heightPx, steps) => {
  expect(heightSteps(heightPx)).toBe(steps);
});

function Measured() {
  const page = useRef<HTMLDivElement>(null);
  return <div ref={page}>{usePageHeight(page)}</div>;
}

test('what a host has above the page is not the page’s, and nothing is known of a page that is not laid out', () => {
  const { unmount } = render(<Measured />);
  expect(screen.getByText('Infinity')).toBeTruthy();
  unmount();
  vi.spyOn(document.documentElement, 'clientHeight', 'get').mockReturnValue(900);
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 95));
  render(<Measured />);
  expect(screen.getByText('805')).toBeTruthy();
});
