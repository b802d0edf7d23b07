import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReplay, createReplayTransport, openArchive, type Archive } from '#archive';
import { createEngine } from '#engine';
import { scanFleet, type Scan, type ScanQuestion } from '#scan';
import { DEFAULT_ALIASES } from '#series';
import { createParcaSource, createPrometheusSource } from '#sources';

/* The recorded incident: the work of shop/pricing.Quote rises by half on shop-k8s/1 at 00:24; shop-k8s/0 stays as it was. */

let archive: Archive;
const engine = createEngine();
beforeAll(async () => {
  archive = await openArchive('public/demo.zip');
});
afterAll(async () => {
  engine.close();
  await archive.close();
});

async function scanDemo(question: Partial<ScanQuestion> = {}) {
  const transport = createReplayTransport(createReplay(archive));
  const { start, end } = archive.manifest;
  const seen: Scan[] = [];
  const scan = await scanFleet(
    {
      profiles: createParcaSource({ transport, now: () => Number.MAX_SAFE_INTEGER }),
      metrics: createPrometheusSource({ transport }),
      engine,
      now: () => end.getTime(),
    },
    {
      range: { start: start.getTime(), end: end.getTime() },
      against: 'previous',
      matchers: [],
      aliases: DEFAULT_ALIASES,
      ...question,
    },
    { onProgress: (state) => void seen.push(state) },
  );
  return { scan, seen };
}

const RISE = Date.parse('2026-11-21T00:24:01Z');
const TWO_SCRAPES = 30_000;

test('the incident is found, named, dated, and first; the untouched unit has nothing', async () => {
  const { scan, seen } = await scanDemo();
  expect(scan).toMatchObject({ phase: 'done', problems: [], looked: { units: 4, types: 5 } });
  expect(scan.applications.flatMap(({ units }) => units.map(({ name }) => name))).toEqual([
    ...['parca/0', 'prometheus/0', 'shop-k8s/0', 'shop-k8s/1'],
  ]);
  const [first] = scan.findings;
  expect(first).toMatchObject({
    ...{ kind: 'cost', direction: 'up', function: 'shop/pricing.Quote' },
    ...{ under: 'shop/cart.Checkout', units: ['shop-k8s/1'], unchanged: ['shop-k8s/0'] },
  });
  expect(Math.abs(first!.since!.time - RISE)).toBeLessThanOrEqual(TWO_SCRAPES);
  expect(first!.series!.values.length).toBeGreaterThan(20);
  expect(scan.findings.filter(({ units }) => units.includes('shop-k8s/0'))).toEqual([]);
  expect([...new Set(seen.map(({ phase }) => phase))]).toEqual([
    ...['totals', 'functions', 'times', 'done'],
  ]);
  expect(seen.every(({ done, total }) => done <= total)).toBe(true);
  expect(scan.questions).toBeLessThan(500);
}, 120_000);

test('what happened before: the first minutes of the shop, which waited for no lock, and of the Parca, which filled its memory', async () => {
  const { start } = archive.manifest;
  const range = { start: start.getTime(), end: RISE };
  const { scan } = await scanDemo({ range });
  const found = scan.findings.filter((finding) => finding.function !== undefined);
  expect(
    found.map(({ units, direction, profileType }) => [units, direction, profileType.sampleType]),
  ).toEqual([
    // 10 µs of waiting a second until 00:17:55, 400 since.
    [['shop-k8s/0'], 'up', 'delay'],
    [['parca/0'], 'up', 'inuse_space'],
  ]);
  expect(scan.looked.tests).toBeGreaterThan(20);
}, 120_000);
