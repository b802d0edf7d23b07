import { expect, test } from 'vitest';
import type { SearchResult } from '#profile';
import { searchMessage } from './search-message';

const found = (functions: number, matched: readonly number[]): SearchResult => ({
  kind: 'matches',
  frames: new Uint8Array(),
  functions,
  matched,
  totals: matched.map(() => 200),
});

test.each([
  { functions: 3, matched: [50], cut: false, words: '3 functions, 25 % of total' },
  { functions: 1, matched: [50], cut: true, words: '1 function, 25 % of the shown part of total' },
  {
    functions: 1,
    matched: [50, 100],
    cut: false,
    words: '1 function, 25 % of baseline, 50 % of comparison',
  },
])('$words', ({ functions, matched, cut, words }) => {
  const asked = { text: 'a', regex: false };
  expect(searchMessage(asked, found(functions, matched), cut)).toEqual({
    text: words,
    invalid: false,
  });
});

test.each([
  { text: 'foo.*bar', regex: false, hint: true },
  { text: '^main', regex: false, hint: true },
  { text: 'a|b', regex: false, hint: true },
  { text: 'foo.*bar', regex: true, hint: false },
  { text: 'main.(*T).Do', regex: false, hint: false },
  { text: '[unknown]', regex: false, hint: false },
])(
  'a text that looks like an expression and finds nothing: $text, $regex',
  ({ hint, ...asked }) => {
    const { text } = searchMessage(asked, found(0, [0]), false);
    expect(text.includes('.* reads it as a regular expression')).toBe(hint);
  },
);

test('what is wrong with an expression is its line', () => {
  const result = {
    kind: 'invalid',
    message: 'not a regular expression: missing closing )',
  } as const;
  expect(searchMessage({ text: '(', regex: true }, result, false)).toEqual({
    text: result.message,
    invalid: true,
  });
});
