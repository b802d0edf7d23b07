import { expect, test } from 'vitest';
import { parseSelector } from '#series';
import { createFakeParca, type StoredProfile } from '../../../tests/support/fake-parca';
import type { Transport } from '../ports';
import { createParcaSource } from './parca-source';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const T0 = 1_800_000_000_000;
const MINUTE = 60_000;
const selector = parseSelector(`${CPU}{}`);

const stored = Array.from({ length: 60 }, (_, i): StoredProfile => {
  const timestamp = BigInt(T0 + i * MINUTE) * 1_000_000n;
  return { type: CPU, labels: { rack: 'r1' }, timestamp, duration: 10_000_000_000n, value: 1 };
});

/** Lists of scrapes at a time of the clock, and how often names were asked for. */
function listing(now: number) {
  const parca = createFakeParca(stored);
  let asked = 0;
  const transport: Transport = {
    request: (request) => {
      if (request.path.endsWith('/Labels')) asked++;
      return parca.transport.request(request);
    },
  };
  const source = createParcaSource({ transport, now: () => now });
  const list = (from: number, to: number) =>
    source.fetchScrapes(selector, { start: T0 + from * MINUTE, end: T0 + to * MINUTE });
  return { list, asked: () => asked };
}

test('parts of a range that were over when it was listed are listed without asking for names again', async () => {
  const { list, asked } = listing(T0 + 60 * MINUTE);
  await list(0, 60);
  expect(asked()).toBe(1);
  const { scrapes } = await list(10, 20);
  expect(scrapes.map(({ labels }) => labels)).toEqual(scrapes.map(() => ({ rack: 'r1' })));
  expect(scrapes.length).toBeGreaterThan(5);
  expect(asked()).toBe(1);
  // It went on then: a series may have come since.
  await list(50, 59);
  expect(asked()).toBe(2);
  await list(-10, 20);
  expect(asked()).toBe(3);
});
