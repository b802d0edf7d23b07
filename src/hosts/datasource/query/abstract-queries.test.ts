// @vitest-environment jsdom
import { AbstractLabelOperator } from '@grafana/data';
import { expect, test } from 'vitest';
import { fromAbstractQuery, toAbstractQuery } from './abstract-queries';

const SELECTOR = '{a="b", c!="d\\"", e=~"f.*", g!~"h"}';

test('conditions go to another datasource and come back', () => {
  const abstract = toAbstractQuery({ refId: 'A', profileTypeId: 'x', labelSelector: SELECTOR });
  expect(abstract).toEqual({
    refId: 'A',
    labelMatchers: [
      { name: 'a', operator: AbstractLabelOperator.Equal, value: 'b' },
      { name: 'c', operator: AbstractLabelOperator.NotEqual, value: 'd"' },
      { name: 'e', operator: AbstractLabelOperator.EqualRegEx, value: 'f.*' },
      { name: 'g', operator: AbstractLabelOperator.NotEqualRegEx, value: 'h' },
    ],
  });
  expect(fromAbstractQuery(abstract)).toEqual({
    refId: 'A',
    queryType: 'both',
    labelSelector: SELECTOR,
  });
});

test("another source's metric name is no condition on profiles", () => {
  const name = { name: '__name__', operator: AbstractLabelOperator.Equal, value: 'up' };
  expect(fromAbstractQuery({ refId: 'B', labelMatchers: [name] }).labelSelector).toBe('{}');
});

test.each(['', '{', '$selector'])('the selector "%s" has no conditions to hand on', (text) => {
  expect(toAbstractQuery({ refId: 'A', labelSelector: text }).labelMatchers).toEqual([]);
});
