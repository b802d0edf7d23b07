import { expect, test } from 'vitest';
import { findingKey } from './finding';
import { CPU } from './fleet.fixture';

const keyOf = (name: string | undefined) =>
  findingKey({ application: 'shop', profileType: CPU, function: name, direction: 'up' });

test('another build counts closures otherwise: the key stays', () => {
  expect(keyOf('main.(*Shop).Quote.func1')).toBe(keyOf('main.(*Shop).Quote.func2'));
  expect(keyOf('main.run.func1.2')).toBe(keyOf('main.run.func3.1'));
  expect(keyOf('main.run.gowrap1')).toBe(keyOf('main.run.gowrap2'));
  expect(keyOf('main.run.func1')).not.toBe(keyOf('main.run'));
  expect(keyOf('main.run.func1')).not.toBe(keyOf('main.stop.func1'));
  expect(keyOf('main.func2http')).not.toBe(keyOf('main.func3http'));
  expect(keyOf('a')).not.toBe(keyOf(undefined));
});
