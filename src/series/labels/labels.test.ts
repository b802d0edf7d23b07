import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { labelsKey, labelValue, pickLabels, sameLabels, type Labels } from './labels';
import { compileMatchers, matchersOf } from './matcher';

const hostile: Labels = Object.fromEntries([
  ['__proto__', 'x'],
  ['constructor', 'y'],
  ['', 'z'],
]);

test('hostile names are labels like others', () => {
  expect(labelValue(hostile, '__proto__')).toBe('x');
  expect(labelValue({}, '__proto__')).toBe('');
  expect(labelValue({}, 'constructor')).toBe('');
  expect(Object.entries(pickLabels(hostile, ['__proto__', 'none']))).toEqual([['__proto__', 'x']]);
  expect(sameLabels(hostile, Object.fromEntries(Object.entries(hostile).reverse()))).toBe(true);
  expect(sameLabels(hostile, {})).toBe(false);
});

test('a label without value is a missing one', () => {
  expect(sameLabels({ a: '1', b: '' }, { a: '1' })).toBe(true);
});

const labelSet = fc
  .array(fc.tuple(fc.string(), fc.string()), { maxLength: 4 })
  .map((pairs): Labels => Object.fromEntries(pairs));

test('keys are equal exactly when the labels are', () => {
  fc.assert(
    fc.property(labelSet, labelSet, (a, b) => {
      const names = [...Object.keys(a), ...Object.keys(b)];
      const same = names.every((name) => labelValue(a, name) === labelValue(b, name));
      expect(labelsKey(a) === labelsKey(b)).toBe(same);
    }),
  );
});

test('the matchers of labels match them', () => {
  fc.assert(
    fc.property(labelSet, (labels) => {
      expect(compileMatchers(matchersOf(labels))(labels)).toBe(true);
    }),
  );
});
