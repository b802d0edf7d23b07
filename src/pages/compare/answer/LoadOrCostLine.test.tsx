import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { RowVerdict } from '#comparison';
import { parseProfileType } from '#series';
import { LoadOrCostLine } from './LoadOrCostLine';
import { loadView } from './load-view';

const VALUES = [150e9, 252e9] as const;
const load = loadView('perSecond', {
  profileType: parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta'),
  durationsSeconds: [300, 300],
  magnitudes: VALUES,
  series: [1, 1],
  requestRates: [100, 120],
});
const requests = {
  rates: [100, 120],
  offered: ['m'],
  choose: () => undefined,
  metric: 'm',
  formulas: [],
  caution: '',
  missing: '',
} as const;
const show = (verdict: RowVerdict | undefined) =>
  render(<LoadOrCostLine {...{ comparison: { load, requests }, values: VALUES, verdict }} />);
const parts = () => screen.getByText(/^Of \+0\.34 cores: .* load .* cost /);

test.each([undefined, { verdict: 'grew' } as const])(
  'what is more than noise, or not judged yet, is taken apart: %o',
  (verdict) => {
    show(verdict);
    expect(parts().closest('details')).toBeNull();
  },
);

test.each([
  [{ verdict: 'within noise' }, 'within noise'],
  [{ verdict: 'too few samples' }, 'too few samples to tell it from noise'],
  [{ verdict: 'too few slices' }, 'not told from noise'],
] as const)('%o: said so, and the parts only on asking', (verdict, says) => {
  show(verdict);
  expect(screen.getByText(`Load or cost of +0.34 cores: ${says}`)).toBeTruthy();
  expect(parts().closest('details')?.open).toBe(false);
});
