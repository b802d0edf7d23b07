import { NO_STACK, type FrameTable } from '../tree/call-tree';
import { packageOf } from './package-of';

/** First elements of the import paths of Go's own packages. */
const GO = new Set(
  (
    'archive arena bufio builtin bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash ' +
    'html image index internal io iter log maps math mime net os path plugin reflect regexp runtime slices sort strconv strings structs ' +
    'sync syscall testing text time unicode unique unsafe vendor weak type'
  ).split(' '),
);
/** Packages that come with a language's own runtime, as a prefix of the name. */
const RUNTIMES =
  /^(java|javax|jdk|sun|com\.sun|kotlin|kotlinx|scala|clojure|std|core|alloc|node|v8|System|Microsoft)(\.|::|:|\/|$)/;
/** Binaries that are the system's. */
const SYSTEM =
  /(^|\/)(lib(c|m|pthread|stdc\+\+|gcc_s|dl|rt)|ld-linux[\w-]*)[.-]|\[kernel|\[vdso|\[vsyscall/;
const HOSTED = /^[\w-]+(\.[\w-]+)+\//;

/**
 * Whether a frame is of the program's own code, not of the runtime, the standard library or somebody's module: an answer that names a function
 * names one that its reader can change. A hosted Go module (`github.com/a/b/…`) is the program's own when it is named as its binary is; where the
 * program is no such module, when no other code is there.
 */
export function ownCodeOf(
  frames: FrameTable,
  packages: readonly string[] = packagesOf(frames),
): (frame: number) => boolean {
  const own = packages.map(
    (name, row) => name !== '' && !isLibrary(name) && !isSystem(frames, row),
  );
  const binaries = new Set(frames.mapping.map((path) => path.slice(path.lastIndexOf('/') + 1)));
  const isHosted = packages.map((name) => HOSTED.test(name));
  const isNamedAsBinary = packages.map(
    (name, row) => isHosted[row]! && name.split('/', 3).some((part) => binaries.has(part)),
  );
  const isAnyNamedAsBinary = isNamedAsBinary.some((is) => is);
  const hasUnhosted = own.some((is, row) => is && !isHosted[row] && packages[row] !== 'main');
  return (row) => {
    if (!own[row]) return false;
    if (!isHosted[row] || isNamedAsBinary[row]) return true;
    return !hasUnhosted && !isAnyNamedAsBinary;
  };
}

/**
 * Paths of the packages that the program's own code is under, each once: `shop` of `shop/cart`, `github.com/a/b` of `github.com/a/b/c`, `com.example`
 * of `com.example.app`. `packages`: of each frame.
 */
export function ownModules(
  frames: FrameTable,
  packages: readonly string[] = packagesOf(frames),
): readonly string[] {
  const isOwn = ownCodeOf(frames, packages);
  const modules = new Set<string>();
  packages.forEach((name, row) => {
    if (isOwn(row)) modules.add(moduleOf(name));
  });
  return [...modules].sort();
}

/** Whether a package is one of the modules, or below it; for any number of both. */
export function withinModules(modules: readonly string[]): (name: string) => boolean {
  const known = new Set(modules);
  const lengths = [...new Set(modules.map(({ length }) => length))];
  const isEnd = (letter: string | undefined) => letter === undefined || './:'.includes(letter);
  return (name) =>
    lengths.some(
      (length) => length <= name.length && isEnd(name[length]) && known.has(name.slice(0, length)),
    );
}

/** The part of a package's path that is one project's. */
export function moduleOf(name: string): string {
  if (HOSTED.test(name)) return name.split('/', 3).join('/');
  return name.includes('/') ? name.split('/', 1)[0]! : name.split('.', 2).join('.');
}

function packagesOf({ functionName }: FrameTable): readonly string[] {
  return functionName.map((name) => (name === NO_STACK ? '' : packageOf(name)));
}

function isLibrary(name: string): boolean {
  const first = name.split('/', 1)[0]!;
  return GO.has(first) || RUNTIMES.test(name);
}

function isSystem({ mapping }: FrameTable, row: number): boolean {
  return SYSTEM.test(mapping[row]!);
}
