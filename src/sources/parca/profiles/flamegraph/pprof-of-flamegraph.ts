import {
  CallTreeBuilder,
  encodePprof,
  frameOf,
  FrameTableBuilder,
  ProfileError,
  TRIMMED,
  type CallTree,
} from '#profile';
import { SourceError } from '../../../source-error';
import { malformedAt } from '../../protocol/parca-client';
import type { MergedFlamegraph } from '../merge';
import { readRecord, type FlamegraphRows } from './read-record';

const PATH = 'Query.flamegraphArrow';

interface FlamegraphPprof {
  /** Not packed. Under each function whose callees are not all there a frame `TRIMMED` has what these have. */
  readonly pprof: Uint8Array;
  /** What was left out of the functions that nothing calls. */
  readonly atRoot: number;
}

/**
 * The tree of a flame graph as pprof, so that whoever reads profiles reads this too. A row's cumulative value counts all callees, those that were left
 * out too; what is left of it beside its flat value and the callees that are there is theirs. The root is an exception: it counts only what is
 * there, so what was left out of it is the rest of `trimmed`. Throws SourceError of kind malformed where the values contradict each other.
 */
export function pprofOfFlamegraph(answer: MergedFlamegraph): FlamegraphPprof {
  const { record, unit, trimmed } = answer;
  try {
    const rows = readRecord(record);
    const left = leftOut(rows);
    const inner = left.reduce((sum, value) => sum + value, 0);
    const atRoot = Number(trimmed) - inner;
    if (atRoot < 0 && isExact(Number(trimmed)))
      throw malformedAt(`${PATH}.trimmed`, `expected ${inner} or more, got ${trimmed}`);
    const sampleType = { type: '', unit };
    const pprof = encodePprof(treeOf(rows, left), { sampleType, compress: false });
    return { pprof, atRoot: Math.max(0, atRoot) };
  } catch (error) {
    if (error instanceof SourceError || error instanceof ProfileError) throw error;
    throw malformedAt(PATH, error instanceof Error ? error.message : String(error));
  }
}

const isExact = (value: number) => value <= Number.MAX_SAFE_INTEGER;

/** For each row but the root, where it is 0, what its callees have that are not there. */
function leftOut(rows: FlamegraphRows): Float64Array {
  const left = new Float64Array(rows.length);
  for (let row = 1; row < rows.length; row++) {
    const cumulative = rows.cumulative(row);
    left[row]! += cumulative - rows.flat(row);
    const caller = rows.parent(row);
    if (caller > 0) left[caller]! -= cumulative;
  }
  for (let row = 1; row < rows.length; row++) {
    if (left[row]! >= 0) continue;
    if (isExact(rows.cumulative(row)))
      throw malformedAt(`${PATH}.record.cumulative[${row}]`, `${-left[row]!} less than its parts`);
    left[row] = 0;
  }
  return left;
}

function treeOf(rows: FlamegraphRows, left: Float64Array): CallTree {
  const table = new FrameTableBuilder();
  const trimmed = table.add(frameOf({ functionName: TRIMMED }));
  const builder = new CallTreeBuilder(table.build().frames, 1);
  const nodes = new Int32Array(rows.length);
  for (let row = 1; row < rows.length; row++) {
    const node = builder.child(nodes[rows.parent(row)]!, addFrame(table, rows, row));
    nodes[row] = node;
    builder.add(node, 0, rows.flat(row));
    if (left[row]! > 0) builder.add(builder.child(node, trimmed), 0, left[row]!);
  }
  const { frames, rowOf } = table.build();
  return builder.buildWith(frames, rowOf);
}

/** As the same frame comes from pprof. */
function addFrame(table: FrameTableBuilder, rows: FlamegraphRows, row: number): number {
  const systemName = rows.systemName(row);
  const functionName = rows.functionName(row) || systemName;
  const inlined = rows.inlined(row);
  const where = {
    inlined: inlined === null ? 2 : Number(inlined),
    mapping: rows.mapping(row),
    buildId: rows.buildId(row),
  };
  if (functionName === '') return table.add(frameOf({ ...where, address: rows.address(row) }));
  return table.add(
    frameOf({
      ...{ ...where, functionName },
      systemName: systemName === functionName ? '' : systemName,
      fileName: rows.fileName(row),
      line: rows.startLine(row),
    }),
  );
}
