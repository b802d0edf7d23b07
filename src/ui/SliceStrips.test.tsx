import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { SliceStrips } from './SliceStrips';

test('each strip says in sight and aloud which side it is of', () => {
  render(<SliceStrips values={[[1, 2], [3]]} unit="count" />);
  expect(screen.getByText('baseline')).toBeTruthy();
  expect(screen.getByText('comparison')).toBeTruthy();
  expect(screen.getByRole('img', { name: 'baseline: mean 1.5 of 2 slices' })).toBeTruthy();
});
