import { LoadingState, type DataFrame } from '@grafana/data';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openArchive, type Archive } from '#archive';
import { factsOfFrame, type ParcaQuery } from '#frames';
import { collect, demoDatasource } from '../demo-datasource.fixture';
import { CPU, demoRequest, grafanaRange } from '../request.fixture';

/* The recorded incident: Quote rises on shop-k8s/1 at 00:24, nothing on shop-k8s/0. */

vi.setConfig({ testTimeout: 60_000 });

const at = (time: string) => Date.parse(`2026-11-21T${time}Z`);

let archive: Archive;
beforeAll(async () => {
  archive = await openArchive('public/demo.zip');
});
afterAll(() => archive.close());

function open(query: Partial<ParcaQuery>, within = range) {
  const demo = demoDatasource(archive);
  const request = demoRequest([{ refId: 'A', ...query }], { range: within });
  return { ...demo, answer: demo.datasource.query(request) };
}

const frameOf = async (query: Partial<ParcaQuery>, within = range): Promise<DataFrame> =>
  (await collect(open(query, within).answer)).at(-1)!.data[0];
const field = (frame: DataFrame, name: string): number[] =>
  frame.fields.find((each) => each.name === name)!.values;
const noticesOf = (frame: DataFrame) => (frame.meta?.notices ?? []).map(({ text }) => text);

const incident = {
  queryType: 'diff',
  profileTypeId: CPU,
  labelSelector: '{juju_unit="shop-k8s/1"}',
} as const;
const range = grafanaRange(at('00:26:00'), at('00:31:00'));
const before = {
  range: { from: String(at('00:18:00')), to: String(at('00:23:00')) },
} as const;
const query = { ...incident, baseline: before };
const noise =
  /^\d+ functions tested on 20 and 20 slices, \d+ more than noise\. Self-check: 0 of 2 tables flagged/;

test('first the picture, then what of it is more than noise', async () => {
  const all = await collect(open(query).answer);
  const judgements = all.map(({ data }) => factsOfFrame(data[0] as DataFrame)?.judgement);
  expect(all.map(({ state }) => state)).toEqual([LoadingState.Streaming, LoadingState.Done]);
  expect(judgements[0]).toBeUndefined();
  expect(judgements[1]!.moved.grew).toMatchObject({
    name: 'shop/pricing.Quote',
    under: 'shop/cart.Checkout',
  });
  const [first, last] = all.map(({ data }) => data[0] as DataFrame);
  expect(last!.fields).toEqual(first!.fields);
  expect(noticesOf(last!).at(-1)).toMatch(noise);
});

test('the other unit claims nothing', async () => {
  const other = { ...query, labelSelector: '{juju_unit="shop-k8s/0"}' };
  const frame = await frameOf(other);
  expect(factsOfFrame(frame)!.judgement).toMatchObject({ flagged: 0, moved: {} });
});

test('the table begins with what is more than noise, and can leave out the rest', async () => {
  const top = { ...query, queryType: 'top', limit: 10_000 } as const;
  const all = await frameOf(top);
  const verdicts = (frame: DataFrame) => field(frame, 'Verdict').map(String);
  const noisy = verdicts(all).indexOf('within noise');
  const stands = verdicts(all)
    .slice(0, noisy)
    .filter((verdict) => verdict !== 'is the whole');
  expect(new Set(stands)).toEqual(new Set(['grew']));
  expect(
    field(all, 'q')
      .slice(0, stands.length)
      .every((q) => q <= 0.05),
  ).toBe(true);
  expect(noticesOf(all).at(-1)).toMatch(noise);
  const low = field(all, 'Interval low')[0]!;
  expect(low).toBeGreaterThan(0);
  expect(field(all, 'Interval high')[0]).toBeGreaterThan(low);
  const few = await frameOf({ ...top, noise: 'hidden' });
  expect(verdicts(few).filter((verdict) => verdict !== 'is the whole')).toEqual(stands);
  expect(noticesOf(few).join()).toContain(
    `${all.length - few.length} rows that are no more than noise are left out.`,
  );
});

test('slices that cannot be had leave the picture, and say why', async () => {
  const { backend, answer } = open(query);
  let asked = 0;
  backend.answer = (path) =>
    path.endsWith('/Query') && ++asked > 2
      ? { status: 500, body: 'no disk', type: 'text/plain' }
      : undefined;
  const last = (await collect(answer)).at(-1)!;
  const frame: DataFrame = last.data[0];
  expect(last.state).toBe(LoadingState.Done);
  expect(field(frame, 'value')[0]).toBeGreaterThan(0);
  expect(noticesOf(frame)).toEqual([
    'Not tested for noise: Parca: HTTP 500, text/plain: "no disk"',
  ]);
  expect(asked).toBeLessThan(15);
});

test('one scrape a side tells sampling alone', async () => {
  const short = grafanaRange(at('00:26:00'), at('00:26:14'));
  const frame = await frameOf({ ...incident, baseline: { offset: '15s' } }, short);
  expect(noticesOf(frame).at(-1)).toMatch(
    /^1 scrape a side: only sampling can be judged\. .* 0 changed by more than sampling explains\.$/,
  );
});

test('unsubscribing stops the slices', async () => {
  const { backend, answer } = open(query);
  let whole = 0;
  const next = vi.fn(() => {
    whole = backend.seen.length;
    backend.gate = () => new Promise(() => undefined);
  });
  const subscription = answer.subscribe(next);
  await vi.waitFor(() => {
    expect(next).toHaveBeenCalled();
    expect(backend.seen.length).toBeGreaterThan(whole + 1);
  }, 20_000);
  subscription.unsubscribe();
  const slices = backend.seen.slice(whole);
  expect(next).toHaveBeenCalledTimes(1);
  expect(slices.map(({ signal }) => signal?.aborted)).toEqual(slices.map(() => true));
});
