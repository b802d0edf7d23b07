import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Judgement } from '#comparison';
import { NoiseLine } from './NoiseLine';

const judgement: Judgement = {
  ...{ method: 'equalLoad', names: [], rows: [], values: [[], []], slices: [20, 20], quantum: 1 },
  ...{ tested: 100, flagged: 0, typical: 0, drift: 1, wander: 0, controls: 0, selfChecks: [] },
  ...{ total: { verdict: 'within noise' }, moved: {}, stepsWithin: [] },
};

test.each([
  [0.031, /^blocks of 75 s of the same side differ by themselves, .* by ±3\.1 % .*: included$/],
  [0.0001, undefined],
])('a wander of %d', (wander, says) => {
  render(<NoiseLine judgement={{ ...judgement, wander }}>{null}</NoiseLine>);
  const lines = screen.getAllByRole('listitem').map(({ textContent }) => textContent ?? '');
  expect(lines.filter((line) => says?.test(line))).toHaveLength(says ? 1 : 0);
  expect(lines.some((line) => line.includes('±'))).toBe(says !== undefined);
});
