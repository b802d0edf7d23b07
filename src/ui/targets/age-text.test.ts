import { expect, test } from 'vitest';
import { ageText } from './age-text';

test.each([
  [0, 'now'],
  [-5000, 'now'],
  [999, 'now'],
  [4200, '4 s ago'],
  [59_999, '59 s ago'],
  [12 * 60_000, '12 min ago'],
  [3 * 3_600_000, '3 h ago'],
  [50 * 3_600_000, '2 d ago'],
])('%i ms is %s', (age, words) => {
  expect(ageText(1e12 - age, 1e12)).toBe(words);
});
