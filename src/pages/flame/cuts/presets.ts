import { escapeRegex } from '#pattern';
import type { FilterState } from '../../state/view/view-state';

/** A filter that many readers of a runtime's profiles set, under a name. */
export interface Preset {
  readonly runtime: string;
  readonly title: string;
  readonly filter: FilterState;
}

const preset = (
  runtime: string,
  title: string,
  kind: FilterState['kind'],
  field: FilterState['field'],
  pattern: string,
): Preset => ({ runtime, title, filter: { kind, field, pattern, regex: true } });

/** In the order that they are offered in. What is hidden costs its callers the same; what is left out is counted as taken. */
export const PRESETS: readonly Preset[] = [
  preset(
    ...(['Go', 'without Go’s scheduler', 'dropStack', 'function'] as const),
    '^runtime\\.(mcall|mstart[01]?|schedule|park_m|gosched_m|goexit0|sysmon)$',
  ),
  preset(
    ...(['Go', 'without Go’s garbage collection', 'dropStack', 'function'] as const),
    '^runtime\\.(gcBgMarkWorker|gcDrain\\w*|gcAssistAlloc\\d?|gcStart|GC|bgsweep|bgscavenge|forcegchelper)$',
  ),
  preset('Go', 'Go’s runtime hidden', 'hideFrame', 'package', '^(runtime|internal/runtime)(/|$)'),
  preset(
    ...(['JavaScript', 'without idle and garbage collection', 'dropStack', 'function'] as const),
    '^\\((idle|program|garbage collector)\\)$',
  ),
  preset('JavaScript', 'Node’s own code hidden', 'hideFrame', 'file', '^node:'),
  preset(
    ...(['JVM', 'without compiler and collector threads', 'dropStack', 'function'] as const),
    // By what these threads begin with: what a program waits for in the collector is its own.
    '^(CompileBroker::|WorkerThread::run|(Abstract)?GangWorker::run|GangWorker::loop|VMThread::run|ConcurrentGCThread::run|\\w+Thread::run_service)',
  ),
  preset(
    'JVM',
    'the JDK hidden',
    'hideFrame',
    'package',
    '^(java|javax|jdk|sun|com[./]sun)([./]|$)',
  ),
  // Its maps are the crate hashbrown.
  preset(
    ...(['Rust', 'Rust’s standard library hidden', 'hideFrame', 'package'] as const),
    '^(std|core|alloc|hashbrown|__rustc)$',
  ),
  preset(
    'Rust',
    'the async runtime hidden',
    'hideFrame',
    'package',
    '^(tokio|futures\\w*|async_std|mio)$',
  ),
  // By its binary: half of its functions have names of their own. Parca's agent says of Python's own that they are in `python`.
  preset(
    ...(['Python', 'the interpreter hidden', 'hideFrame', 'binary'] as const),
    '(^|/)(libpython[\\d.]+\\w*\\.so[\\d.]*|python\\d[\\d.]*)$',
  ),
  preset('Python', 'Python’s C API hidden', 'hideFrame', 'function', '^_?Py[A-Z_]\\w*$'),
  preset('Linux', 'without the kernel', 'hideFrame', 'binary', '^\\[kernel'),
];

const OWN_TITLE = 'only the application’s packages';
const OWN_END = ')([./:]|$)';

/** Frames of these modules alone; undefined where none is known. */
export function ownPreset(modules: readonly string[]): Preset | undefined {
  if (modules.length === 0) return undefined;
  const paths = modules.map(escapeRegex).join('|');
  return preset('This program', OWN_TITLE, 'keepFrame', 'package', `^(${paths}${OWN_END}`);
}

/** The preset that a filter is. */
export function presetOf(filter: FilterState): Preset | undefined {
  const { kind, field, pattern, regex } = filter;
  if (!regex) return undefined;
  if (kind === 'keepFrame' && field === 'package' && pattern.endsWith(OWN_END))
    return { runtime: 'This program', title: OWN_TITLE, filter };
  return PRESETS.find(
    (one) =>
      one.filter.kind === kind && one.filter.field === field && one.filter.pattern === pattern,
  );
}
