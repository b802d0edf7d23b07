import { expect, test } from 'vitest';
import { AT, LOAD, QUOTE } from './changes.fixture';
import { findingMarkdown, findingText } from './finding-text';

test('what, how much with its interval, since when, where; why, and what did not change', () => {
  expect(findingText(QUOTE, 'utc')).toEqual({
    kind: 'Costs more',
    subject: 'shop/pricing.Quote',
    title: 'CPU time',
    size: '+4.67 mcores (+41.3 %, +28 to +55 %)',
    when: 'since 00:24:00 ± 10 s',
    where: 'shop-k8s/1 (1 of 2)',
    why: ['under shop/cart.Checkout', 'no event near it', 'shop-k8s/0 did not change'],
  });
});

test('load is of whole units and is said to be load', () => {
  const text = findingText(LOAD, 'utc');
  expect(text).toMatchObject({ kind: 'More load', subject: '2 units of feed', when: '' });
  expect(text.size).toBe('+0.31 cores (+30 %)');
  expect(text.why[0]).toBe('everything grew alike: load, not cost');
});

test('what fell on its time takes the place of "no event"', () => {
  const cause = { kind: 'deploy', text: '2 min after the build changed' } as const;
  const { why } = findingText({ ...QUOTE, cause, until: AT + 60_000 }, 'utc');
  expect(why).toContain('2 min after the build changed');
  expect(why).not.toContain('no event near it');
  expect(findingText({ ...QUOTE, until: AT + 60_000 }, 'utc').when).toBe('00:24:00 to 00:25:00');
});

test('many units that did not change are counted', () => {
  const unchanged = ['a', 'b', 'c', 'd', 'e'];
  expect(findingText({ ...QUOTE, unchanged }, 'utc').why.at(-1)).toBe(
    'a, b, c and 2 more did not change',
  );
});

test('Markdown holds what the row says, and a name cannot break out of its quotes', () => {
  expect(findingMarkdown({ ...QUOTE, function: 'a`b' }, 'utc', 'http://x/compare?a=b')).toBe(
    [
      '**Costs more: `ab`**, CPU time: +4.67 mcores (+41.3 %, +28 to +55 %), since 00:24:00 ± 10 s, on shop-k8s/1 (1 of 2)',
      '- under shop/cart.Checkout',
      '- no event near it',
      '- shop-k8s/0 did not change',
      '- q 0.0009, [compare](http://x/compare?a=b)',
    ].join('\n'),
  );
});
