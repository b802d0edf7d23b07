import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseProfileType } from '#series';
import {
  createParcaSource,
  createPrometheusSource,
  type Transport,
  type TransportResponse,
} from '#sources';
import { announceWaiting } from './waiting';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function slow({ once = false } = {}) {
  const said: string[] = [];
  const answers: ((response: TransportResponse) => void)[] = [];
  const server: Transport = { request: () => new Promise((resolve) => answers.push(resolve)) };
  const say = (line: string) => void said.push(line);
  const transport = announceWaiting(server, { source: 'Parca', silentMs: 2000, say, once });
  return { transport, said, answer: () => answers.shift()!(ANSWER) };
}

const ANSWER = { status: 500, headers: {}, body: new Uint8Array() };
const profileType = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const range = { start: 0, end: 60_000 };

test('says what it waits for and how long, seldomer as it goes on', async () => {
  const { transport, said } = slow();
  const source = createParcaSource({ transport, now: () => 0 });
  source.fetchSeries({
    ...{ selector: { profileType, matchers: [] }, range, step: 1000, sumBy: [] },
    from: 'buckets',
  });
  await vi.advanceTimersByTimeAsync(1999);
  expect(said).toEqual([]);
  await vi.advanceTimersByTimeAsync(20_000);
  const question = 'QueryRange process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
  expect(said).toEqual([2, 4, 8, 16].map((s) => `waiting for Parca: ${question}, ${s} s`));
});

test('for a log it is said once, whatever is waited for later', async () => {
  const { transport, said } = slow({ once: true });
  const source = createPrometheusSource({ transport });
  for (const query of ['up == 1', 'up == 2']) {
    source.fetchInstant({ query }).catch(() => undefined);
    await vi.advanceTimersByTimeAsync(20_000);
  }
  expect(said).toEqual(['waiting for Parca: query up == 1, 2 s; later ones are not said']);
});

test('an answer ends it', async () => {
  const { transport, said, answer } = slow();
  const asked = createPrometheusSource({ transport }).fetchInstant({ query: 'up == 1' });
  asked.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(3000);
  answer();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toEqual(['waiting for Parca: query up == 1, 2 s']);
});

test('slices of one series say it once, and each condition once', async () => {
  const { transport, said } = slow();
  const source = createParcaSource({ transport, now: () => 0 });
  const unit = { name: 'unit', op: '=', value: 'shop-1' } as const;
  const scrape = (second: bigint) => ({
    labels: { unit: 'shop-1', instance: 'a:1' },
    ...{ timestamp: second * 1_000_000_000n, duration: 10_000_000_000n, value: 1 },
  });
  for (const second of [0n, 15n, 30n])
    source.fetchSlice({ profileType, matchers: [unit] }, [scrape(second)]).catch(() => undefined);
  await vi.advanceTimersByTimeAsync(3000);
  expect(said).toHaveLength(1);
  expect(said[0]!.match(/unit="shop-1"/g)).toHaveLength(1);
});
