import { NO_STACK, TRIMMED, type FrameTable } from './call-tree';
import { compareButBuildId, compareIdentities } from './compare-frames';

/** One row of a FrameTable. */
export interface Frame {
  readonly functionName: string;
  readonly systemName: string;
  readonly fileName: string;
  readonly line: number;
  readonly inlined: number;
  readonly mapping: string;
  readonly buildId: string;
  readonly address: bigint;
}

const UNKNOWN: Frame = {
  functionName: '',
  systemName: '',
  fileName: '',
  line: 0,
  inlined: 0,
  mapping: '',
  buildId: '',
  address: 0n,
};

export const NO_STACK_FRAME: Frame = { ...UNKNOWN, functionName: NO_STACK };
export const TRIMMED_FRAME: Frame = { ...UNKNOWN, functionName: TRIMMED };

/** A frame of which only some facts are known. */
export function frameOf(known: Partial<Frame>): Frame {
  return { ...UNKNOWN, ...known };
}

/**
 * Collects distinct frames. Frames with one key are one row: by default a symbolised frame's key is function, mangled name, file and
 * mapping, an unsymbolised one's address and build id, or mapping where there is none: one build is one binary, wherever it lies.
 * Whatever the order of arrival, the row keeps the greatest of its frames by `compareFrames`, the smallest known line and the greatest
 * build id among equals, and says of all whether they are inlined.
 */
export class FrameTableBuilder {
  readonly #rows: Frame[] = [];
  readonly #rowOfKey = new Map<string, number>();

  /** The frame's number in order of arrival. */
  add(frame: Frame, key = identityKey(frame)): number {
    const known = this.#rowOfKey.get(key);
    if (known !== undefined) {
      this.#rows[known] = mergeFrames(this.#rows[known]!, frame);
      return known;
    }
    this.#rowOfKey.set(key, this.#rows.length);
    return this.#rows.push(frame) - 1;
  }

  /** The table in the order of `compareFrames`, and for each number of arrival its row. */
  build(): { frames: FrameTable; rowOf: Int32Array } {
    const order = this.#rows.map((_, number) => number);
    order.sort((a, b) => compareIdentities(this.#rows[a]!, this.#rows[b]!));
    const rowOf = new Int32Array(order.length);
    order.forEach((number, row) => (rowOf[number] = row));
    return { frames: tableOf(order.map((number) => this.#rows[number]!)), rowOf };
  }
}

/** Two different frames never have one key, whatever characters their texts hold: lengths go before them. Made for every location. */
function identityKey(frame: Frame): string {
  const { functionName, systemName, fileName, mapping, address, buildId } = frame;
  if (functionName !== '')
    return `f${functionName.length}:${systemName.length}:${fileName.length}:${functionName}${systemName}${fileName}${mapping}`;
  return buildId === '' ? `m${address}:${mapping}` : `b${address}:${buildId}`;
}

function mergeFrames(a: Frame, b: Frame): Frame {
  const inlined = a.inlined === b.inlined ? a.inlined : 2;
  const order = compareButBuildId(a, b);
  if (order !== 0) return { ...(order > 0 ? a : b), inlined };
  const line = knownLine(a.line, b.line);
  const buildId = a.buildId > b.buildId ? a.buildId : b.buildId;
  const same = a.inlined === inlined && a.line === line && a.buildId === buildId;
  return same ? a : { ...a, inlined, line, buildId };
}

function knownLine(a: number, b: number): number {
  return a !== 0 && b !== 0 ? Math.min(a, b) : a + b;
}

function tableOf(rows: readonly Frame[]): FrameTable {
  const table = emptyTable(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const frame = rows[row]!;
    table.functionName[row] = frame.functionName;
    table.systemName[row] = frame.systemName;
    table.fileName[row] = frame.fileName;
    table.line[row] = frame.line;
    table.inlined[row] = frame.inlined;
    table.mapping[row] = frame.mapping;
    table.buildId[row] = frame.buildId;
    table.address[row] = frame.address;
  }
  return table;
}

/** One loop fills all columns: a `map` for each takes several times as long, and tables are made for every profile. */
function emptyTable(length: number) {
  const texts = () => new Array<string>(length).fill('');
  return {
    functionName: texts(),
    systemName: texts(),
    fileName: texts(),
    line: new Int32Array(length),
    inlined: new Uint8Array(length),
    mapping: texts(),
    buildId: texts(),
    address: new BigUint64Array(length),
  };
}

export function frameAt(frames: FrameTable, row: number): Frame {
  return {
    functionName: frames.functionName[row]!,
    systemName: frames.systemName[row]!,
    fileName: frames.fileName[row]!,
    line: frames.line[row]!,
    inlined: frames.inlined[row]!,
    mapping: frames.mapping[row]!,
    buildId: frames.buildId[row]!,
    address: frames.address[row]!,
  };
}

/** The table of the given rows, in their order. */
export function pickRows(frames: FrameTable, rows: Int32Array): FrameTable {
  const table = emptyTable(rows.length);
  for (let to = 0; to < rows.length; to++) {
    const row = rows[to]!;
    table.functionName[to] = frames.functionName[row]!;
    table.systemName[to] = frames.systemName[row]!;
    table.fileName[to] = frames.fileName[row]!;
    table.line[to] = frames.line[row]!;
    table.inlined[to] = frames.inlined[row]!;
    table.mapping[to] = frames.mapping[row]!;
    table.buildId[to] = frames.buildId[row]!;
    table.address[to] = frames.address[row]!;
  }
  return table;
}

/** The table with one frame more: for each row of the table its new row, and the row of the frame. */
export function withFrame(
  table: FrameTable,
  frame: Frame,
): { frames: FrameTable; row: Int32Array; extra: number } {
  const builder = new FrameTableBuilder();
  const numbers = table.functionName.map((_, row) => builder.add(frameAt(table, row)));
  const number = builder.add(frame);
  const { frames, rowOf } = builder.build();
  return {
    frames,
    row: Int32Array.from(numbers, (each) => rowOf[each]!),
    extra: rowOf[number]!,
  };
}
