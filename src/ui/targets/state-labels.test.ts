import { expect, test } from 'vitest';
import { madeTarget, rowsFrom, treeFrom } from './targets.fixture';
import { nodeLabel, rowLabel, uncountedLabel } from './state-labels';

const words = (error: string, more: Parameters<typeof madeTarget>[0][] = []) =>
  rowLabel(rowsFrom([madeTarget({ unit: 'a/0', error }), ...more.map(madeTarget)])[0]!);

test.each([
  ['connect: connection refused', 'failing: connection refused'],
  ['dial tcp: lookup a.b: no such host', 'failing: name not resolved'],
  ['context deadline exceeded', 'failing: timeout'],
  ['server returned HTTP status 404 Not Found', 'failing: 404'],
  ['empty process_cpu profile from http://a', 'scraped but empty: zero bytes'],
  ['something new', 'failing'],
])('a row says its state and why: %s', (error, expected) => {
  expect(words(error)).toBe(expected);
});

test('what is in no count is ignored', () => {
  const shared = ['a:1', 'b:1'].map((address) =>
    madeTarget({ unit: 'legacy', address, error: 'connection refused', labels: { juju_unit: '' } }),
  );
  expect(rowLabel(rowsFrom(shared)[0]!)).toBe('ignored');
});

test('where some profiles fail, it says which', () => {
  const well = { unit: 'a/0', name: 'memory' };
  expect(words('server returned HTTP status 500', [well])).toBe('failing: process_cpu, HTTP 500');
});

test('a place whose rows count nowhere does not read ok, nor does one with a failure that is not counted', () => {
  const shared = (error: string | undefined, address: string) =>
    madeTarget({ unit: 'legacy', address, error, labels: { juju_unit: '' } });
  const place = (error: string | undefined, others = [madeTarget({ unit: 'shop/0' })]) =>
    treeFrom([shared(error, 'a:1'), shared(undefined, 'b:1'), ...others]).roots[0]!;
  const alone = place(undefined, []);
  expect([nodeLabel(alone), uncountedLabel(alone.counts)]).toEqual([
    'ignored',
    '2 with shared labels',
  ]);
  expect(nodeLabel(place(undefined))).toBe('ok');
  expect(nodeLabel(place('connection refused'))).toBe('failing, ignored');
});
