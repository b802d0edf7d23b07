import { CANONICAL_LABELS, type CanonicalLabel, type TargetAliases } from './aliases';

/** Aliases as a person writes them down, in a file or a form. */
export interface GivenAliases {
  /** Canonical label to the names that it has here. */
  readonly labels?: Readonly<Partial<Record<CanonicalLabel, readonly string[]>>> | undefined;
  /** Profiled application to the application that has its metrics. */
  readonly applications?: Readonly<Record<string, string>> | undefined;
}

/**
 * Both: a label is read from the given names before those that `base` knows, and a given application wins. One that is given as
 * itself has its own metrics.
 */
export function mergeAliases(base: TargetAliases, given: GivenAliases): TargetAliases {
  const labels = CANONICAL_LABELS.flatMap((label) => {
    const names = new Set([...(given.labels?.[label] ?? []), ...(base.labels[label] ?? [])]);
    names.delete(label);
    return names.size === 0 ? [] : [[label, [...names]] as const];
  });
  const applications = new Map([...base.applications, ...Object.entries(given.applications ?? {})]);
  for (const [profiled, measured] of applications)
    if (profiled === measured) applications.delete(profiled);
  return { labels: Object.fromEntries(labels), applications };
}
