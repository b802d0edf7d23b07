import { useState } from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { RenamedLine } from './RenamedLine';

function Line({ count }: { readonly count: number }) {
  const [shown, onShow] = useState<'matched' | 'apart'>('matched');
  const renamed = Array.from({ length: count }, (_, i) => ({
    before: `main.f${i}.func1`,
    after: `main.f${i}.func2`,
  }));
  return <RenamedLine {...{ renamed, shown, onShow }} />;
}

test('which functions were taken for one, and the way to keep them apart and back', async () => {
  render(<Line count={12} />);
  const line = () => screen.getByRole('group', { name: 'Renamed functions' }).textContent;
  expect(line()).toContain(
    'Matched by name without closure number, type shape or hash: 12 functions',
  );
  expect(line()).toContain('main.f3.func1 → main.f3.func2');
  await userEvent.click(screen.getByRole('button', { name: 'Keep them apart' }));
  expect(line()).toContain('Apart, though only closure numbers, type shapes or hashes differ: 12');
  await userEvent.click(screen.getByRole('button', { name: 'Match them' }));
  expect(line()).toContain('Matched by name');
});

test('where no name differs so there is no line', () => {
  render(<Line count={0} />);
  expect(screen.queryByRole('group')).toBeNull();
});
