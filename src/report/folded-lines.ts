import { frameName, type CallTree } from '#profile';

/**
 * Folded stacks, root first: `main;serve 20`; of two columns both values, `main;serve 20 25`, as difffolded.pl and its readers have it. A `;` or a line
 * end in a name becomes a `:` or a blank. In the tree's order; stacks that are 0 on every side are left out.
 */
export function foldedLines(tree: CallTree): string {
  const names = tree.frames.functionName.map((_, row) =>
    frameName(tree.frames, row)
      .replaceAll(';', ':')
      .replace(/[\r\n]/g, ' '),
  );
  const path: string[] = [];
  const lines: string[] = [];
  for (let n = 1; n < tree.frame.length; n++) {
    path.length = tree.depth[n]! - 1;
    path.push(names[tree.frame[n]!]!);
    const values = tree.columns.map(({ self }) => self[n]!);
    if (values.some((value) => value !== 0)) lines.push(`${path.join(';')} ${values.join(' ')}\n`);
  }
  return lines.join('');
}
