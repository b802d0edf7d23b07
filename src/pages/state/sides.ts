/** The two sides of a comparison, in the order of the tree's columns. */
export const SIDES = ['baseline', 'comparison'] as const;
export type SideName = (typeof SIDES)[number];

export const SIDE_TITLE: Record<SideName, string> = {
  baseline: 'Baseline',
  comparison: 'Comparison',
};
