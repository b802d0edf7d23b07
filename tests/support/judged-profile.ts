import { judgeFunctions, sliceFactsOf } from '#comparison';
import type { Judgement } from '#comparison';
import { treeFromFolded, unite, type CallTree } from '#profile';
import { parseProfileType } from '#series';

const PERIOD = 10_000_000;
const SCRAPE_MS = 15_000;

/** Twelve scrapes a side of a program of thirty functions, of which `Quote` costs 21 samples a scrape, and on the second side `quote` of them. */
export interface JudgedProfile {
  /** One column a side, nanoseconds. */
  readonly tree: CallTree;
  readonly judgement: Judgement;
}

/** As the datasource judges it. Samples differ by one or two from scrape to scrape. */
export function judgedProfile(type: string, quote: number): JudgedProfile {
  const run = (samples: number) =>
    Array.from({ length: 12 }, (_, scrape) => {
      const wobble = (row: number) => ((scrape * 7 + row * 3) % 5) - 2;
      const idle = Array.from(
        { length: 29 },
        (_, row) => `main.main;idle${row} ${(21 + wobble(row)) * PERIOD}`,
      );
      return [...idle, `main.main;shop.Quote ${(samples + wobble(0)) * PERIOD}`];
    });
  const runs = [run(21), run(quote)];
  const slices = runs.map((scrapes) =>
    scrapes.map((_, i) => ({
      range: { start: i * SCRAPE_MS, end: (i + 1) * SCRAPE_MS },
      seconds: SCRAPE_MS / 1000,
      scrapes: [],
    })),
  );
  const tree = unite(runs.map((scrapes) => treeFromFolded(scrapes.flat())));
  const judgement = judgeFunctions({
    tree,
    runs: runs.map((scrapes) => scrapes.map((folded) => treeFromFolded(folded))),
    filters: [],
    facts: sliceFactsOf(parseProfileType(type), slices),
  });
  return { tree, judgement };
}
