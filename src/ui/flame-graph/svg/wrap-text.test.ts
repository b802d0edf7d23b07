import fc from 'fast-check';
import { expect, test } from 'vitest';
import { widthOfText, wrapText } from './wrap-text';

test('lines are no wider than there is room, and have all letters in their order', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'W', ' ', '汉', '.') }),
      fc.integer({ min: 20, max: 300 }),
      (words, width) => {
        const lines = wrapText(words, 11, width);
        const letters = (text: string) => text.replaceAll(' ', '');
        expect(letters(lines.join(''))).toBe(letters(words));
        for (const line of lines) expect(widthOfText(line, 11)).toBeLessThanOrEqual(width);
      },
    ),
  );
});

test('lines end between words, and within one only where it is longer than a line', () => {
  expect(wrapText('one two three', 10, 50)).toEqual(['one two', 'three']);
  expect(wrapText('a verylongword', 10, 50).map((line) => line.length)).toEqual([1, 8, 4]);
  expect(wrapText('', 10, 50)).toEqual(['']);
});
