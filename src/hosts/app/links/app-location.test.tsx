import { expect, test } from 'vitest';
import { withJujuVariables } from './app-location';

const UUID = '9c1f6a52-77d0-4a8e-9a0e-0f1d7b1c2e3d';
const entry = (page: 'profile' | 'compare', search: string) => [
  ...new URLSearchParams(withJujuVariables(page, search)),
];

test('a data link of a dashboard selects its unit and keeps its range', () => {
  const link =
    `?var-juju_model=dev&var-juju_model_uuid=${UUID}&var-juju_application=shop-k8s` +
    '&var-juju_unit=shop-k8s%2F1&from=now-3h&to=now';
  expect(entry('profile', link)).toEqual([
    ['from', 'now-3h'],
    ['to', 'now'],
    [
      'profile',
      `{juju_model="dev", juju_model_uuid="${UUID}", juju_application="shop-k8s", juju_unit="shop-k8s/1"}`,
    ],
  ]);
});

test('several values are one of them, each as text', () => {
  expect(
    entry('profile', '?var-juju_unit=a.b%2F0&var-juju_unit=a.b%2F1&var-juju_unit=a.b%2F0'),
  ).toEqual([['profile', '{juju_unit=~"a\\\\.b/0|a\\\\.b/1"}']]);
});

test.each(['$__all', 'All', '', '.*'])('%j is no condition, and still a choice', (all) => {
  const search = `?${new URLSearchParams({ 'var-juju_unit': all }).toString()}`;
  expect(entry('profile', search)).toEqual([['profile', '{}']]);
});

test('both sides of a comparison, except what the link says itself', () => {
  expect(entry('compare', '?var-juju_unit=a%2F0')).toEqual([
    ['baseline', '{juju_unit="a/0"}'],
    ['comparison', '{juju_unit="a/0"}'],
  ]);
  expect(entry('compare', '?baseline=%7Bx%3D%22y%22%7D&var-juju_unit=a%2F0')).toEqual([
    ['baseline', '{x="y"}'],
    ['comparison', '{juju_unit="a/0"}'],
  ]);
});

test('a hostile value stays a value', () => {
  const search = `?${new URLSearchParams({ 'var-juju_unit': '"}<b>\\' }).toString()}`;
  expect(entry('profile', search)).toEqual([['profile', '{juju_unit="\\"}<b>\\\\"}']]);
});

test('a link without such variables is not touched', () => {
  for (const search of ['', '?profile=%7B%7D&var-other=1'])
    expect(withJujuVariables('profile', search)).toBe(search);
});
