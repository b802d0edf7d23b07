import fc from 'fast-check';
import { expect, test } from 'vitest';
import { treeFromFolded, unite, type CallTree } from '#profile';
import { wayOfFunctions } from './way-of-functions';

function wayIn(baseline: readonly string[], comparison: readonly string[], name: string) {
  const tree = unite([treeFromFolded(baseline), treeFromFolded(comparison)]);
  const [before, after] = tree.columns;
  const widths = before!.total.map((value, node) => value + after!.total[node]!);
  const isOne = (frame: number) => tree.frames.functionName[frame] === name;
  return { tree, ...wayOfFunctions({ tree, widths, isOne }) };
}

const nameOf = ({ frames, frame }: CallTree, node: number) =>
  frames.functionName[frame[node]!] ?? 'total';

/** From the root, which has no name. */
function stackOf(tree: CallTree, node: number): readonly number[] {
  const callers = [...Array(node).keys()].filter((n) => tree.end[n]! > node);
  return [...callers, node];
}

test('it is shown from the caller that is wider and has most of the change below it', () => {
  const others = ['main;other 100'];
  const stacks = (quote: number) => [
    `main;serve;checkout;wrap;quote;hash ${quote}`,
    'main;serve;checkout;encode 60',
    'main;cron;quote 3',
    ...others,
  ];
  const { tree, from } = wayIn(stacks(50), stacks(90), 'quote');
  expect(nameOf(tree, from)).toBe('checkout');
});

test('what is nearly everything, or changed in two places, is shown from further out; what is nowhere from the root', () => {
  const whole = (value: number) => [`main;serve;quote ${value}`, 'gc 1'];
  expect(wayIn(whole(50), whole(90), 'quote').from).toBe(0);
  const twice = (value: number) => [
    `main;api;quote ${value}`,
    `main;cron;quote ${value}`,
    'main;other 300',
    'gc 9',
  ];
  const { tree, from } = wayIn(twice(50), twice(90), 'quote');
  expect(nameOf(tree, from)).toBe('main');
  const nowhere = wayIn(twice(50), twice(90), 'gone');
  expect(nowhere.from).toBe(0);
  expect(nowhere.nodes.some((byte) => byte > 0)).toBe(false);
});

test('on its way are what calls it, itself and what it calls, and nothing else', () => {
  const stack = fc
    .array(fc.constantFrom('a', 'b', 'c', 'f'), { minLength: 1, maxLength: 6 })
    .map((names) => names.join(';'));
  const lines = fc.array(
    fc.tuple(stack, fc.integer({ min: 1, max: 99 })).map(([names, value]) => `${names} ${value}`),
    { minLength: 1, maxLength: 10 },
  );
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const { tree, nodes, from } = wayIn(before, after, 'f');
      const all = [...tree.frame.keys()];
      const isOne = (node: number) => nameOf(tree, node) === 'f';
      const expected = all.map((node) =>
        all.some(
          (one) =>
            isOne(one) && (stackOf(tree, node).includes(one) || stackOf(tree, one).includes(node)),
        ),
      );
      expect(Array.from(nodes, Boolean)).toEqual(expected);
      expect(stackOf(tree, from).some(isOne)).toBe(false);
    }),
  );
});
