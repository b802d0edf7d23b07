import { expect, test } from 'vitest';
import { stepText, type Judgement } from '#comparison';
import { formatDelta, formatSignedPercent } from '#ui';
import { answerMessage, type AnswerQuestion } from './answer-message';

const SUMMARY: AnswerQuestion['summary'] = {
  direction: 'grew',
  delta: 0.0043,
  change: 0.0513,
  explainedBy: { name: 'sha256.block', delta: 0.0016, share: 0.38 },
  mostGrown: { name: 'sha256.block', delta: 0.0016 },
};
const BASE = {
  title: 'CPU time',
  unit: 'cores',
  summary: SUMMARY,
  divisors: [300e9, 300e9],
} as const;

const JUDGEMENT: Judgement = {
  method: 'equalLoad',
  names: [],
  rows: [],
  values: [[], []],
  slices: [20, 20],
  tested: 252,
  flagged: 0,
  typical: 0,
  drift: 1,
  wander: 0.01,
  quantum: 1,
  load: 0.001,
  total: { verdict: 'within noise', q: 0.4 },
  controls: 0,
  selfChecks: [{ of: 'halves of the baseline', tested: 200, flagged: 0 }],
  moved: {},
  stepsWithin: [],
};
const QUOTE = {
  name: 'shop/pricing.Quote',
  totals: [3.23e9, 4.5e9],
  under: 'shop/cart.Checkout',
  below: 'shop/pricing.sealLine',
  verdict: { verdict: 'grew', q: 0.009, relative: [0.161, 0.519] },
} as const;

const answer = (judgement: Partial<Judgement> | undefined, more: Partial<AnswerQuestion> = {}) =>
  answerMessage({ ...BASE, ...more, judgement: judgement && { ...JUDGEMENT, ...judgement } });

test('what moved comes first, then the total with its own verdict', () => {
  expect(answer({ flagged: 6, moved: { grew: QUOTE } })).toBe(
    'shop/pricing.Quote +39.3 % (at equal load +16 to +52 %), +4.23 mcores, under shop/cart.Checkout, mostly in shop/pricing.sealLine. CPU time +4.3 mcores (+5.13 %) in total, within noise.',
  );
});

test('of shares neither a total nor a rate is told', () => {
  const shares = { unit: 'share', divisors: [25.33e9, 26.63e9] } as const;
  const busy = { load: 0.3, total: { verdict: 'grew', q: 0.001 } } as const;
  expect(answer(busy, shares)).toBe('Shares of CPU time: no function stands out at equal load.');
  expect(answer({ tested: 0 }, shares)).toBe(
    'Shares of CPU time: too little to test any function.',
  );
  expect(answer({ ...busy, flagged: 6, moved: { grew: QUOTE } }, shares)).toBe(
    'shop/pricing.Quote +32.5 % (at equal load +16 to +52 %), +4.15 pp, under shop/cart.Checkout, mostly in shop/pricing.sealLine. Shares of CPU time.',
  );
});

test('growth and shrinkage are told apart', () => {
  const shrank = {
    name: 'search.Query',
    totals: [3e9, 0],
    verdict: { verdict: 'gone', q: 0 },
  } as const;
  expect(answer({ flagged: 9, moved: { grew: QUOTE, shrank } })).toContain(
    'mostly in shop/pricing.sealLine; search.Query gone, −10 mcores. CPU',
  );
});

test('nothing that stands out is said so, and load is load', () => {
  expect(answer({})).toBe(
    'CPU time +4.3 mcores (+5.13 %) in total, within noise; no function stands out at equal load.',
  );
  expect(answer({ load: 0.22, total: { verdict: 'grew', q: 0.001 } })).toBe(
    'CPU time +4.3 mcores (+5.13 %) in total; no function stands out at equal load. Load: the typical function costs +22 % a second.',
  );
  expect(answer({ tested: 0 })).toContain('too little to test any function');
});

test('what may be more than noise is named, with how long would tell, and not claimed', () => {
  const unclear = {
    ...QUOTE,
    verdict: { verdict: 'within noise', q: 0.12 },
    minutes: 41.3,
  } as const;
  expect(answer({ moved: { unclear } })).toBe(
    'CPU time +4.3 mcores (+5.13 %) in total, within noise; no function stands out at equal load. Not told apart from noise: shop/pricing.Quote +39.3 %, +4.23 mcores, under shop/cart.Checkout, mostly in shop/pricing.sealLine; windows of about 41 min at this load would tell.',
  );
});

test('too few samples for any test: how long would do, not counting what is the whole', () => {
  const rows = [3, 3, 14.2, 60].map(
    (minutesToTest) => ({ verdict: 'too few samples', minutesToTest }) as const,
  );
  expect(answer({ tested: 0, rows })).toContain(
    'within noise; too little to test any function: windows of about 14 min at this load would do.',
  );
});

test('what grew more outside the program’s own code is told beside it', () => {
  const besides = { name: 'runtime.systemstack', totals: [3e9, 9e9] } as const;
  expect(answer({ flagged: 6, moved: { grew: { ...QUOTE, besides } } })).toContain(
    'mostly in shop/pricing.sealLine; outside the program’s own code runtime.systemstack +20 mcores. CPU',
  );
});

test('a selection that differs from itself as much is said first', () => {
  const selfChecks = [{ of: 'the time before the baseline', tested: 200, flagged: 7 }] as const;
  expect(answer({ flagged: 6, moved: { grew: QUOTE }, selfChecks })).toMatch(
    /^Caution: the baseline differs from itself: so did the time before it, in 7 functions\. shop/,
  );
  expect(answer({ flagged: 8, moved: { grew: QUOTE }, selfChecks })).toMatch(/^shop/);
  expect(answer({ selfChecks, total: { verdict: 'grew', q: 0.001 } })).toMatch(/^Caution/);
  expect(answer({ selfChecks })).toMatch(/^CPU time .* within noise; no function/);
});

const STEP_FORMAT = {
  delta: formatDelta,
  percent: formatSignedPercent,
  name: (name: string) => name,
  time: () => '00:24',
};

test.each([
  [{ of: 'whole', means: [1, 1.4] }, '+40 %'],
  [{ of: 'whole', means: [1, 1.4], name: 'shop.Quote' }, '+40 %, most of it shop.Quote'],
  [{ of: 'whole', means: [0, 1] }, 'from nothing'],
  [{ of: 'share', means: [0.12, 0.18], name: 'shop.Quote' }, 'shop.Quote +50 % of its share'],
] as const)('a side that changes itself: %o', (step, size) => {
  expect(stepText({ side: 'baseline', time: 5, ...step }, STEP_FORMAT)).toBe(
    `The baseline itself changes at 00:24 (${size}): choose windows on either side.`,
  );
});

test.each([
  ['comparison', 2 ** 20, 'Rises steadily since 00:24, +1 MiB a minute'],
  ['baseline', -(2 ** 20), 'Falls steadily since 00:24, −1 MiB a minute'],
] as const)('a leak, since the %s', (side, perMinute, text) => {
  const ramp = { of: 'ramp', time: 5, means: [1, 2], unit: 'bytes', side, perMinute } as const;
  expect(stepText(ramp, STEP_FORMAT)).toBe(
    `${text}: the later a window, the larger the difference.`,
  );
});

test('before it is judged, only how much', () => {
  expect(answer(undefined)).toBe(
    'CPU time +4.3 mcores (+5.13 %) in total. sha256.block accounts for 38 % (self).',
  );
  const mixed = {
    ...SUMMARY,
    delta: 0.001,
    change: 0.01,
    explainedBy: { name: 'a', delta: 0.003, share: 3 },
    mostGrown: { name: 'a', delta: 0.003 },
    mostShrunk: { name: 'b', delta: -0.002 },
  };
  expect(answer(undefined, { summary: mixed })).toBe(
    'CPU time +1 mcores (+1 %) in total. a +3 mcores; b −2 mcores (self).',
  );
});

test('while it is being judged no function is named, and nothing is called noise', () => {
  const judging = { judging: true } as const;
  const awaited = 'what of it is more than noise is being judged.';
  expect(answer(undefined, judging)).toBe(`CPU time +4.3 mcores (+5.13 %) in total; ${awaited}`);
  expect(answer(undefined, { ...judging, unit: 'share' })).toBe(`Shares of CPU time; ${awaited}`);
  const same = { ...SUMMARY, direction: 'unchanged', delta: 0, change: 0 } as const;
  expect(answer(undefined, { ...judging, summary: same })).toBe(
    `CPU time as much on both sides; ${awaited}`,
  );
  // In the half that is there nothing stands out: that may be for want of the other half.
  expect(answer({ flagged: 0 }, judging)).toBe(answer(undefined, judging));
  expect(answer({ flagged: 6, moved: { grew: QUOTE } }, judging)).toBe(
    'shop/pricing.Quote +39.3 % (at equal load +16 to +52 %), +4.23 mcores, under shop/cart.Checkout, mostly in shop/pricing.sealLine. CPU time +4.3 mcores (+5.13 %) in total; more is being judged.',
  );
});

test('what is taken from each change is said', () => {
  expect(answer({ controls: 3 })).toMatch(/Each change is minus what 3 other units did\.$/);
  expect(answer({ controls: 1 })).toMatch(
    /whose change it is cannot be told, .* three other units would do\.$/,
  );
});
