import { expect, test } from 'vitest';
import type { Finding } from '#changes';
import { hides, withDismissal, type Dismissal } from './dismissals';

const QUOTE = { key: 'shop|cpu|shop/pricing.Quote|up' } as Finding;
const since = (time: number) => ({ ...QUOTE, since: { time, uncertainty: 1000 } });
const at = (time: number): Dismissal => ({ key: QUOTE.key, at: time });

test('what begins after it was dismissed is another change of the same function', () => {
  expect(hides(at(60_000), since(50_000))).toBe(true);
  expect(hides(at(60_000), since(60_900))).toBe(true);
  expect(hides(at(60_000), since(61_001))).toBe(false);
  expect(hides(at(60_000), { ...QUOTE, since: undefined })).toBe(true);
  expect(hides({ key: 'another', at: 60_000 }, since(50_000))).toBe(false);
});

test('a key is there once, with its newest time; the oldest of many go', () => {
  const twice = withDismissal(withDismissal([], at(1)), at(2));
  expect(twice).toEqual([at(2)]);
  const many = Array.from({ length: 500 }, (_, i) => ({ key: `${i}`, at: i }));
  const more = withDismissal(many, at(7));
  expect(more).toHaveLength(500);
  expect([more[0]!.key, more.at(-1)!.key]).toEqual(['1', QUOTE.key]);
});
