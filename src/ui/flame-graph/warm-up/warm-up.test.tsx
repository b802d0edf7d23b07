import { createTheme } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { warmUpFlameGraph } from './warm-up';

test('what warms up is gone when it returns, and touches nothing of the page', () => {
  render(<p>the page</p>);
  const before = document.body.innerHTML;
  const seen: string[] = [];
  const observer = new MutationObserver(() => {});
  observer.observe(document.body, { childList: true, subtree: true });
  warmUpFlameGraph(createTheme());
  for (const { addedNodes } of observer.takeRecords())
    for (const node of addedNodes) seen.push((node as Element).getAttribute?.('role') ?? '');
  expect(seen).toContain('treegrid');
  expect(document.body.innerHTML).toBe(before);
  expect(screen.queryByRole('treegrid', { hidden: true })).toBeNull();
  warmUpFlameGraph(createTheme());
  expect(observer.takeRecords()).toEqual([]);
});
