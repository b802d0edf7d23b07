import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileMatchers, parseMatchers, printMatchers } from '#series';
import { fakeTemplates, type FakeVariable } from './templates.fixture';
import { shortestTime } from '../../../../tests/support/shortest-time';
import { interpolateMatchers, interpolateNames, interpolateOne } from './interpolate';
import { piecesOf } from './templates';

const scopeOf = (variables: Readonly<Record<string, FakeVariable>>) => ({
  templates: fakeTemplates(variables),
  scopedVars: {},
});
const fill = (selector: string, variables: Readonly<Record<string, FakeVariable>>) =>
  printMatchers(interpolateMatchers(selector, scopeOf(variables)).matchers);

describe('selectors', () => {
  const unit = (value: unknown, type?: string): Record<string, FakeVariable> => ({
    unit: { value, ...(type !== undefined && { type }) },
  });
  const all = { unit: { value: '$__all', allValue: '.+' } };
  const cases = [
    { name: 'one value', selector: '{u="$unit"}', vars: unit('a/0'), result: '{u="a/0"}' },
    {
      name: 'one value of a variable with several',
      selector: '{u="${unit}"}',
      vars: unit(['a/0']),
      result: '{u="a/0"}',
    },
    {
      name: 'several',
      selector: '{u="$unit", x="y"}',
      vars: unit(['a/0', 'a.b/1']),
      result: '{u=~"(a/0|a\\\\.b/1)", x="y"}',
    },
    {
      name: 'none of several',
      selector: '{u!="[[unit]]"}',
      vars: unit(['a', 'b']),
      result: '{u!~"(a|b)"}',
    },
    {
      name: 'several within a text',
      selector: '{u="x.$unit/0"}',
      vars: unit(['a', 'b']),
      result: '{u=~"x\\\\.(a|b)/0"}',
    },
    {
      name: 'several within a regular expression',
      selector: '{u=~"x.$unit/[0-9]+"}',
      vars: unit(['a', 'b']),
      result: '{u=~"x.(a|b)/[0-9]+"}',
    },
    {
      name: 'one in a regular expression is no pattern',
      selector: '{u=~"$unit"}',
      vars: unit('a.b', 'query'),
      result: '{u=~"a\\\\.b"}',
    },
    {
      name: 'what the user types in a text box is one',
      selector: '{u=~"$unit"}',
      vars: unit('a.*', 'textbox'),
      result: '{u=~"a.*"}',
    },
    { name: 'All', selector: '{u="$unit"}', vars: unit('$__all'), result: '{u=~".*"}' },
    {
      name: 'All in a list',
      selector: '{u!="$unit"}',
      vars: unit(['$__all']),
      result: '{u!~".*"}',
    },
    { name: 'All as the dashboard says', selector: '{u="$unit"}', vars: all, result: '{u=~".+"}' },
    {
      name: 'that within a text',
      selector: '{u="a|$unit"}',
      vars: all,
      result: '{u=~"a\\\\|(?:.+)"}',
    },
    {
      name: 'a format of its own',
      selector: '{u=~"${unit:regex}"}',
      vars: unit(['a', 'b.*']),
      result: '{u=~"(a|b.*)"}',
    },
    { name: 'quotes', selector: '{u="$unit"}', vars: unit('"}\\'), result: '{u="\\"}\\\\"}' },
    { name: 'an unknown name', selector: '{u="$nosuch"}', vars: {}, result: '{u="$nosuch"}' },
    {
      name: 'a value that looks like a reference',
      selector: '{u="$unit"}',
      vars: { ...unit('$other'), other: { value: 'secret' } },
      result: '{u="$other"}',
    },
    {
      name: 'a whole selector',
      selector: '$where',
      vars: { where: { value: '{a="b"}' } },
      result: '{a="b"}',
    },
    {
      name: 'conditions beside others',
      selector: '{u="$unit", $where, $name="z"}',
      vars: { ...unit('a'), where: { value: ['b="c"', 'd="e"'] }, name: { value: 'f' } },
      result: '{u="a", b="c", d="e", f="z"}',
    },
    { name: 'no variables at all', selector: 'a="b"', vars: {}, result: '{a="b"}' },
    { name: 'nothing', selector: '', vars: {}, result: '{}' },
  ];
  test.each(cases)('$name', ({ selector, vars, result }) => {
    expect(fill(selector, vars)).toBe(result);
  });

  test('a variable that holds nothing is reported', () => {
    const { unset } = interpolateMatchers('{u=~"$unit"}', scopeOf(unit([])));
    expect(unset).toEqual(['$unit']);
  });
});

describe('hostile values', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom(
      'a|b',
      '.*',
      '(',
      '[a',
      '\\',
      '"',
      "'",
      '`',
      '}',
      '$unit',
      '${unit}',
      '\n',
      ')|(',
    ),
  );
  const values = fc.uniqueArray(
    value.filter((text) => text !== '$__all'),
    { minLength: 1 },
  );

  test.each(['=', '=~'])('%s matches exactly these values, and is read again as it is', (op) => {
    fc.assert(
      fc.property(values, value, (chosen, other) => {
        const { matchers } = interpolateMatchers(
          `{u${op}"$unit"}`,
          scopeOf({ unit: { value: chosen } }),
        );
        expect(parseMatchers(printMatchers(matchers))).toEqual(matchers);
        for (const each of chosen) expect(compileMatchers(matchers)({ u: each })).toBe(true);
        expect(compileMatchers(matchers)({ u: other })).toBe(chosen.includes(other));
      }),
    );
  });

  test('!= matches all but these', () => {
    fc.assert(
      fc.property(values, value, (chosen, other) => {
        const scope = scopeOf({ unit: { value: chosen } });
        const { matchers } = interpolateMatchers('{u!="$unit"}', scope);
        expect(compileMatchers(matchers)({ u: other })).toBe(!chosen.includes(other));
      }),
    );
  });
});

test('a text for one value refuses several', () => {
  const scope = scopeOf({ type: { value: ['cpu', 'heap'] }, one: { value: ['cpu'] } });
  expect(interpolateOne('profileTypeId', ' $one ', scope)).toBe('cpu');
  expect(() => interpolateOne('profileTypeId', '$type', scope)).toThrow(
    'profileTypeId: expected $type to hold one value, got 2',
  );
});

test('a name can be several', () => {
  const scope = scopeOf({ by: { value: ['juju_unit', 'job', ''] }, level: { value: 'unit' } });
  expect(interpolateNames(['$by', 'juju_$level', 'node'], scope)).toEqual([
    'juju_unit',
    'job',
    'node',
  ]);
});

test.each(['\\"', "\\'", '"', '${a.', '${a:', '[[a:', '`'])(
  '%s a hundred thousand times is read once',
  async (part) => {
    const text = part.repeat(100_000);
    const read = async () => {
      piecesOf(text, scopeOf({}));
      expect(() => interpolateMatchers(text, scopeOf({}))).toThrow('matchers: ');
    };
    expect(await shortestTime(read, 300)).toBeLessThan(300);
  },
);
