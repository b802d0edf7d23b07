import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReplay, createReplayTransport, openArchive, type Archive } from '#archive';
import {
  buildSlicedTable,
  isFlagged,
  judgeSlices,
  movedSubtrees,
  sliceKindOf,
  type Verdicts,
} from '#comparison';
import { decodePprof, sumTrees, unite, type CallTree } from '#profile';
import { parseProfileType, planSlices, type Slice } from '#series';
import { createParcaSource, type ProfileSource } from '#sources';

/* The recorded incident: the work of shop/pricing.Quote rises by half on shop-k8s/1 at 00:24; shop-k8s/0 stays as it was. */

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const RISE = Date.parse('2026-11-21T00:24:00Z');

let archive: Archive;
let source: ProfileSource;
beforeAll(async () => {
  archive = await openArchive('public/demo.zip');
  const transport = createReplayTransport(createReplay(archive));
  source = createParcaSource({ transport, now: () => archive.manifest.end.getTime() + 60_000 });
});
afterAll(() => archive.close());

async function slicesOf(unit: string, start: number, end: number) {
  const selector = {
    profileType: CPU,
    matchers: [{ name: 'juju_unit', op: '=', value: unit }] as const,
  };
  const fetched = await source.fetchProfile(selector, { start, end });
  const slices = planSlices(fetched, 60);
  const trees: CallTree[] = [];
  for (const { scrapes } of slices) {
    const { parts } = await source.fetchSlice(selector, scrapes);
    trees.push(
      sumTrees(
        parts.map(({ pprof }) => decodePprof(pprof).tree),
        parts.map(({ weight }) => weight),
      ),
    );
  }
  return { slices, trees };
}

async function judge(unit: string, scrapes: number) {
  const length = scrapes * 15_000;
  const baseline = await slicesOf(unit, RISE - length, RISE - 1);
  const comparison = await slicesOf(unit, RISE + 30_000, RISE + 30_000 + length - 1);
  const sides = [baseline, comparison];
  const table = buildSlicedTable(
    sides.map(({ trees }) => trees),
    { filters: [], by: 'function' },
  );
  const verdicts = judgeSlices(table, {
    ...sliceKindOf(CPU),
    seconds: sides.map(({ slices }) => slices.map(({ seconds }: Slice) => seconds)),
    sliceSeconds: 15,
  });
  const whole = (trees: readonly CallTree[]) =>
    sumTrees(
      trees,
      trees.map(() => 1),
    );
  return { verdicts, tree: unite([whole(baseline.trees), whole(comparison.trees)]) };
}

const flaggedOf = ({ names, rows }: Verdicts) => names.filter((_, row) => isFlagged(rows[row]!));

test.each([10, 20, 30])('%i scrapes a side: the changed unit names Quote', async (scrapes) => {
  const { verdicts, tree } = await judge('shop-k8s/1', scrapes);
  const moved = movedSubtrees(tree, verdicts).grew;
  expect(moved).toMatchObject({
    name: 'shop/pricing.Quote',
    under: 'shop/cart.Checkout',
  });
});

test.each([10, 20, 30])('%i scrapes a side: the other unit claims nothing', async (scrapes) => {
  const { verdicts } = await judge('shop-k8s/0', scrapes);
  expect(flaggedOf(verdicts)).toEqual([]);
});
