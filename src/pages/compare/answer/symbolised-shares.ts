import { NO_STACK, type CallTree } from '#profile';

/** What of each column's self is in frames with a function's name, of all that has a stack; undefined where nothing has one. */
export function symbolisedShares({
  frames,
  frame,
  columns,
}: CallTree): readonly (number | undefined)[] {
  const names = frames.functionName;
  return columns.map(({ self }) => {
    let [named, all] = [0, 0];
    self.forEach((value, node) => {
      const row = frame[node]!;
      if (row < 0 || names[row] === NO_STACK) return;
      all += Math.abs(value);
      if (names[row] !== '') named += Math.abs(value);
    });
    return all === 0 ? undefined : named / all;
  });
}
