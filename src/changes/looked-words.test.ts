import { expect, test } from 'vitest';
import { lookedText, smallestText } from './looked-words';

const LOOKED = {
  ...{ units: 41, types: 5, inDepth: 30, tests: 1200, expectedFalse: 0.12 },
  smallest: 0.25,
};

test('what was looked at', () => {
  expect(lookedText(LOOKED)).toBe(
    '41 units × 5 profile types, 30 of 41 in depth, expected false findings at most 0.12',
  );
  expect(lookedText({ ...LOOKED, units: 1, types: 1, inDepth: 1, expectedFalse: 0.01 })).toBe(
    '1 unit × 1 profile type, all in depth, expected false findings at most 0.01',
  );
  expect(lookedText({ ...LOOKED, units: 0, types: 0, inDepth: 0, expectedFalse: 0 })).toBe(
    '0 units',
  );
});

test('while one type is known the others are not counted', () => {
  expect(lookedText({ ...LOOKED, types: 0, inDepth: 0 })).toMatch(/^41 units, 0 of 41 in depth/);
});

test('what would have been seen', () => {
  expect(smallestText(LOOKED)).toBe(
    'A function with 5 % of a unit would have been seen from 25 % more on.',
  );
  expect(smallestText({ ...LOOKED, smallest: undefined })).toBeUndefined();
});
