import { expect, test } from 'vitest';
import type { Finding } from '#changes';
import { AT, LEAK, LOAD, QUOTE } from '../changes.fixture';
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
  expect(text.why).toEqual(['everything grew alike: load, not cost']);
});

test('what rises steadily has a slope, and its words do not contradict the time', () => {
  const text = findingText({ ...LEAK, under: undefined, unchanged: [] }, 'utc');
  expect(text).toMatchObject({
    size: '+1.2 MiB a minute (+1 to +1.4 MiB)',
    when: 'rises since 00:24:00 ± 10 s',
    why: ['+50 MiB (+280 %) over the range', 'no event near it'],
  });
  expect(findingMarkdown(LEAK, 'utc', 'http://x')).toContain(
    '+1.2 MiB a minute (+1 to +1.4 MiB), rises since 00:24:00 ± 10 s',
  );
});

test('that nothing happened is said only where it is known what did', () => {
  const whyOf = (happened: Finding['happened'], more: Partial<Finding> = {}) =>
    findingText({ ...QUOTE, ...more, happened }, 'utc').why;
  expect(whyOf(undefined)).not.toContain('no event near it');
  expect(whyOf({ events: [], isAll: false })).not.toContain('no event near it');
  expect(whyOf({ events: [], isAll: true })).toContain('no event near it');
  expect(whyOf({ events: [], isAll: true }, { since: undefined })).not.toContain(
    'no event near it',
  );
});

test('a total whose functions were not looked into is not said to have no function', () => {
  const total: Finding = { ...QUOTE, kind: 'level', function: undefined, under: undefined };
  expect(findingText(total, 'utc').why[0]).toBe('no single function explains it');
  expect(findingText({ ...total, isUnexamined: true }, 'utc').why[0]).toBe(
    'functions not looked into yet',
  );
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
