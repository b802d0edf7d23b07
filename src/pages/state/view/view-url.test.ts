import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NORMALISATIONS } from '#comparison';
import { escapeRegex } from '#pattern';
import { AGAINST } from '#scan';
import { matcherFault, MATCHER_OPS, printMatchers, type Matcher } from '#series';
import { compareWith, openAsProfile } from './view-transitions';
import {
  DEFAULT_VIEW,
  FILTER_FIELDS,
  FILTER_KINDS,
  type FilterState,
  type SideState,
  type ViewState,
} from './view-state';
import { parseView, printView } from './view-url';

const text = fc.oneof(
  fc.string(),
  fc.constantFrom('', '__proto__', 'a"b', 'a\\b', 'x,y}', '&type=', '#', 'ü', 'a;b'),
);
const matcher: fc.Arbitrary<Matcher> = fc.record({
  name: fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}$/),
  op: fc.constantFrom(...MATCHER_OPS),
  value: text,
});
const window = fc
  .tuple(fc.nat(8e12), fc.nat(1e9))
  .map(([start, length]) => ({ start, end: start + length }));
const side: fc.Arbitrary<SideState> = fc.record({
  matchers: fc.option(fc.array(matcher, { maxLength: 3 }), { nil: undefined }),
  window: fc.option(window, { nil: undefined }),
});
const filter: fc.Arbitrary<FilterState> = fc
  .record({
    kind: fc.constantFrom(...FILTER_KINDS),
    field: fc.constantFrom(...FILTER_FIELDS),
    pattern: text,
    regex: fc.boolean(),
  })
  .map((one) => (one.regex ? { ...one, pattern: `^${escapeRegex(one.pattern)}|x+` } : one));
const view: fc.Arbitrary<ViewState> = fc.record({
  page: fc.constantFrom(
    'changes' as const,
    'targets' as const,
    'profile' as const,
    'compare' as const,
  ),
  profileType: fc.constantFrom(
    undefined,
    'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
    'a:b:c:d:e',
  ),
  range: fc.option(fc.record({ from: text, to: text }), { nil: undefined }),
  refresh: fc.constantFrom(undefined, '30s', '5m'),
  profile: side,
  baseline: side,
  comparison: side,
  normalise: fc.constantFrom(...NORMALISATIONS, undefined),
  requestMetric: fc.option(fc.stringMatching(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/), { nil: undefined }),
  display: fc.record({
    layout: fc.constantFrom('both' as const, 'graph' as const, 'table' as const, 'tree' as const),
    search: text,
    regex: fc.boolean(),
    inverted: fc.boolean(),
    metricMatchers: fc
      .array(
        matcher.filter((one) => matcherFault(one) === undefined),
        { maxLength: 2 },
      )
      .map((matchers) => (matchers.length === 0 ? undefined : printMatchers(matchers))),
    colour: fc.constantFrom(...(['package', 'file', 'binary', 'self'] as const)),
    lit: fc.option(text, { nil: undefined }),
    own: fc.option(fc.array(text.filter((path) => path !== '')), { nil: undefined }),
    by: fc.constantFrom('function' as const, 'file' as const, 'binary' as const),
    rolledUp: fc.boolean(),
    recursion: fc.constantFrom('shown' as const, 'collapsed' as const),
    siblings: fc.constantFrom('name' as const, 'width' as const),
    focus: fc.option(text, { nil: undefined }),
    pivot: fc.option(
      fc.record({
        of: fc.constantFrom('callers' as const, 'callees' as const, 'both' as const),
        functionName: text,
      }),
      { nil: undefined },
    ),
    filters: fc.array(filter, { maxLength: 3 }),
    selected: fc.option(text, { nil: undefined }),
    metrics: fc.constantFrom('auto' as const, 'shown' as const, 'hidden' as const),
    width: fc.constantFrom('both' as const, 'baseline' as const, 'comparison' as const),
    sort: fc.option(
      fc.record({
        key: fc.constantFrom(...(['name', 'self', 'deltaTotal', 'interval', 'verdict'] as const)),
        descending: fc.boolean(),
      }),
      { nil: undefined },
    ),
    groupBy: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    charted: fc.array(text, { maxLength: 6 }),
    onlyMatches: fc.boolean(),
    noise: fc.constantFrom('hidden' as const, 'shown' as const),
    minus: fc.constantFrom('siblings' as const, undefined),
    renamed: fc.constantFrom('matched' as const, 'apart' as const),
    columns: fc.subarray(['file' as const, 'binary' as const]),
  }),
  targets: fc.record({
    search: text,
    state: fc.constantFrom('' as const, 'failing' as const, 'artefact' as const),
    order: fc.constantFrom('cost' as const, 'name' as const, 'state' as const),
    selected: fc.option(text, { nil: undefined }),
    datasource: fc.option(text, { nil: undefined }),
  }),
  changes: fc.record({
    against: fc.constantFrom(...AGAINST),
    matchers: fc.array(matcher, { maxLength: 3 }),
    opened: fc.option(text, { nil: undefined }),
    dismissed: fc.array(text, { maxLength: 3 }),
    oddIn: fc.option(text, { nil: undefined }),
  }),
});

/** URLs carry Unicode text, not lone surrogates. */
const wellFormed = (value: unknown) => !/[\ud800-\udfff]/u.test(JSON.stringify(value));

test('a link says all of a view: parse(print(view)) is the view', () => {
  fc.assert(
    fc.property(view, (given) => {
      fc.pre(wellFormed(given));
      const { path, search } = printView(given);
      expect(parseView(path, search)).toEqual({ view: given, problems: [] });
    }),
  );
});

test('a link with the filter that tables had looks for the same', () => {
  expect(parseView('profile', '?filter=Quote').view.display.search).toBe('Quote');
  expect(parseView('profile', '?filter=Quote&search=Query').view.display.search).toBe('Query');
});

test('the default view has no parameters', () => {
  expect(printView(DEFAULT_VIEW)).toEqual({ path: 'profile', search: '' });
  expect(parseView('/', '').view).toEqual({ ...DEFAULT_VIEW, page: 'changes' });
  expect(parseView('/', '?from=now-1h&to=now').view.page).toBe('profile');
});

const broken = [
  { name: 'layout', search: '?layout=upside', problem: 'link: layout: not understood: "upside"' },
  { name: 'type', search: '?type=cpu', problem: 'link: type: not understood: "cpu"' },
  { name: 'refresh', search: '?refresh=often', problem: 'link: refresh: not understood: "often"' },
  {
    name: 'inverted',
    search: '?inverted=maybe',
    problem: 'link: inverted: not understood: "maybe"',
  },
  { name: 'half a range', search: '?from=now-1h', problem: 'link: to: a range needs both ends' },
  {
    name: 'sort by a column that there is not',
    search: '?sort=colour.desc',
    problem: 'link: sort: not understood: "colour.desc"',
  },
  {
    name: 'window that ends before it starts',
    search: '?profileWindow=20-10',
    problem: 'link: profileWindow: not understood: "20-10"',
  },
  {
    name: 'filter that is no expression',
    search: '?hideFrame.file.regex=a(',
    problem: 'link: hideFrame.file.regex: not a regular expression: missing closing )',
  },
  {
    name: 'window that is no number',
    search: '?baselineWindow=now-1h',
    problem: 'link: baselineWindow: not understood: "now-1h"',
  },
];

test.each(broken)('what cannot be understood is said: $name', ({ search, problem }) => {
  const parsed = parseView('/profile', search);
  expect(parsed.problems).toEqual([problem]);
  expect(parsed.view).toEqual(DEFAULT_VIEW);
});

test('broken matchers are said with their place and leave the side open', () => {
  const parsed = parseView('/profile', '?profile=' + encodeURIComponent('{a="b'));
  expect(parsed.problems).toHaveLength(1);
  expect(parsed.problems[0]).toMatch(/^link: profile: /);
  expect(parsed.view.profile.matchers).toBeUndefined();
});

describe('from page to page', () => {
  const matchers: Matcher[] = [{ name: 'juju_unit', op: '=', value: 'shop/1' }];
  const profile = { matchers, window: { start: 1, end: 2 } };

  test.each([
    { name: 'as much time before it', window: { start: 60, end: 80 }, baseline: [39, 59] },
    { name: 'or after it, at the start', window: { start: 10, end: 30 }, baseline: [31, 51] },
    { name: 'or before it where neither fits', window: { start: 5, end: 95 }, baseline: [-86, 4] },
  ])('Compare takes the profile as comparison, and $name', ({ window, baseline }) => {
    const next = compareWith(
      { ...DEFAULT_VIEW, profile: { matchers, window } },
      { start: 0, end: 100 },
    );
    expect(next.page).toBe('compare');
    expect(next.comparison).toEqual({ matchers, window });
    expect(next.baseline).toEqual({ matchers, window: { start: baseline[0], end: baseline[1] } });
  });

  test('without a window the sides are left open, for the halves of the range', () => {
    const whole = { matchers, window: undefined };
    const next = compareWith({ ...DEFAULT_VIEW, profile: whole }, { start: 0, end: 100 });
    expect([next.baseline, next.comparison]).toEqual([whole, whole]);
  });

  test('one side opens as profile', () => {
    const next = openAsProfile({ ...DEFAULT_VIEW, page: 'compare', baseline: profile }, profile);
    expect(next).toMatchObject({ page: 'profile', profile });
  });
});

test('links of before filters had fields name functions', () => {
  const { view, problems } = parseView('/profile', '?hideFrame=a.b&keepStack.package=net/http');
  expect(problems).toEqual([]);
  expect(view.display.filters).toEqual([
    { kind: 'hideFrame', field: 'function', pattern: 'a.b', regex: false },
    { kind: 'keepStack', field: 'package', pattern: 'net/http', regex: false },
  ]);
});

test('filters beyond the most that a view may have are told of', () => {
  const { view, problems } = parseView('/profile', `?${'dropStack=a&'.repeat(52)}`);
  expect(view.display.filters).toHaveLength(50);
  expect(problems).toEqual(Array(2).fill('link: dropStack: more than 50 filters'));
});
