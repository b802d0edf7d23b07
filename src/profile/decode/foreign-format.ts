/** What a file of this kind is, and what to do with it. */
type Format = readonly [sign: string | RegExp, what: string, todo: string];

const CONVERT = 'convert it with go tool pprof -proto';
const INFLATE = 'inflate it first';
const NO_DEBUG = 'fetch it again with ?debug=1 or without ?debug';
const FROM_SERVER = 'if it was fetched, look at the address';
const NO_PROFILE = 'it is no profile';
const AS_PPROF = 'export it as pprof';

/** By the first bytes, one character a byte. */
const MAGICS: readonly Format[] = [
  ['PK\x03\x04', 'a zip', 'open it as an archive, or unpack it first'],
  ['\x1f\x8b', 'gzip within gzip', INFLATE],
  ['\x28\xb5\x2f\xfd', 'compressed with zstd', INFLATE],
  ['\x04\x22\x4d\x18', 'compressed with lz4', INFLATE],
  ['\xfd7zXZ\0', 'compressed with xz', INFLATE],
  ['BZh', 'compressed with bzip2', INFLATE],
  ['PERFILE2', 'a recording of Linux perf', 'convert it with perf_to_profile'],
  [
    'FLR\0',
    'a Java Flight Recorder file',
    'convert it with jfrconv FILE.jfr OUT.pb.gz of async-profiler',
  ],
  ['JAVA PROFILE ', 'a Java heap dump', 'it holds no stacks to show'],
  ['\x7fELF', 'a program (ELF)', 'give the profile, not the program'],
  ['MZ', 'a Windows program', 'give the profile, not the program'],
  ['\xcf\xfa\xed\xfe', 'a macOS program (Mach-O)', 'give the profile, not the program'],
  ['Nettrace', 'a .NET trace', 'convert it with dotnet-trace'],
  [/^go 1\.\d+ trace\0/, 'a Go execution trace', 'open it with go tool trace'],
  ['H4sI', 'gzip in base64', 'decode it with base64 -d'],
  ['\x89PNG\r\n', 'a picture (PNG)', NO_PROFILE],
  ['\xff\xd8\xff', 'a picture (JPEG)', NO_PROFILE],
  ['%PDF-', 'a PDF', NO_PROFILE],
  ['SQLite format 3\0', 'a database (SQLite)', NO_PROFILE],
  [/^[^]{257}ustar/, 'a tar archive', 'unpack it first'],
];

/** By how a text begins. */
const TEXTS: readonly Format[] = [
  [/^goroutine \d+ \[/, 'a dump of goroutines (debug=2)', NO_DEBUG],
  [/^--- Execution profile ---/, 'a summary of async-profiler', 'record it with -o collapsed'],
  [/^--- (threadz|Thread) /, 'stacks of threads (threadz)', CONVERT],
  [/^\{\s*"head"/, 'a V8 heap profile (.heapprofile)', AS_PPROF],
  [
    /^heap_v2\//,
    'a heap profile of jemalloc',
    'convert it with jeprof --raw and go tool pprof -proto',
  ],
  [/^(<!doctype html|<html)/i, 'an HTML page', FROM_SERVER],
  [/^<\?xml|^<[a-z]/i, 'XML', FROM_SERVER],
  [
    /"\$schema"\s*:\s*"https:\/\/www\.speedscope/,
    'a speedscope profile',
    'export it as pprof or folded stacks (py-spy record -f raw)',
  ],
  [/^\{[^]*"flamebearer"/, 'a flame graph of Pyroscope', AS_PPROF],
  [/^\{[^]*"traceEvents"|^\[\s*\{[^]*"ph"\s*:/, 'a Chrome trace', AS_PPROF],
  [/^\{[^]*"(meta|libs)"\s*:/, 'a profile of Firefox', AS_PPROF],
  [/^[{[]/, 'JSON', FROM_SERVER],
  [/^# callgrind format|^(version|creator):/, 'a callgrind profile', 'open it with kcachegrind'],
  [
    /^\S{1,64}\s{1,8}\d+(\/\d+)?\s{1,8}(\[\d+\]\s{1,8})?\d+\.\d+:/,
    'the output of perf script',
    'fold it with stackcollapse-perf.pl',
  ],
];

/** As much as tells what a file is. */
const OPENING_BYTES = 4096;
const QUOTED = 80;

/**
 * What a file that cannot be read as a pprof seems to be, and what to do: `a zip; unpack it first`. `undefined` where nothing is known
 * better than the place at which reading it failed.
 */
export function foreignFormat(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'the file is empty; record it again';
  const opening = bytes.subarray(0, OPENING_BYTES);
  const magic = recognise(MAGICS, String.fromCharCode(...opening));
  if (magic) return magic;
  const text = new TextDecoder().decode(opening).replace(/^\uFEFF?\s+/, '');
  if (text === '' || /[\0-\x08\x0e-\x1f\uFFFD]/.test(text)) return undefined;
  return recognise(TEXTS, text) ?? `it seems to be a text, ${quoted(text)}; ${FROM_SERVER}`;
}

function recognise(formats: readonly Format[], opening: string): string | undefined {
  const found = formats.find(([sign]) =>
    typeof sign === 'string' ? opening.startsWith(sign) : sign.test(opening),
  );
  return found && `it seems to be ${found[1]}; ${found[2]}`;
}

function quoted(text: string): string {
  const [line = ''] = text.split(/\r?\n/, 1);
  return `“${line.length > QUOTED ? `${line.slice(0, QUOTED)}…` : line}”`;
}
