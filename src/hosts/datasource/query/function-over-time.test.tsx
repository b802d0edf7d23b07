import { LoadingState, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openArchive, type Archive } from '#archive';
import type { ParcaQuery } from '#frames';
import { collect, demoDatasource } from '../demo-datasource.fixture';
import { CPU, demoRequest, grafanaRange, MEMORY } from '../request.fixture';

/* shop/pricing.Quote of shop-k8s/1 costs more from 00:24:00 on in the demo archive. */

const at = (time: string) => Date.parse(`2026-11-21T${time}Z`);
const RANGE = grafanaRange(at('00:14:00'), at('00:34:00'));
const SHOP = '{juju_application="shop-k8s"}';
const QUOTE = 'shop/pricing.Quote';

vi.setConfig({ testTimeout: 120_000 });

let archive: Archive;
beforeAll(async () => {
  archive = await openArchive('public/demo.zip');
});
afterAll(() => archive.close());

const framesOf = ({ data }: DataQueryResponse): DataFrame[] => data;
const numbers = (frame: DataFrame | undefined, place: number): (number | null)[] =>
  frame?.fields[place]?.values ?? [];
const noticesOf = (frame: DataFrame) => (frame.meta?.notices ?? []).map(({ text }) => text).join();

async function ask(more: Partial<ParcaQuery>, range = RANGE) {
  const demo = demoDatasource(archive);
  const query: ParcaQuery = {
    ...{ refId: 'A', queryType: 'function', profileTypeId: CPU, labelSelector: SHOP },
    ...more,
  };
  const last = (await collect(demo.datasource.query(demoRequest([query], { range })))).at(-1)!;
  return { ...demo, last, frames: framesOf(last) };
}
const mean = (values: readonly (number | null)[]) => {
  const known = values.filter((value) => value !== null);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
};

describe('a function over time', () => {
  test('by unit: it steps up in the one that has the incident, and in no other', async () => {
    const { frames, last } = await ask({ functionName: QUOTE, groupBy: ['juju_unit'] });
    expect([last.state, last.errors]).toEqual([LoadingState.Done, undefined]);
    const units = frames.map(({ fields }) => fields[1]!.labels!['juju_unit']);
    expect([...units].sort()).toEqual(['shop-k8s/0', 'shop-k8s/1']);
    expect(frames[0]!.fields[1]).toMatchObject({ name: QUOTE, config: { unit: 'suffix:cores' } });
    const grew = frames.map((frame) => {
      const times = numbers(frame, 0).map(Number);
      const split = times.findIndex((time) => time >= at('00:24:30'));
      const values = numbers(frame, 1);
      return mean(values.slice(split)) / mean(values.slice(0, split));
    });
    expect(grew[units.indexOf('shop-k8s/1')]).toBeGreaterThan(1.25);
    expect(grew[units.indexOf('shop-k8s/0')]).toBeLessThan(1.15);
  });

  test('is what the tables of the same scrapes say: the whole is the sum over time', async () => {
    const range = grafanaRange(at('00:18:00'), at('00:23:00'));
    const one = { labelSelector: '{juju_unit="shop-k8s/1"}' };
    const [total, self, table] = await Promise.all([
      ask({ ...one, functionName: QUOTE }, range),
      ask({ ...one, functionName: QUOTE, value: 'self' }, range),
      ask({ ...one, queryType: 'top', limit: 10_000 }, range),
    ]);
    const field = (name: string) => table.frames[0]!.fields.find((one) => one.name === name)!;
    const row = field('Function').values.indexOf(QUOTE);
    expect(row).toBeGreaterThanOrEqual(0);
    // A scrape covers the usual time to the next one, some 15 s; times here are those that were, some milliseconds off.
    const nanoseconds = (frame: DataFrame | undefined) => {
      const times = numbers(frame, 0).map(Number);
      const interval = (times.at(-1)! - times[0]!) / (times.length - 1);
      return numbers(frame, 1).reduce((sum: number, rate) => sum + rate! * interval * 1e6, 0);
    };
    expect(nanoseconds(total.frames[0])).toBeCloseTo(field('Total').values[row] as number, -7);
    expect(nanoseconds(self.frames[0])).toBeCloseTo(field('Self').values[row] as number, -7);
  });

  test('without groups it is one series, with its labels left out, and no more than 60 points', async () => {
    const { frames, backend } = await ask({ functionName: QUOTE });
    expect(frames).toHaveLength(1);
    expect(frames[0]!.fields[1]!.labels).toEqual({});
    expect(numbers(frames[0], 1).filter((value) => value !== null).length).toBeLessThanOrEqual(60);
    expect(backend.seen.length).toBeLessThan(80);
    expect(frames[0]!.meta?.executedQueryString).toMatch(
      /^total of shop\/pricing\.Quote in .*\n60 merges$/,
    );
  });

  test('of a state: the value itself, in its unit', async () => {
    const { frames } = await ask({ functionName: 'main.main', profileTypeId: MEMORY });
    expect(frames[0]!.fields[1]!.config.unit).toBe('bytes');
  });

  test('one that is nowhere is 0, and that is said', async () => {
    const { frames } = await ask({ functionName: 'no.Such' });
    expect(new Set(numbers(frames[0], 1))).toEqual(new Set([0]));
    expect(noticesOf(frames[0]!)).toContain(
      'No profile of this range has a function named no.Such.',
    );
  });

  test('labels that nothing has: no points, and why', async () => {
    const { frames } = await ask({ functionName: QUOTE, labelSelector: '{a="b"}' });
    expect(frames[0]!.fields).toEqual([]);
    expect(noticesOf(frames[0]!)).toContain('matches {a="b"}');
  });

  test('without a name nothing is asked', async () => {
    const { backend, frames } = await ask({ functionName: ' ' });
    expect([backend.seen, frames]).toEqual([[], []]);
  });
});
