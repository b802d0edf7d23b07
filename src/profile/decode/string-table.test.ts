import fc from 'fast-check';
import { expect, test } from 'vitest';
import { StringTable } from './string-table';

function read(bytes: Uint8Array): string {
  const table = new StringTable(bytes);
  table.add(0, bytes.length);
  return table.at(0, 'string_table[0]');
}

test.each([
  ['a byte alone', [0x63, 0x61, 0x66, 0xe9], 'caf\\xe9'],
  ['between others', [0x61, 0xff, 0xc3, 0xa9, 0x80, 0x62], 'a\\xffé\\x80b'],
  ['a surrogate', [0xed, 0xa0, 0x80, 0x61], '\\xed\\xa0\\x80a'],
  ['more bytes than needed', [0xc0, 0xaf], '\\xc0\\xaf'],
  ['cut off', [0x61, 0xf0, 0x9f, 0x94], 'a\\xf0\\x9f\\x94'],
  ['past the last character', [0xf4, 0x90, 0x80, 0x80], '\\xf4\\x90\\x80\\x80'],
])('bytes that are no UTF-8 stand as they are: %s', (_, bytes, text) => {
  expect(read(Uint8Array.from(bytes))).toBe(text);
});

test('every text that is UTF-8 is kept to the last character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(read(new TextEncoder().encode(text))).toBe(text);
    }),
  );
});

test('what is UTF-8 is what TextDecoder takes for it', () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 6 }), (bytes) => {
      let expected: string | undefined;
      try {
        expected = strict.decode(bytes);
      } catch {
        expected = undefined;
      }
      if (expected === undefined) expect(read(bytes)).toMatch(/\\x[89a-f][0-9a-f]/);
      else expect(read(bytes)).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

test('ten million texts are no work until they are asked for', () => {
  const table = new StringTable(new Uint8Array(2));
  for (let i = 0; i < 10_000_000; i++) table.add(0, 1);
  expect(table.at(9_999_999, '')).toBe('\0');
  expect(() => table.at(10_000_000, 'function[3].name')).toThrow(
    'function[3].name: no string 10000000',
  );
});

test('a text of many megabytes is cut', () => {
  expect(read(new Uint8Array(2 ** 22).fill(0x61))).toBe(`${'a'.repeat(2 ** 20)}…`);
});
