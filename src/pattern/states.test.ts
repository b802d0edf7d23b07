import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { expect, test } from 'vitest';
import { statesOf } from './states';

/** Begin, match and the like, that every program has. */
const FRAME = 4;

const token = fc.oneof(
  fc.constantFrom(
    'a',
    '.',
    '\\d',
    '\\(',
    '[a)]',
    '[[:alpha:])(]',
    '[^\\]{]',
    '[](]',
    '\\x{41}',
    '\\pL',
    '\\Q({\\E',
    '|',
    '^',
    '\\b',
  ),
  fc.constantFrom('(', '(?:', '(?i:', '(?P<n>', ')', ')', '*', '+', '?', '??'),
  fc.tuple(fc.nat(9), fc.nat(12)).map(([least, more]) => `{${least},${least + more}}`),
  fc.nat(40).map((count) => `{${count}}`),
  fc.nat(40).map((count) => `{${count},}`),
);

test('no program is larger than it was said to be', () => {
  let compiled = 0;
  fc.assert(
    fc.property(fc.array(token, { maxLength: 14 }), (tokens) => {
      const source = tokens.join('');
      let size: number;
      try {
        size = RE2JS.compile(source).programSize();
      } catch {
        return;
      }
      compiled++;
      expect(size).toBeLessThanOrEqual(statesOf(source) + FRAME);
    }),
    { numRuns: 5000 },
  );
  expect(compiled).toBeGreaterThan(200);
});

test.each([
  { source: 'abc', states: 3 },
  { source: 'a{3}', states: 3 },
  { source: 'a{3,}', states: 12 },
  { source: 'a{1,3}', states: 9 },
  { source: '[a-z{9}]{2}', states: 16 },
  { source: '(a{10}b){10}', states: 140 },
  { source: '\\Qa{99}\\E', states: 9 },
  { source: '\\x{99}', states: 6 },
  { source: '\\pL', states: 103 },
  { source: '[^\\pL\\PN]{3}', states: 3 * 209 },
])('$source: $states', ({ source, states }) => expect(statesOf(source)).toBe(states));
