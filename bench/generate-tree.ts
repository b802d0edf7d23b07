import { CallTreeBuilder, frameOf, FrameTableBuilder, type CallTree } from '#profile';

const LAYERS = 60;
/** Callees that a function can have, by its number: most hand on to one, a few to many. */
const FANOUT = [1, 1, 1, 2, 1, 3, 1, 40];

/**
 * A tree of exactly `nodes` nodes, one column in nanoseconds, the same one for the same seed. Each stack is a random walk down a layered
 * call graph whose functions prefer their first callees, so widths differ by orders of magnitude and names are met in many places.
 */
export function generateTree(nodes: number, seed = 42): CallTree {
  const random = randomNumbers(seed);
  const layerSize = Math.max(4, Math.round(Math.sqrt(nodes) * 0.4));
  const { frames, rowOf } = functionsOf(layerSize).build();
  const builder = new CallTreeBuilder(frames, 1);
  for (let last = 0; last < nodes - 1;) {
    const levels = 6 + Math.floor((LAYERS - 6) * random());
    let node = 0;
    let slot = 0;
    for (let layer = 0; layer < levels && last < nodes - 1; layer++) {
      const callee = Math.floor(FANOUT[slot % FANOUT.length]! * random() ** 5);
      slot = (Math.imul(slot + 1, 0x9e3779b1 + layer) + Math.imul(callee, 0x85ebca6b)) >>> 0;
      slot %= layerSize;
      node = builder.child(node, rowOf[layer * layerSize + slot]!);
      last = Math.max(last, node);
    }
    builder.add(node, 0, 10_000_000 * Math.ceil(-3 * Math.log(1 - random())));
  }
  return builder.build();
}

function functionsOf(layerSize: number): FrameTableBuilder {
  const table = new FrameTableBuilder();
  for (let f = 0; f < LAYERS * layerSize; f++)
    table.add(
      frameOf({
        functionName: `example.org/team${f % 7}/package${f % 61}.(*Type${f % 13}).Method${f}`,
        mapping: `/usr/bin/server${f % 3}`,
        fileName: `package${f % 61}/file.go`,
        line: 1 + (f % 500),
      }),
    );
  return table;
}

/** Mulberry32: [0, 1). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
