import { gzipSync } from 'fflate';
import { NO_STACK, type CallTree } from '../tree/call-tree';
import type { ValueType } from '../decode/sample-type';
import { EncodedTables } from './encoded-tables';
import { ProfileError } from '../profile-error';
import { WireWriter } from './wire-writer';

export interface EncodeOptions {
  /** Default 0. */
  readonly column?: number;
  /** Another column, which is taken from the first: its samples are negative, and marked as `go tool pprof -diff_base` marks them. */
  readonly baseline?: number;
  /** Instead of one column all of them, each with these labels on its samples; a label of '' is left out. */
  readonly labels?: readonly Readonly<Record<string, string>>[];
  readonly sampleType: ValueType;
  readonly periodType?: ValueType;
  /** In `periodType.unit`. */
  readonly period?: number;
  /** Epoch nanoseconds. */
  readonly timeNanos?: bigint;
  readonly durationNanos?: bigint;
  /** Gzip. Default true. */
  readonly compress?: boolean;
}

/**
 * One column as profile.proto (github.com/google/pprof/blob/main/proto/profile.proto), which `go tool pprof` opens; the same tree gives
 * the same bytes. Values are whole numbers there: fractions, such as the means of gauges, are rounded, each stack on its own. Stacks that
 * are (or round to) 0 are left out. `NO_STACK` becomes a sample without locations. Inlined frames share a location with their caller; one
 * at the root or in another binary than its caller counts as called. Lone surrogates become U+FFFD.
 * `decodePprof` gives the tree back, but for nodes that are all 0. Throws `ProfileError` for a value of more than 64 bits, and for stacks of more
 * than 67,108,864 frames together: each is written whole, so that a tree of one line of nodes grows with the square of its depth.
 */
export function encodePprof(tree: CallTree, options: EncodeOptions): Uint8Array {
  const tables = new EncodedTables(tree.frames);
  const out = new WireWriter();
  out.message(1, tables.valueType(options.sampleType));
  const { labels: byColumn } = options;
  if (!byColumn) writeSamples(out, tables, tree, { column: options.column ?? 0, sign: 1 });
  byColumn?.forEach((labels, column) =>
    writeSamples(out, tables, tree, { column, sign: 1, labels }),
  );
  if (options.baseline !== undefined)
    writeSamples(out, tables, tree, { column: options.baseline, sign: -1 });
  writeFacts(out, tables, options);
  tables.write(out);
  return options.compress === false ? out.finish().slice() : gzipSync(out.finish(), { mtime: 0 });
}

const MOST_FRAMES = 2 ** 26;

function writeSamples(
  out: WireWriter,
  tables: EncodedTables,
  tree: CallTree,
  {
    column: k,
    sign,
    labels = {},
  }: {
    readonly column: number;
    readonly sign: 1 | -1;
    readonly labels?: Readonly<Record<string, string>>;
  },
): void {
  const column = tree.columns[k];
  if (!column) throw new RangeError(`no column ${k} among ${tree.columns.length}`);
  /** Rows of the path to node n. */
  const path: number[] = [];
  let frames = 0;
  for (let n = 0; n < tree.frame.length; n++) {
    path.length = Math.max(0, tree.depth[n]! - 1);
    if (n > 0) path.push(tree.frame[n]!);
    const value = sign * Math.round(column.self[n]!);
    if (value === 0) continue;
    if (!(Math.abs(value) < 2 ** 63))
      throw new ProfileError(`node[${n}]`, `${value} is not within 64 bits`);
    frames += path.length;
    if (frames > MOST_FRAMES)
      throw new ProfileError('sample', `stacks of more than ${MOST_FRAMES} frames together`);
    const locations = isNoStack(tree, path) ? [] : tables.locations(path);
    const sample = new WireWriter().ints(1, locations).ints(2, [value]);
    if (sign < 0) sample.message(3, labelOf(tables, 'pprof::base', 'true'));
    for (const [name, value] of Object.entries(labels))
      if (value !== '') sample.message(3, labelOf(tables, name, value));
    out.message(2, sample);
  }
}

/** By `pprof::base` pprof tells the baseline's samples, whose sum its percentages are of. */
function labelOf(tables: EncodedTables, name: string, value: string): WireWriter {
  return new WireWriter().int(1, tables.text(name)).int(2, tables.text(value));
}

/** Only the frame that `decodePprof` makes: a function of that name in a file is a function. */
function isNoStack({ frames }: CallTree, path: readonly number[]): boolean {
  const row = path[0];
  if (row === undefined) return true;
  return (
    path.length === 1 &&
    frames.functionName[row] === NO_STACK &&
    frames.fileName[row] === '' &&
    frames.mapping[row] === ''
  );
}

function writeFacts(out: WireWriter, tables: EncodedTables, options: EncodeOptions): void {
  const { timeNanos = 0n, durationNanos = 0n, period = 0, periodType } = options;
  if (timeNanos !== 0n) out.int(9, timeNanos);
  if (durationNanos !== 0n) out.int(10, durationNanos);
  if (periodType) out.message(11, tables.valueType(periodType));
  if (period !== 0) out.int(12, period);
  out.int(14, tables.text(options.sampleType.type));
}
