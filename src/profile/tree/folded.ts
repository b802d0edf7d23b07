import { NO_STACK, type CallTree } from './call-tree';
import { CallTreeBuilder } from './call-tree-builder';
import { frameName } from '../names/frame-name';
import { frameOf, FrameTableBuilder } from './frame-table';

/**
 * A tree with one column, drawn as folded stacks, root first: `main;serve;encode 20`. A line with a number alone has no stack. For tests
 * and contracts: a name with a `;` cannot be written. Throws RangeError for a line without a number.
 */
export function treeFromFolded(lines: readonly string[]): CallTree {
  const table = new FrameTableBuilder();
  const stacks = lines.map((line) => {
    const { names, value } = parseLine(line);
    return { value, numbers: names.map((name) => table.add(frameOf({ functionName: name }))) };
  });
  const { frames, rowOf } = table.build();
  const builder = new CallTreeBuilder(frames, 1);
  for (const { numbers, value } of stacks)
    builder.addStack(
      numbers.map((number) => rowOf[number]!),
      [value],
    );
  return builder.build();
}

function parseLine(line: string): { names: string[]; value: number } {
  const cut = line.lastIndexOf(' ');
  const text = line.slice(cut + 1);
  const value = Number(text);
  if (text === '' || Number.isNaN(value)) throw new RangeError(`no value at the end of "${line}"`);
  return { names: cut <= 0 ? [NO_STACK] : line.slice(0, cut).split(';'), value };
}

/** The stacks that have a self in the column, as `treeFromFolded` reads them, in code unit order. */
export function foldTree(tree: CallTree, column = 0): string[] {
  const { self } = tree.columns[column]!;
  const names = tree.frames.functionName.map((_, row) => frameName(tree.frames, row));
  const path: string[] = [];
  const lines: string[] = [];
  for (let n = 1; n < self.length; n++) {
    const depth = tree.depth[n]!;
    path.length = depth - 1;
    path.push(names[tree.frame[n]!]!);
    if (self[n] !== 0) lines.push(`${path.join(';')} ${self[n]}`);
  }
  return lines.sort();
}

/**
 * The tree as lines to compare with a drawing, with the totals of every column.
 *
 *     root (100)
 *     ├─ B (70)
 *     │  └─ C (20)
 *     └─ D (30)
 */
export function printTree(tree: CallTree): string[] {
  const names = tree.frames.functionName.map((_, row) => frameName(tree.frames, row));
  /** For each depth, what is drawn below a node there: a rail while siblings follow. */
  const rails: string[] = [];
  return Array.from(tree.frame, (row, n) => {
    const totals = tree.columns.map((column) => column.total[n]).join(' │ ');
    if (n === 0) return `root (${totals})`;
    const depth = tree.depth[n]!;
    const isLast = tree.depth[tree.end[n]!] !== depth;
    const indent = rails.slice(1, depth).join('');
    rails[depth] = isLast ? '   ' : '│  ';
    return `${indent}${isLast ? '└─ ' : '├─ '}${names[row]} (${totals})`;
  });
}
