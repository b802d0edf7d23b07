import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortestTime } from '../../../tests/support/shortest-time';
import { testBesideRest, type Member } from './beside-rest';

const members = fc.integer({ min: 2, max: 9 }).chain((count) =>
  fc.array(
    fc.record({
      samples: fc.array(fc.nat(2000), { minLength: 12, maxLength: 12 }),
      whole: fc.integer({ min: 24_000, max: 30_000 }),
    }),
    { minLength: count, maxLength: count },
  ),
);

test('in another order members have the same answers', () => {
  fc.assert(
    fc.property(members, (of) => {
      const there = testBesideRest(of);
      const back = testBesideRest(of.toReversed()).toReversed();
      there.forEach(({ typical, rows }, m) => {
        expect(back[m]!.typical).toBeCloseTo(typical, 12);
        rows.forEach(({ change, score, q }, f) => {
          const other = back[m]!.rows[f]!;
          expect(other.change).toBeCloseTo(change, 10);
          expect(other.score).toBeCloseTo(score, 8);
          expect(other.q).toBeCloseTo(q, 8);
        });
      });
    }),
    { numRuns: 100 },
  );
});

/** Letters of a generator; the same in each run. */
function generated(units: number, functions: number): Member[] {
  let state = 1;
  const next = () => (state = (state * 48_271) % 2_147_483_647) % 1000;
  return Array.from({ length: units }, () => ({
    samples: Array.from({ length: functions }, next),
    whole: 500 * functions,
  }));
}

test(
  'four hundred members of three hundred functions in seconds',
  { timeout: 60_000 },
  async () => {
    const many = generated(400, 300);
    // More than a minute where each looked at all others.
    expect(await shortestTime(() => testBesideRest(many), 8000)).toBeLessThan(8000);
  },
);
