import { NO_STACK, TRIMMED, type CallTree } from '#profile';

export interface ColumnShares {
  /** What of the column's self is in frames with a function's name, of all that has a stack; absent where nothing has one. */
  readonly symbolised?: number;
  /** What of it was cut off by whoever made the profile, or stands in a frame for that. */
  readonly trimmed?: number;
}

/** How far the functions of each column are known, 0 to 1. */
export function columnShares({ frames, frame, columns }: CallTree): readonly ColumnShares[] {
  const names = frames.functionName;
  return columns.map(({ self }) => {
    let [named, trimmed, all] = [0, 0, 0];
    self.forEach((value, node) => {
      const row = frame[node]!;
      if (row < 0 || names[row] === NO_STACK) return;
      all += Math.abs(value);
      if (names[row] !== '') named += Math.abs(value);
      if (names[row] === TRIMMED) trimmed += Math.abs(value);
    });
    return all === 0 ? {} : { symbolised: named / all, trimmed: trimmed / all };
  });
}
