import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMatchers } from '#series';
import { applyPreset, presetOf } from './own-preset';

const BERLIN = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);
const side = (start: number, matchers = '{a="b"}') => ({
  matchers: parseMatchers(matchers),
  window: { start, end: start + 600_000 },
});

test('a day earlier is a day of the calendar, beside any other comparison', () => {
  const comparison = side(at('2026-10-20T12:00+02:00'));
  const baseline = side(at('2026-10-19T12:00+02:00'));
  const preset = presetOf('yesterday', { baseline, comparison }, BERLIN);
  expect(preset).toEqual({ name: 'yesterday', days: 1, ms: 0 });
  // The clocks were put back in between.
  const later = side(at('2026-10-25T12:00+01:00'), '{c="d"}');
  expect(applyPreset(preset, later, BERLIN)).toEqual(side(at('2026-10-24T12:00+02:00'), '{c="d"}'));
});

test('another selection is kept, as conditions', () => {
  const comparison = side(1000);
  const baseline = side(1000, '{other="x"}');
  const preset = presetOf('other', { baseline, comparison }, 'utc');
  expect(applyPreset(preset, side(5000), 'utc')).toEqual(side(5000, '{other="x"}'));
});

test('a preset leads back to the baseline that it was made of', () => {
  fc.assert(
    fc.property(fc.nat(1e13), fc.integer({ min: -1e10, max: 1e10 }), (start, apart) => {
      const comparison = side(start);
      const baseline = side(start + apart);
      const preset = presetOf('x', { baseline, comparison }, BERLIN);
      expect(applyPreset(preset, comparison, BERLIN)).toEqual(baseline);
    }),
  );
});
