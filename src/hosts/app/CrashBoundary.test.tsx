import { render, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { CrashBoundary } from './CrashBoundary';

beforeEach(() => {
  // React tells the console of every error that a boundary catches.
  const silenced = vi.spyOn(console, 'error').mockReturnValue(undefined);
  return () => silenced.mockRestore();
});

function Picture({ broken }: { readonly broken: boolean }) {
  if (broken) throw new RangeError('columns[1]: expected 3 rows, got <b>2</b>');
  return <p>fine</p>;
}

test('a crash shows its facts, and another page is tried again', () => {
  const at = (page: string, broken: boolean) => (
    <CrashBoundary at={page}>
      <Picture broken={broken} />
    </CrashBoundary>
  );
  const { rerender } = render(at('profile', true));
  expect(screen.getByRole('alert').textContent).toContain(
    'RangeError: columns[1]: expected 3 rows, got <b>2</b>',
  );
  expect(screen.getByRole('button', { name: 'Load again' })).toBeTruthy();
  rerender(at('compare', false));
  expect(screen.getByText('fine')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});
