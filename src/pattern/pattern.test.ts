import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortestTime } from '../../tests/support/shortest-time';
import { compilePattern, escapeRegex, faultOfPattern, type PatternOptions } from './pattern';
import recorded from '../../tests/fixtures/re2/answers.json';
import { PatternError } from './pattern-error';

interface Answer {
  readonly pattern: string;
  readonly found?: string;
  readonly whole?: string;
  readonly error?: string;
}

const { texts } = recorded;
const answers: readonly Answer[] = recorded.answers;

const bits = (pattern: string, options: PatternOptions) => {
  const matches = compilePattern(pattern, options);
  return texts.map((text) => (matches(text) ? '1' : '0')).join('');
};

describe('answers as Go does', () => {
  test.each(answers.filter(({ error }) => error === undefined))(
    '$pattern',
    ({ pattern, found, whole }) => {
      expect(bits(pattern, {})).toBe(found);
      expect(bits(pattern, { whole: true, dotAll: true })).toBe(whole);
    },
  );

  test.each(answers.filter(({ error }) => error !== undefined))(
    'refuses $pattern: $error',
    ({ pattern, error }) => {
      expect(() => compilePattern(pattern)).toThrow(PatternError);
      expect(() => compilePattern(pattern)).toThrow(error);
    },
  );
});

describe('what is wrong is said in one short line', () => {
  const cases = [
    { pattern: '(', message: 'not a regular expression: missing closing )' },
    {
      pattern: 'a[[:foo:]]',
      message: 'not a regular expression: invalid character class range: [:foo:]',
    },
    {
      pattern: 'a(?=b)',
      message: 'not a regular expression: invalid or unsupported Perl syntax: (?=',
    },
    { pattern: '[a'.repeat(2400), message: 'not a regular expression: missing closing ]' },
    {
      pattern: 'x[a'.repeat(1600),
      message: `not a regular expression: missing closing ]: ${'[ax'.repeat(14).slice(0, 40)}`,
    },
    {
      pattern: 'a{1000}'.repeat(100),
      message: 'too large a regular expression: 100000 states, at most 5000',
    },
    { pattern: '(?:a{100}b){10}', message: undefined },
    {
      pattern: 'a.*|'.repeat(2501),
      message: 'too large a regular expression: 12505 states, at most 5000',
    },
    {
      pattern: '\\x{'.repeat(100_000),
      message: 'too large a regular expression: 300000 characters, at most 20000',
    },
    { pattern: '\\x{10FFFF}+', message: undefined },
  ];
  test.each(cases)('$pattern', ({ pattern, message }) => {
    const compile = () => compilePattern(pattern, { whole: true, dotAll: true });
    if (message === undefined) expect(compile).not.toThrow();
    else expect(compile).toThrow(new PatternError(message));
  });
});

/** A backtracking engine needs longer than the age of the universe for each of these. */
test.each([
  { pattern: '(.+)+#', text: 'a'.repeat(100_000) },
  { pattern: '(a+)+', text: `${'a'.repeat(100_000)}!` },
  { pattern: '(a|a)*b', text: 'a'.repeat(100_000) },
  { pattern: '(?:a?){300}a{300}', text: 'a'.repeat(299) },
  { pattern: '(x+x+)+y', text: 'x'.repeat(100_000) },
])('$pattern ends in 50 ms', async ({ pattern, text }) => {
  const ask = () => expect(compilePattern(pattern, { whole: true })(text)).toBe(false);
  expect(await shortestTime(ask, 50)).toBeLessThan(50);
});

describe('time', () => {
  /** As many states as characters are possible at each of them, and no two texts meet the same ones. */
  const slow = '[ab]*a[ab]{900}[cd]';
  const text = (n: number) =>
    Array.from({ length: 1500 }, (_, i) => ((i * 2654435761 * (n + 1)) & 4096 ? 'a' : 'b')).join(
      '',
    );

  test('a pattern that is far behind says so, and may be asked again', () => {
    const pattern = compilePattern(slow);
    const all = () => Array.from({ length: 500 }, (_, n) => pattern(text(n)));
    const message = 'too slow a regular expression on these texts (3610 states)';
    expect(all).toThrow(new PatternError(message));
    expect(pattern('abc')).toBe(false);
    expect(all).toThrow(message);
  });

  test('what one call would take is known before it', () => {
    const pattern = compilePattern(slow);
    const message =
      'too large a regular expression for a text of 100000 characters: 3610 states, at most 100';
    expect(() => pattern('a'.repeat(100_000))).toThrow(message);
    expect(compilePattern('a*b')('a'.repeat(1_000_000))).toBe(false);
  });

  test('an error of the caller’s own', () => {
    const fault = (reason: string) => new RangeError(`here: ${reason}`);
    expect(() => compilePattern('(', { fault })).toThrow(RangeError);
    const pattern = compilePattern(slow, { fault });
    expect(() => pattern('a'.repeat(100_000))).toThrow(RangeError);
  });
});

/** Where RE2 and JavaScript mean the same. */
const { common } = fc.letrec<{ common: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('a', 'b', '\\.', '[ab]', '[^a]', '.', '\\d', '\\w', '^', '$', '\\b'),
    tie('common').map((inner) => `(?:${inner})`),
    tie('common').map((inner) => `(?:(${inner})?)`),
  ),
  common: fc
    .array(
      fc
        .tuple(tie('atom'), fc.constantFrom('', '', '*', '+', '?', '{1,2}', '|'))
        .map(([atom, suffix]) =>
          /^[\^$]$|\\b/.test(atom) && suffix !== '|' ? atom : atom + suffix,
        ),
      { maxLength: 3 },
    )
    .map((parts) => parts.join('')),
}));

test('answers as RegExp does where both mean the same', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '1', ' '), maxLength: 8 });
  fc.assert(
    fc.property(common, text, (pattern, text) => {
      expect(compilePattern(pattern)(text)).toBe(new RegExp(pattern).test(text));
      const whole = new RegExp(`^(?:${pattern})$`, 's');
      expect(compilePattern(pattern, { whole: true, dotAll: true })(text)).toBe(whole.test(text));
    }),
    { numRuns: 2000 },
  );
});

describe('plain texts', () => {
  const text = fc.string({ unit: 'binary', maxLength: 6 });

  test('an escaped text matches itself alone', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(compilePattern(escapeRegex(a), { whole: true })(b)).toBe(a === b);
        expect(compilePattern(escapeRegex(a))(b)).toBe(b.includes(a));
        expect(compilePattern(`^${escapeRegex(a)}$`)(b)).toBe(a === b);
      }),
    );
  });

  test.each([
    'a|b',
    '(a|b)',
    '^(a|b)$',
    '^(?:a|b)$',
    '^(?s:a|b)$',
    '^a|b$',
    '(a|b|)',
    'a\\|b',
    '^a\\$',
    '()',
  ])('%s means what it means to RegExp', (pattern) => {
    const same = pattern.replace('?s:', '?:');
    for (const sample of ['', 'a', 'b', 'ab', 'xb', 'a|b', 'a$', 'x'])
      for (const whole of [false, true])
        expect([sample, compilePattern(pattern, { whole })(sample)]).toEqual([
          sample,
          new RegExp(whole ? `^(?:${same})$` : same).test(sample),
        ]);
  });

  test('lists of names have no limit', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `shop-k8s.${i}/0`);
    const list = names.map(escapeRegex).join('|');
    for (const matches of [
      compilePattern(list, { whole: true }),
      compilePattern(`(${list})`, { whole: true }),
      compilePattern(`^(?s:${list})$`),
    ]) {
      expect(names.every(matches)).toBe(true);
      expect(matches('shop-k8sx7/0')).toBe(false);
    }
  });
});

test('what is wrong with an expression, in words', () => {
  expect(faultOfPattern('a+b')).toBeUndefined();
  expect(faultOfPattern('(a')).toBe(messageOf(() => compilePattern('(a')));
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was thrown';
}
