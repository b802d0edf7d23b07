// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { foldedTexts, narrowText } from './narrow-text';

test.each([
  [{ frames: 20_000, share: 0.6104 }, '20,000 frames are narrower than a pixel, 61 %'],
  [{ frames: 1, share: 0.02 }, '1 frame is narrower than a pixel, 2 %'],
  [{ frames: 7, share: 0.009 }, ''],
  [{ frames: 0, share: 0 }, ''],
])('%j: %s', (narrow, text) => {
  expect(narrowText(narrow)).toBe(text);
});

test('folded frames: their number and share, and shorter words, each number whole', () => {
  expect(foldedTexts({ frames: 20_000, share: 0.61 })).toEqual([
    '20,000 frames narrower than a pixel, 61 %',
    '20,000 frames, 61 %',
    '20,000 frames',
    '61 %',
  ]);
  expect(foldedTexts({ frames: 1, share: 0.001 })[0]).toBe('1 frame narrower than a pixel, 0.1 %');
});
