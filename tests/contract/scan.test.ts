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

test('all units are looked into, in every kind of cost', async () => {
  const { scan, seen } = await scanDemo();
  expect(scan).toMatchObject({ phase: 'done', problems: [], looked: { units: 4, types: 5 } });
  expect(scan.applications.flatMap(({ units }) => units.map(({ name }) => name))).toEqual([
    ...['parca/0', 'prometheus/0', 'shop-k8s/0', 'shop-k8s/1'],
  ]);
  expect([...new Set(seen.map(({ phase }) => phase))].slice(0, 2)).toEqual(['totals', 'functions']);
  expect(seen.every(({ done, total }) => done <= total)).toBe(true);
}, 60_000);
