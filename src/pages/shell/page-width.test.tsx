import { expect, test } from 'vitest';
import { belowWidth, widthSteps } from './page-width';

test.each([
  [0, ''],
  [720, '900 1180 1400'],
  [900, '1180 1400'],
  [1179, '1180 1400'],
  [1180, '1400'],
  [1400, ''],
])('a page of %i px is below: %s', (widthPx, steps) => {
  expect(widthSteps(widthPx)).toBe(steps);
});

test('each step is one word of the attribute, for `~=` matches whole words', () => {
  document.body.innerHTML = `<div data-below="${widthSteps(1300)}"><p></p></div>`;
  const matches = (px: 900 | 1180 | 1400) =>
    document.querySelector('p')!.matches(belowWidth(px).replace('&', 'p'));
  expect(([900, 1180, 1400] as const).map((px) => matches(px))).toEqual([false, false, true]);
});
