/** Label names to values, as in Prometheus. Made with `Object.fromEntries`, because a label may be called `__proto__`. */
export type Labels = Readonly<Record<string, string>>;

/** A missing label is ''. */
export function labelValue(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}

/** Name and value pairs in order of name; a label with value '' is a missing label. */
export function labelEntries(labels: Labels): readonly (readonly [string, string])[] {
  return Object.entries(labels)
    .filter(([, value]) => value !== '')
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** All scrapes of a series share its labels, and each is asked for its key, often. */
const keys = new WeakMap<Labels, string>();

/** One text for equal label sets, another for others: a key of maps and caches. */
export function labelsKey(labels: Labels): string {
  const known = keys.get(labels) ?? JSON.stringify(labelEntries(labels));
  keys.set(labels, known);
  return known;
}

export function sameLabels(a: Labels, b: Labels): boolean {
  return labelsKey(a) === labelsKey(b);
}

/** Each set once, in the order in which they first come. */
export function distinctLabels(sets: readonly Labels[]): readonly Labels[] {
  return [...new Map(sets.map((labels) => [labelsKey(labels), labels])).values()];
}

/** Only the named labels that are there. */
export function pickLabels(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(labelEntries(labels).filter(([name]) => names.includes(name)));
}

/** `a` itself when `b` has all of it, which is nearly always. */
export function commonLabels(a: Labels, b: Labels): Labels {
  const names = Object.keys(a);
  const same = names.filter((name) => labelValue(b, name) === labelValue(a, name));
  if (same.length === names.length) return a;
  return Object.fromEntries(same.map((name) => [name, labelValue(a, name)]));
}
