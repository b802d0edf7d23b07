import { expect, test } from 'vitest';
import { printable } from './printable';

test.each([
  ['main.pay\u202eexe.ton', 'main.pay\\u{202e}exe.ton'],
  ['a\u2066b\u2069', 'a\\u{2066}b\\u{2069}'],
  ['zero\u200bwidth\ufeff', 'zero\\u{200b}width\\u{feff}'],
  ['\u001b[31mred', '\\u{1b}[31mred'],
  ['two\nlines\u2028', 'two\\u{a}lines\\u{2028}'],
  ['größe.(*T[…]).計算 שלום', 'größe.(*T[…]).計算 שלום'],
])('%j is shown as %s', (text, shown) => {
  expect(printable(text)).toBe(shown);
});
