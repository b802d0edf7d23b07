import { createReplay, createReplayTransport, openArchive } from '#archive';
import { judgeFunctions, sliceFactsOf, slicesToJudge, type Verdicts, isFlagged } from '#comparison';
import type { Judgement } from '#comparison';
import { decodePprof, sumTrees, unite, type CallTree } from '#profile';
import { parseProfileType, type Matcher, type TimeRange } from '#series';
import { createParcaSource } from '#sources';

/* The recorded incident: the work of shop/pricing.Quote rises by half on shop-k8s/1 at 00:24; shop-k8s/0 stays as it was. */

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
export const RISE = Date.parse('2026-11-21T00:24:00Z');
export const CHANGED = 'shop-k8s/1';
export const UNTOUCHED = 'shop-k8s/0';

interface DemoSide {
  readonly matchers?: readonly Matcher[] | undefined;
  readonly window?: TimeRange | undefined;
}

interface JudgedDemo {
  readonly judge: (baseline: DemoSide, comparison: DemoSide) => Promise<Judgement>;
  readonly close: () => Promise<void>;
}

export const isUnit = (unit: string, op: '=' | '!=' = '=') =>
  [{ name: 'juju_unit', op, value: unit }] as const;

export const flaggedOf = ({ names, rows }: Verdicts) =>
  names.filter((_, row) => isFlagged(rows[row]!));

/** CPU time of the demo, judged as the page does, without its worker. */
export async function openJudgedDemo(): Promise<JudgedDemo> {
  const archive = await openArchive('public/demo.zip');
  const source = createParcaSource({
    transport: createReplayTransport(createReplay(archive)),
    now: () => archive.manifest.end.getTime() + 60_000,
  });
  const slicesOf = async ({ matchers = [], window }: DemoSide) => {
    const selector = { profileType: CPU, matchers: [...matchers, IN_SHOP] };
    const slices = slicesToJudge(await source.fetchProfile(selector, window!));
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
  };
  const judge = async (baseline: DemoSide, comparison: DemoSide) => {
    const sides = [await slicesOf(baseline), await slicesOf(comparison)];
    return judgeFunctions({
      tree: unite(
        sides.map(({ trees }) =>
          sumTrees(
            trees,
            trees.map(() => 1),
          ),
        ),
      ),
      runs: sides.map(({ trees }) => trees),
      filters: [],
      facts: sliceFactsOf(
        CPU,
        sides.map(({ slices }) => slices),
      ),
    });
  };
  return { judge, close: () => archive.close() };
}

const IN_SHOP = { name: 'juju_application', op: '=', value: 'shop-k8s' } as const;
