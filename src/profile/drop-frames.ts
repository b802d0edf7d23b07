import { ProfileError } from './profile-error';

/**
 * What `drop_frames` and `keep_frames` say of a function, as pprof has it: both match the whole name without its arguments, a
 * dropped function takes everything that it called with it, a kept one is not dropped. `undefined` when nothing is dropped.
 * They are Go regular expressions; one that JavaScript cannot read throws `ProfileError`.
 */
export function dropRule(drop: string, keep: string): ((name: string) => boolean) | undefined {
  if (drop === '') return undefined;
  const dropped = compile(drop, 'drop_frames');
  const kept = keep === '' ? undefined : compile(keep, 'keep_frames');
  return (name) => {
    const simple = withoutArguments(name);
    return dropped.test(simple) && !kept?.test(simple);
  };
}

function compile(pattern: string, path: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch (error) {
    throw new ProfileError(path, error instanceof Error ? error.message : String(error));
  }
}

/** `std::sort(int*)` is `std::sort`; the brackets of `(anonymous namespace)` and `operator()` are no arguments. */
function withoutArguments(name: string): string {
  const plain = name.startsWith('.') ? name.slice(1) : name;
  for (const match of plain.matchAll(/\(anonymous namespace\)|operator\(\)|\(/g)) {
    if (match[0] === '(') return plain.slice(0, match.index);
  }
  return plain;
}
