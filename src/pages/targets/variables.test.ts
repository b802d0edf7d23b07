import { expect, test } from 'vitest';
import { searchOfVariables } from './variables';

test.each([
  ['?var-juju_model=dev&var-juju_unit=shop%2F0', 'juju_model:dev juju_unit:shop/0'],
  ['?var-juju_unit=shop/0&var-juju_unit=shop/1', 'juju_unit:shop/0|shop/1'],
  ['?var-juju_model=dev&var-juju_unit=$__all', 'juju_model:dev'],
  ['?var-juju_application=&var-juju_model=.*', ''],
  ['?var-juju_model=a b&var-juju_unit=a|b', ''],
  ['?var-datasource=x&from=now-1h', ''],
  ['', ''],
])('the link %s searches for "%s"', (query, search) => {
  expect(searchOfVariables(query)).toBe(search);
});
