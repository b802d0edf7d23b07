import { compileAt } from '../compile-at';

/**
 * What `drop_frames` and `keep_frames` say of a function, as pprof has it: both match the whole name without its arguments, a
 * dropped function takes everything that it called with it, a kept one is not dropped. `undefined` when nothing is dropped.
 * One that is no regular expression throws `ProfileError`.
 */
export function dropRule(drop: string, keep: string): ((name: string) => boolean) | undefined {
  if (drop === '') return undefined;
  const dropped = compileAt('drop_frames', drop, { whole: true });
  const kept = keep === '' ? undefined : compileAt('keep_frames', keep, { whole: true });
  return (name) => {
    const simple = withoutArguments(name);
    return dropped(simple) && !kept?.(simple);
  };
}

/** `std::sort(int*)` is `std::sort`; the brackets of `(anonymous namespace)` and `operator()` are no arguments. */
function withoutArguments(name: string): string {
  const plain = name.startsWith('.') ? name.slice(1) : name;
  for (const match of plain.matchAll(/\(anonymous namespace\)|operator\(\)|\(/g)) {
    if (match[0] === '(') return plain.slice(0, match.index);
  }
  return plain;
}
