import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseProfileType, type Labels, type Scrape } from '#series';
import { drawSeries } from './draw-series';

const TYPES = {
  rate: parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta'),
  state: parseProfileType('memory:inuse_space:bytes:space:bytes'),
};
const SECOND = 1_000_000_000n;
const SCRAPES = 6;

/** Scraped every ten seconds, all through. */
const units = fc.uniqueArray(
  fc.record({
    labels: fc.record({ unit: fc.nat(20).map(String), zone: fc.constantFrom('', 'a', 'b', 'c') }),
    values: fc.array(fc.nat(1_000_000), { minLength: SCRAPES, maxLength: SCRAPES }),
  }),
  { selector: ({ labels }) => labels.unit, maxLength: 12 },
);

const scrapesOf = (labels: Labels, values: readonly number[]) =>
  values.map((value, i): Scrape => ({
    labels,
    timestamp: BigInt(i * 10) * SECOND,
    duration: 10n * SECOND,
    value,
  }));

test.each(Object.entries(TYPES))(
  'of a %s: the lines of a label’s values add up to the line of all of them',
  (_, profileType) => {
    fc.assert(
      fc.property(units, fc.constantFrom(5000, 10_000, 17_000), (all, step) => {
        const scrapes = all.flatMap(({ labels, values }) => scrapesOf(labels, values));
        const grid = { start: 0, step, count: Math.floor(60_000 / step) };
        const draw = (sumBy: readonly string[]) =>
          drawSeries(scrapes, { profileType, sumBy, grid });
        const whole = draw([])[0]?.values ?? [];
        const parts = draw(['zone']);
        whole.forEach((value, i) => {
          const sum = parts.reduce((so, { values }) => so + (values[i] ?? 0), 0);
          expect(sum).toBeCloseTo(value ?? 0, 6);
        });
        expect(parts.length > 0).toBe(all.length > 0);
      }),
    );
  },
);
