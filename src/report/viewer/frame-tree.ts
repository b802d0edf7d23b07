import type { FlameGraphData } from 'd3-flame-graph';
import type { ViewerData } from '../html/viewer-data';

/** A frame as the library takes it, with all that is said of it. The library writes to it. */
export interface ShownFrame extends FlameGraphData {
  readonly slot: number;
  readonly mark: string;
  readonly totals: readonly number[];
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly children: ShownFrame[];
}

/** The frames as a tree; they come callers first. */
export function frameTree({ frames, texts }: ViewerData): ShownFrame {
  const open: ShownFrame[] = [];
  for (const [level, name, slot, mark, value, totals, facts] of frames) {
    const pairs = facts.flatMap((label, i) =>
      i % 2 === 0 ? [[texts[label]!, texts[facts[i + 1]!]!] as const] : [],
    );
    const frame = { name: texts[name]!, slot, mark, value, totals, facts: pairs, children: [] };
    open[level - 1]?.children.push(frame);
    open[level] = frame;
  }
  return open[0]!;
}
