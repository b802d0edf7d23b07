import { expect, test } from 'vitest';
import { qText } from '#comparison';
import { explainVerdict, intervalText, verdictText } from './verdict-text';

test('a change that is more than noise', () => {
  const verdict = {
    verdict: 'grew',
    q: 0.000834,
    relative: [0.2612, 0.7431],
    dispersion: 1.284,
  } as const;
  expect(intervalText(verdict)).toBe('+26 to +74 %');
  expect(explainVerdict(verdict)).toBe(
    'grew: +26 to +74 % (95 % interval), q 0.00083. Counts vary 1.3 times as much as sampling alone.',
  );
});

test('noise says what would have been found, and in how long', () => {
  const noise = { verdict: 'within noise', q: 0.62, relative: [-0.07, 0.36] } as const;
  expect(explainVerdict({ ...noise, smallest: 0.48, minutesForTenth: 84.2 })).toBe(
    'within noise: −7 to +36 % (95 % interval), q 0.62. A growth from +48 % on would have been found in four of five cases; +10 % in windows of about 84 min.',
  );
  expect(explainVerdict({ ...noise, smallest: 3.1, minutesForTenth: 9000 })).toContain(
    'about 6 days',
  );
});

test('q has no exponent, and a growth from nothing no interval', () => {
  expect(qText(3e-12)).toBe('<0.0001');
  expect(explainVerdict({ verdict: 'new', q: 0.012 })).toBe('new: q 0.012.');
});

test('of one profile on a side nothing grew for certain', () => {
  const more = { verdict: 'grew', q: 0.01, relative: [0.26, 0.74], bySampling: true } as const;
  expect(verdictText(more)).toBe('more than sampling');
  expect(explainVerdict(more)).toBe(
    'more than sampling explains, of one profile on a side: +26 to +74 % (95 % interval), q 0.01.',
  );
  const noise = { ...more, verdict: 'within noise' } as const;
  expect(verdictText(noise)).toBe('within noise');
  expect(explainVerdict(noise)).toMatch(
    /^no more than sampling explains, of one profile on a side/,
  );
});
