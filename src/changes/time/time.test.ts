import { expect, test } from 'vitest';
import type { Finding, FleetEvent } from '../finding';
import { BUCKET_MS, CPU, noisy, TIMES } from '../fleet.fixture';
import { dateFinding } from './date-finding';
import { explainFindings } from './explain-findings';

const finding: Finding = {
  key: 'shop',
  ...{
    kind: 'cost',
    direction: 'up',
    profileType: CPU,
    application: 'shop',
    function: 'shop.Cart',
  },
  ...{ units: ['shop/0'], unchanged: [], delta: 0.1, q: 0.01 },
};
const points = (name: string, level: (i: number) => number) => ({
  times: TIMES,
  values: noisy(name, level),
});
const load = (i: number) => 1 + 0.5 * Math.sin(i / 20);

test('a function is dated by its share, so that the load does not hide it', () => {
  const series = points('cart', (i) => load(i) * (i >= 130 ? 0.3 : 0.2));
  const dated = dateFinding(finding, { series, whole: points('all', load) });
  expect(Math.abs(dated.since!.time - 130 * BUCKET_MS)).toBeLessThanOrEqual(
    dated.since!.uncertainty,
  );
  expect(dated.since!.uncertainty).toBeLessThan(4 * BUCKET_MS);
  expect(dated).toMatchObject({ series, until: undefined });
});

test('what is back says until when; what is steady, or went the other way, is not dated', () => {
  const spike = points('cart', (i) => (i >= 60 && i < 120 ? 0.3 : 0.2));
  expect(dateFinding(finding, { series: spike }).until! / BUCKET_MS).toBeCloseTo(120, 0);
  const steady = points('cart', () => 0.2);
  expect(dateFinding(finding, { series: steady })).toEqual({ ...finding, series: steady });
  const fell = points('cart', (i) => (i >= 60 ? 0.1 : 0.2));
  expect(dateFinding(finding, { series: fell }).since).toBeUndefined();
});

test('what rises since a time has a slope', () => {
  const series = points('heap', (i) => 100 + Math.max(0, i - 100));
  const { since, slope } = dateFinding(finding, { series });
  expect(since!.time / BUCKET_MS).toBeGreaterThan(85);
  expect(since!.time / BUCKET_MS).toBeLessThan(115);
  const perSecond = 1000 / BUCKET_MS;
  expect(slope!.perSecond / perSecond).toBeCloseTo(1, 0);
  // Given the place of its bend, which is found, too.
  expect(slope!.interval[0] / perSecond).toBeGreaterThan(0.9);
  expect(slope!.interval[0]).toBeLessThan(slope!.perSecond);
  expect(slope!.interval[1]).toBeGreaterThan(slope!.perSecond);
  const whole = points('all', () => 200);
  expect(dateFinding(finding, { series, whole }).slope).toBeUndefined();
});

test('what happened to an application and its units comes with its findings, and whether that is all', () => {
  const other = { ...deploy, unit: 'shop/1' };
  const elsewhere = { ...deploy, application: 'mail' };
  const explain = (asked: readonly string[]) =>
    explainFindings([at(0)], [deploy, other, elsewhere], MINUTE, new Set(asked))[0]!.happened;
  expect(explain(['shop'])).toEqual({ events: [deploy], isAll: true });
  expect(explain(['mail'])).toEqual({ events: [deploy], isAll: false });
});

test('gaps are no changes', () => {
  const values = noisy('cart', (i) => (i >= 100 ? 0.3 : 0.2)).map((v, i) =>
    i % 7 === 0 ? null : v,
  );
  const { since } = dateFinding(finding, { series: { times: TIMES, values } });
  expect(since!.time / BUCKET_MS).toBeCloseTo(100, -1);
});

const MINUTE = 60_000;
const at = (time: number): Finding => ({ ...finding, since: { time, uncertainty: MINUTE } });
const deploy: FleetEvent = {
  kind: 'deploy',
  application: 'shop',
  time: 100 * MINUTE,
  text: 'the build changed',
};
const alert: FleetEvent = { ...deploy, kind: 'alert', text: 'HighLatency fired' };
const causeOf = (one: Finding, events: readonly FleetEvent[], others: readonly Finding[] = []) =>
  explainFindings([one, ...others], events, 1.5 * MINUTE, new Set())[0]!.cause;

test.each([
  ['a build that changed just before', at(102 * MINUTE), [deploy], '2 min after the build changed'],
  [
    'of several what explains most',
    at(102 * MINUTE),
    [alert, deploy],
    '2 min after the build changed',
  ],
  ['an alert', at(99 * MINUTE), [alert], '1 min before HighLatency fired'],
  ['of this unit', at(100 * MINUTE), [{ ...deploy, unit: 'shop/0' }], 'when the build changed'],
  ['not of another unit', at(100 * MINUTE), [{ ...deploy, unit: 'shop/1' }], undefined],
  ['not of another application', at(100 * MINUTE), [{ ...deploy, application: 'mail' }], undefined],
  ['not long before', at(110 * MINUTE), [deploy], undefined],
  ['nothing near', at(100 * MINUTE), [], undefined],
])('why: %s', (_, one, events, text) => {
  expect(causeOf(one, events)?.text).toBe(text);
});

test('load is no alert, but a restart may have done it; the same in another application is shared', () => {
  const one: Finding = { ...at(100 * MINUTE), kind: 'load' };
  expect(causeOf(one, [alert])).toBeUndefined();
  expect(causeOf(one, [{ ...deploy, kind: 'restart' }])?.kind).toBe('restart');
  const other = { ...at(101 * MINUTE), application: 'mail' };
  expect(causeOf(at(100 * MINUTE), [], [other])).toEqual({
    kind: 'shared',
    text: 'when mail changed too',
  });
});
