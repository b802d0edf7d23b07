import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compileMatchers,
  MATCHER_OPS,
  parseMatchers,
  printLabels,
  printMatchers,
  type Matcher,
} from './matcher';
import { parseSelector, printSelector } from './selector';
import { SeriesError } from './series-error';

const eq = (name: string, value: string): Matcher => ({ name, op: '=', value });

describe('parseMatchers', () => {
  const cases = [
    { text: '', matchers: [] },
    { text: ' { } ', matchers: [] },
    { text: '{a="b"}', matchers: [eq('a', 'b')] },
    { text: 'a="b"', matchers: [eq('a', 'b')] },
    { text: "{ a = 'b' , }", matchers: [eq('a', 'b')] },
    {
      text: '{a="b",c!="d",e=~"f.*",g!~"h"}',
      matchers: [
        eq('a', 'b'),
        { name: 'c', op: '!=', value: 'd' },
        { name: 'e', op: '=~', value: 'f.*' },
        { name: 'g', op: '!~', value: 'h' },
      ],
    },
    {
      text: String.raw`{a="\"\\\n\t\x41\101\u00fc\U0001F600\xc3\xbc"}`,
      matchers: [eq('a', '"\\\n\tAAü😀ü')],
    },
    { text: String.raw`{a='it\'s "so"'}`, matchers: [eq('a', 'it\'s "so"')] },
    { text: '{a=`raw \\n "x"\nnext`}', matchers: [eq('a', 'raw \\n "x"\nnext')] },
    { text: '{"service.name"="x", "{}"="y"}', matchers: [eq('service.name', 'x'), eq('{}', 'y')] },
    { text: '{a="},{b=\'"}', matchers: [eq('a', "},{b='")] },
  ];
  test.each(cases)('$text', ({ text, matchers }) => {
    expect(parseMatchers(text)).toEqual(matchers);
  });

  const wrong = [
    { text: '{', message: 'column 2: expected a label name, got the end' },
    { text: '{a', message: 'column 3: expected one of = != =~ !~, got the end' },
    { text: '{a>"b"}', message: 'column 3: expected one of = != =~ !~, got ">"b"}"' },
    { text: '{a=b}', message: 'column 4: expected a quoted value, got "b}"' },
    { text: '{a="b', message: 'column 6: expected a closing ", got the end' },
    { text: "{a='b\n'}", message: 'column 6: expected a closing \', got "\n\'}"' },
    { text: '{a=`b', message: 'column 4: expected a quoted value, got "`b"' },
    { text: '{a="b" c="d"}', message: 'column 8: expected "," or "}", got "c="d"}"' },
    { text: '{a="b"} x', message: 'column 9: expected the end, got "x"' },
    { text: '{,}', message: 'column 2: expected a label name, got ",}"' },
    { text: '{a="\\q"}', message: 'column 5: expected a closing ", got "\\q"}"' },
    {
      text: '{a="\\xff"}',
      message: 'column 5: expected escaped bytes that are UTF-8, got "\\xff"}"',
    },
    {
      text: '{a="\\U00110000"}',
      message: 'column 5: expected a character up to \\U0010ffff, got "\\U00110000"}"',
    },
    { text: 'a="b"}', message: 'column 6: expected ",", got "}"' },
  ];
  test.each(wrong)('refuses $text', ({ text, message }) => {
    expect(() => parseMatchers(text)).toThrowError(`matchers: ${message}`);
  });
});

const name = fc.oneof(
  fc.constantFrom('juju_unit', '__proto__', 'constructor', 'a.b', '', 'ü', '{', '"', '=~'),
  fc.string({ unit: 'binary' }),
);
const value = fc.oneof(
  fc.constantFrom('', '"', '\\', '\\"', ',', '{}', '\n', '\x00\x7f', '`', "'", 'ünï😀', '\\x41'),
  fc.string({ unit: 'binary' }),
);
const matchers = fc.array(fc.record({ name, op: fc.constantFrom(...MATCHER_OPS), value }));

test('parse(print(matchers)) are the matchers', () => {
  fc.assert(
    fc.property(matchers, (ms) => {
      expect(parseMatchers(printMatchers(ms))).toEqual(ms);
    }),
  );
});

test('parse(print(selector)) is the selector', () => {
  const part = fc.oneof(fc.constantFrom('cpu', 'größe', '"\\{}', '0'), fc.string({ minLength: 1 }));
  const type = part.filter((text) => !text.includes(':'));
  const selector = fc.record({
    profileType: fc.record({
      name: type,
      sampleType: type,
      sampleUnit: type,
      periodType: type,
      periodUnit: type,
      delta: fc.boolean(),
    }),
    matchers: fc.array(
      fc.record({
        name: name.filter((n) => n !== '__name__'),
        op: fc.constantFrom(...MATCHER_OPS),
        value,
      }),
    ),
  });
  fc.assert(
    fc.property(selector, (s) => {
      expect(parseSelector(printSelector(s))).toEqual(s);
    }),
  );
});

test('a selector prints as Parca wants it', () => {
  const profileType = {
    name: 'p',
    sampleType: 's',
    sampleUnit: 'u',
    periodType: 't',
    periodUnit: 'v',
    delta: true,
  };
  expect(printSelector({ profileType, matchers: [] })).toBe('p:s:u:t:v:delta');
  expect(printSelector({ profileType, matchers: [eq('a', 'b"')] })).toBe(
    'p:s:u:t:v:delta{a="b\\""}',
  );
  expect(
    printSelector({ profileType: { ...profileType, name: 'go.cpu' }, matchers: [eq('a', 'b')] }),
  ).toBe('{__name__="go.cpu:s:u:t:v:delta", a="b"}');
});

test.each(['', '{}', '{a="b"}', 'a:b', 'a:b:c:d:e{', 'a:b:c:d:e x', '1:b:c:d:e'])(
  'refuses the selector %s',
  (text) => expect(() => parseSelector(text)).toThrowError(/^(matchers|profileType): /),
);

test('labels print in order of name, without empty ones', () => {
  expect(printLabels({ b: '2', a: '1"', c: '' })).toBe('{a="1\\"", b="2"}');
});

describe('compileMatchers', () => {
  const labels = { unit: 'shop-k8s/0', app: 'shop' };
  const cases: [string, boolean][] = [
    ['{unit="shop-k8s/0"}', true],
    ['{unit="shop-k8s"}', false],
    ['{unit=~"shop"}', false],
    ['{unit=~"shop-k8s/.|x"}', true],
    ['{unit=~"x|shop-k8s/."}', true],
    ['{unit!~"shop"}', true],
    ['{unit!~"(?i)SHOP.*"}', false],
    ['{unit=~"shop\\\\-k8s\\\\/0"}', true],
    ['{unit=~"[a-z\\\\-0-9]+/0"}', true],
    ['{app="shop", unit!="shop-k8s/1"}', true],
    ['{app="shop", unit!="shop-k8s/0"}', false],
    ['{none=""}', true],
    ['{none!=""}', false],
    ['{none=~".*"}', true],
    ['{none!~".+"}', true],
    ['{toString=""}', true],
    ['{__proto__=""}', true],
    ['{}', true],
  ];
  test.each(cases)('%s is %s', (text, expected) => {
    expect(compileMatchers(parseMatchers(text))(labels)).toBe(expected);
  });

  /** RE2 syntax that JavaScript lacks, or reads otherwise. */
  test.each([
    'shop-k8s/[[:digit:]]',
    '\\pLhop-k8s/0',
    '\\Qshop-k8s/0\\E',
    '(?P<n>shop)-k8s/0',
    'shop-k8s/\\x{30}',
    '\\Ashop-k8s/0\\z',
    '(?i)SHOP-K8S/0',
    '(?i:SHOP)-k8s/0',
    'shop-k8s/0|[[:alpha:]]',
  ])('unit=~"%s"', (value) => {
    expect(compileMatchers([{ name: 'unit', op: '=~', value }])(labels)).toBe(true);
    expect(compileMatchers([{ name: 'unit', op: '!~', value }])(labels)).toBe(false);
    expect(compileMatchers([{ name: 'unit', op: '=~', value }])({ unit: 'cart/0' })).toBe(false);
  });

  test('a line break is a character like any other', () => {
    expect(compileMatchers([{ name: 'a', op: '=~', value: 'b.c' }])({ a: 'b\nc' })).toBe(true);
  });

  test.each([
    { value: '(', message: 'a=~: not a regular expression: missing closing )' },
    {
      value: 'x(?=y)',
      message: 'a=~: not a regular expression: invalid or unsupported Perl syntax: (?=',
    },
    {
      value: '.'.repeat(5001),
      message: 'a=~: too large a regular expression: 5001 states, at most 5000',
    },
  ])('$message', ({ value, message }) => {
    expect(() => compileMatchers([{ name: 'a', op: '=~', value }])).toThrow(
      new SeriesError(message),
    );
  });
});
