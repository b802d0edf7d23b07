import { FrameTableBuilder, frameOf, treeFromFolded, unite, type CallTree } from '#profile';

/** Small enough to know by heart: `tiny` is below half a pixel at any width of the page, and it is left of `wide`. */
const SHOP = [
  'main;net/http.(*conn).serve;shop/cart.(*Cart).Checkout;shop/pricing.Quote;shop/pricing.sealLine 30000',
  'main;net/http.(*conn).serve;shop/cart.(*Cart).Checkout;shop/pricing.Quote 10000',
  'main;net/http.(*conn).serve;shop/cart.(*Cart).Checkout;encoding/json.(*encodeState).marshal 12000',
  'main;net/http.(*conn).serve;shop/search.(*Index).Query;regexp.(*Regexp).doExecute 18000',
  'main;net/http.(*conn).serve;shop/search.(*Index).Query;tiny;tinier 1',
  'main;net/http.(*conn).serve;shop/search.(*Index).Query;wide 9000',
  'main;net/http.(*conn).serve;shop/search.(*Index).Query;what(is this[0-9]+ 1000',
  'main;constructor;__proto__;hasOwnProperty 2500',
  'runtime.mcall;runtime.schedule;runtime.findRunnable 7000',
  'runtime.gcBgMarkWorker;runtime.systemstack;runtime.gcDrain;runtime.scanobject 9500',
];

const SHOP_LATER = [
  'main;net/http.(*conn).serve;shop/cart.(*Cart).Checkout;shop/pricing.Quote;shop/pricing.sealLine 62000',
  'main;net/http.(*conn).serve;shop/cart.(*Cart).Checkout;shop/pricing.Quote;shop/pricing.applyDiscounts 8000',
  'main;net/http.(*conn).serve;shop/cart.(*Cart).Checkout;shop/pricing.Quote 10100',
  'main;net/http.(*conn).serve;shop/cart.(*Cart).Checkout;encoding/json.(*encodeState).marshal 10000',
  'main;net/http.(*conn).serve;shop/search.(*Index).Query;regexp.(*Regexp).doExecute 12000',
  'main;net/http.(*conn).serve;shop/search.(*Index).Query;wide 9000',
  'runtime.mcall;runtime.schedule;runtime.findRunnable 7900',
  'runtime.gcBgMarkWorker;runtime.systemstack;runtime.gcDrain;runtime.scanobject 9400',
];

export const SCENARIOS: Record<string, () => CallTree> = {
  shop: () => treeFromFolded(SHOP),
  compare: () => unite([treeFromFolded(SHOP), treeFromFolded(SHOP_LATER)]),
  gone: () =>
    unite([
      treeFromFolded(['main;left 50', 'main;stays 50']),
      treeFromFolded(['main;came 25', 'main;stays 75']),
    ]),
  empty: () => treeFromFolded([]),
  deep: () => deepTree(20_000),
  many: () => randomTree(150_000),
  fan: () => fanTree(20_000),
};

/** One stack, each function called once by the one before. */
function deepTree(levels: number): CallTree {
  const names = Array.from({ length: levels }, (_, i) => `pkg/deep.level${i}`);
  return treeFromFolded([`${names.join(';')} 10`]);
}

/** One function that calls many, alike; 61 % of the whole. */
function fanTree(callees: number): CallTree {
  const lines = Array.from({ length: callees }, (_, i) => `main;fan;handler${i} 61`);
  return treeFromFolded([...lines, `main;other ${callees * 39}`]);
}

/** A tree of `nodes` nodes whose widths differ by orders of magnitude, from a fixed seed. */
function randomTree(nodes: number, seed = 42): CallTree {
  const random = randomNumbers(seed);
  const functions = Math.min(8000, Math.ceil(nodes / 8));
  const table = new FrameTableBuilder();
  for (let f = 0; f < functions; f++)
    table.add(
      frameOf({
        functionName: `example.org/team${f % 7}/package${f % 61}.(*Type${f % 13}).Method${f}`,
        mapping: `/usr/bin/server${f % 3}`,
        fileName: `package${f % 61}/file.go`,
        line: 1 + (f % 500),
      }),
    );
  const { frames } = table.build();
  const tree = {
    frames,
    frame: new Int32Array(nodes).fill(-1),
    depth: new Int32Array(nodes),
    end: new Int32Array(nodes),
    columns: [{ self: new Float64Array(nodes), total: new Float64Array(nodes) }],
  };
  const todo = [{ size: nodes, depth: 0, row: -1 }];
  for (let n = 0; n < nodes; n++) {
    const { size, depth, row } = todo.pop()!;
    tree.frame[n] = row;
    tree.depth[n] = depth;
    tree.end[n] = n + size;
    tree.columns[0]!.self[n] = size === 1 ? Math.ceil(-Math.log(random()) * 100) : 0;
    todo.push(...callees({ size: size - 1, depth: depth + 1, functions, random }).reverse());
  }
  const { self, total } = tree.columns[0]!;
  for (let n = nodes - 1; n >= 0; n--) {
    total[n] = self[n]!;
    for (let child = n + 1; child < tree.end[n]!; child = tree.end[child]!)
      total[n]! += total[child]!;
  }
  return tree;
}

function callees(question: {
  size: number;
  depth: number;
  functions: number;
  random: () => number;
}) {
  const { depth, functions, random } = question;
  const found: { size: number; depth: number; row: number }[] = [];
  let left = question.size;
  let row = Math.floor(random() * functions * 0.3);
  while (left > 0) {
    const isLast = row >= functions - 2 || depth > 55;
    const share = isLast && found.length > 0 ? 1 : random() ** 2;
    const size = Math.min(left, Math.max(1, depth > 60 ? 1 : Math.ceil(left * share)));
    found.push({ size: depth > 60 ? 1 : size, depth, row: row % functions });
    left -= depth > 60 ? 1 : size;
    row += 1 + Math.floor(random() * 40);
  }
  return found;
}

/** Mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
