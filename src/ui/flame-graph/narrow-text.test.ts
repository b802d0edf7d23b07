// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { narrowText } from './narrow-text';

test.each([
  [{ frames: 20_000, share: 0.6104 }, '20,000 frames are narrower than a pixel, 61 %'],
  [{ frames: 1, share: 0.02 }, '1 frame is narrower than a pixel, 2 %'],
  [{ frames: 7, share: 0.009 }, ''],
  [{ frames: 0, share: 0 }, ''],
])('%j: %s', (narrow, text) => {
  expect(narrowText(narrow)).toBe(text);
});
