import type { Level } from '../../selection/topology-levels';

interface LabelChoice {
  readonly label: string;
  /** What it is called on the page: `Unit`. */
  readonly title: string;
}

/**
 * What a timeline can be grouped by: the levels of the topology under their names, outermost first, then all other labels by name. The one
 * that is chosen is among them wherever it is not known. What only tells models of one name apart is none.
 */
export function labelChoices(
  names: readonly string[],
  levels: readonly Level[],
  chosen: string | undefined,
): readonly LabelChoice[] {
  const uniques = new Set(levels.map(({ unique }) => unique));
  const labels = new Set(names.filter((name) => !uniques.has(name)));
  if (chosen !== undefined) labels.add(chosen);
  const placed = levels.filter(({ label }) => labels.delete(label));
  return [
    ...placed.map(({ label, title }) => ({ label, title })),
    ...[...labels].sort().map((label) => ({ label, title: label })),
  ];
}

export function groupTitle(label: string, levels: readonly Level[]): string {
  return levels.find((level) => level.label === label)?.title ?? label;
}
