import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { shortestTime } from '../../../../tests/support/shortest-time';
import { fitFrameLabel, fitLabel, letterMeasure, shorterNames } from './label';

test.each([
  [
    'github.com/acme/shop/cart.(*Cart).Checkout',
    ['github.com/acme/shop/cart.(*Cart).Checkout', 'cart.(*Cart).Checkout', 'Checkout'],
  ],
  ['net/http.(*conn).serve', ['net/http.(*conn).serve', 'http.(*conn).serve', 'serve']],
  ['main.main.func1', ['main.main.func1', 'main.func1']],
  ['pkg.Serve.func1.2', ['pkg.Serve.func1.2', 'Serve.func1.2']],
  [
    'slices.Sort[go.shape.github.com/acme/x.T]',
    ['slices.Sort[go.shape.github.com/acme/x.T]', 'Sort[go.shape.github.com/acme/x.T]'],
  ],
  [
    'std::vector<std::pair<int, int>>::push_back(int const&)',
    ['std::vector<std::pair<int, int>>::push_back(int const&)', 'push_back(int const&)'],
  ],
  ['malloc', ['malloc']],
  ['(no stack)', ['(no stack)']],
  ['[libc.so.6] 0x7f3a', ['[libc.so.6] 0x7f3a']],
  ['__proto__', ['__proto__']],
  ['trailing.', ['trailing.']],
  [')))(((', [')))(((']],
  ['', ['']],
])('the forms of %s', (name, forms) => {
  expect(shorterNames(name)).toEqual(forms);
});

const letters = (text: string) => [...text].length;

test.each([
  [42, 'github.com/acme/shop/cart.(*Cart).Checkout'],
  [41, 'cart.(*Cart).Checkout'],
  [20, 'Checkout'],
  [7, 'Checko…'],
  [3, 'Ch…'],
  [2, ''],
  [-1, ''],
])('in %d letters', (room, label) => {
  expect(fitLabel('github.com/acme/shop/cart.(*Cart).Checkout', room, letters)).toBe(label);
});

test('a label never takes more room than there is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 30 }), (name, room) => {
      expect(letters(fitLabel(name, room, letters))).toBeLessThanOrEqual(room);
    }),
  );
});

test('each letter is measured once', () => {
  const measure = vi.fn(() => 7);
  const fast = letterMeasure(measure);
  expect(fast('aba')).toBe(21);
  expect(fast('ab')).toBe(14);
  expect(measure).toHaveBeenCalledTimes(2);
});

test('a hundred thousand closures in each other take no longer than their letters', async () => {
  const name = `main${'.func1'.repeat(20_000)}`;
  expect(shorterNames(name)).toEqual([name]);
  expect(await shortestTime(() => shorterNames(name), 50)).toBeLessThan(50);
});

test('of a name of a megabyte the end is looked at', async () => {
  const name = `${'a/b.'.repeat(250_000)}Last`;
  const measure = letterMeasure((letter) => letter.length * 6);
  expect(fitLabel(name, 60, measure)).toBe('b.Last');
  expect(await shortestTime(() => fitLabel(name, 60, measure), 10)).toBeLessThan(10);
});

test('a sign stands before the name and goes before it does; a word outlives the name', () => {
  const measure = (text: string) => text.length;
  const grew = { name: 'pkg.Serve', sign: '▲' } as const;
  expect([11, 7, 6, 5, 3].map((width) => fitFrameLabel(grew, width, measure))).toEqual([
    '▲ pkg.Serve',
    '▲ Serve',
    '▲ Ser…',
    '▲ Se…',
    'Se…',
  ]);
  const fresh = { name: 'pkg.Serve', presence: 'new', sign: '▲' } as const;
  expect([14, 10, 6].map((width) => fitFrameLabel(fresh, width, measure))).toEqual([
    'new: pkg.Serve',
    'new: Serve',
    'new',
  ]);
  expect(fitFrameLabel({ name: 'main', sign: '' }, 4, measure)).toBe('main');
});
