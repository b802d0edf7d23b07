import { expect, test } from 'vitest';
import { createMainThreadEngine, type Engine } from '#engine';
import { decodePprof, encodePprof, foldTree, treeFromFolded } from '#profile';
import { coverageOf, parseProfileType, type Scrape } from '#series';
import type { LoadedProfile } from '../state/queries/queries';
import { wholeProfile } from './whole-profile';

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const START = Date.parse('2026-11-21T06:00:00Z');
const STACKS = ['main;a 120', 'main;b 80'];
const SECOND = 1_000_000_000n;

const scrapes: readonly Scrape[] = [0, 1, 2, 3].map((i) => ({
  labels: { juju_unit: 'shop-k8s/1' },
  timestamp: BigInt(START) * 1_000_000n + BigInt(i) * 15n * SECOND,
  duration: 15n * SECOND,
  value: 50,
}));

async function loadedIn(engine: Engine, of: readonly Scrape[]): Promise<LoadedProfile> {
  const tree = treeFromFolded(STACKS);
  const pprof = encodePprof(tree, {
    sampleType: { type: 'cpu', unit: 'nanoseconds' },
    periodType: { type: 'cpu', unit: 'nanoseconds' },
    timeNanos: 0n,
    durationNanos: 0n,
  });
  const parts = of.length === 0 ? [] : [{ pprof, total: 200, weight: 1 }];
  const fetched = { range: { start: START, end: START + 60_000 }, scrapes: of, interval: 15_000 };
  return {
    ...(await engine.open(parts)),
    selector: {
      profileType: CPU,
      matchers: [{ name: 'juju_unit', op: '=', value: 'shop-k8s/1' }],
    },
    fetched,
    coverage: coverageOf(fetched),
    bytes: 0,
  };
}

test('the profile is a file that pprof reads, with its time and the duration of its rate', async () => {
  const engine = createMainThreadEngine();
  const file = await wholeProfile(engine, await loadedIn(engine, scrapes))!();
  expect(file.name).toBe('shop-k8s-1_process-cpu_cpu_20261121T060000Z.pb.gz');
  const decoded = decodePprof(file.bytes as Uint8Array);
  expect(foldTree(decoded.tree)).toEqual(foldTree(treeFromFolded(STACKS)));
  expect(decoded).toMatchObject({
    timeNanos: BigInt(START) * 1_000_000n,
    durationNanos: 60n * SECOND,
  });
});

test('of nothing there is no file', async () => {
  const engine = createMainThreadEngine();
  expect(wholeProfile(engine, await loadedIn(engine, []))).toBeUndefined();
});
