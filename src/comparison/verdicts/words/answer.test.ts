import { expect, test } from 'vitest';
import type { Verdicts } from '../verdict';
import { answerText, type AnswerFormat } from './answer';

const FORMAT: AnswerFormat = {
  delta: (value, unit) => `${value > 0 ? '+' : ''}${value} ${unit}`,
  percent: (ratio) => `${ratio > 0 ? '+' : ''}${Math.round(100 * ratio)} %`,
  name: (name) => name,
};

/** Totals of 0.5 and 0.51 cores, which no test tells apart. */
const verdicts = (total: Partial<Verdicts['total']> = {}): Verdicts => ({
  ...{ method: 'equalLoad', names: [], rows: [], values: [[], []], slices: [20, 20], quantum: 1 },
  ...{ tested: 100, flagged: 0, typical: 0, drift: 1, wander: 0, controls: 0, selfChecks: [] },
  total: { verdict: 'within noise', means: [0.5, 0.51], ...total },
});

const told = (unit: string, change: number, of = verdicts()) =>
  answerText(
    {
      ...{ title: 'CPU time', unit, whole: { delta: 1, change }, verdicts: of },
      ...{ moved: {}, divisors: [1, 1], stepsWithin: [] },
    },
    FORMAT,
  );

test.each([
  // Shown as it was judged.
  {
    unit: 'cores',
    change: 0.02,
    of: verdicts(),
    says: 'CPU time +1 cores (+2 %) in total, within noise;',
  },
  // A fifth more requests: what is within noise is not what is shown.
  {
    unit: 'ns per request',
    change: -0.18,
    of: verdicts(),
    says: 'CPU time +1 ns per request (-18 %) in total, per second within noise;',
  },
  // As many requests as before.
  { unit: 'ns per request', change: 0.015, of: verdicts(), says: 'in total, within noise;' },
  { unit: 'cores', change: 0.4, of: verdicts({ verdict: 'grew' }), says: '(+40 %) in total;' },
])('$change $unit: $says', ({ unit, change, of, says }) => {
  expect(told(unit, change, of)).toContain(`${says} no function stands out at equal load.`);
});
