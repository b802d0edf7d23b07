import type { FrameTable } from '../tree/call-tree';
import { dropRule } from './drop-frames';
import {
  type Frame,
  frameOf,
  FrameTableBuilder,
  NO_STACK_FRAME,
  TRIMMED_FRAME,
} from '../tree/frame-table';
import {
  type FunctionMessage,
  type Id,
  type LocationMessage,
  type MappingMessage,
  type PprofMessage,
  textAt,
} from './pprof-message';
import { ProfileError } from '../profile-error';

const MAX_LINE = 2 ** 31 - 1;

/** What becomes of a stack at a location that `drop_frames` matches. */
export const KEEP = 0;
/** The location and everything that it called is dropped. */
export const DROP_HERE = 1;
/** Its outer, unmatched frames stay; everything that it called is dropped. */
export const DROP_BENEATH = 2;

/** Each location of a profile as rows of `frames`, root first: `rows.subarray(start[l], start[l + 1])`. */
export interface LocationTable {
  readonly frames: FrameTable;
  readonly rows: Int32Array;
  readonly start: Int32Array;
  readonly rule: Uint8Array;
  /** Row of the frame for samples without a stack. */
  readonly noStack: number;
  /** Row of the frame for what the samples leave out. */
  readonly trimmed: number;
  readonly indexOf: (id: Id) => number | undefined;
}

/** Throws `ProfileError` for every reference that leads nowhere and every id that comes twice. */
export function readLocations(message: PprofMessage): LocationTable {
  const functions = message.functions.map((f, i) => readFunction(message, f, i));
  const functionOf = idTable(message.functions, 'function');
  const { binaries, binaryOf } = readMappings(message);
  const isDropped = dropRule(
    textAt(message, message.dropFrames, 'profile.drop_frames'),
    textAt(message, message.keepFrames, 'profile.keep_frames'),
  );
  const frames = new LocationFrames(functions, binaries);
  const start = new Int32Array(message.locations.length + 1);
  const rule = new Uint8Array(message.locations.length);
  message.locations.forEach((location, l) => {
    const lines = location.lines.map((id, i) => {
      const f = functionOf(id);
      if (f !== undefined) return f;
      throw new ProfileError(`location[${l}].line[${i}].function`, `no function ${id}`);
    });
    const dropAt = isDropped ? outermost(lines, functions, isDropped) : -1;
    if (dropAt >= 0) rule[l] = dropAt === lines.length - 1 ? DROP_HERE : DROP_BENEATH;
    const innermost = rule[l] === DROP_BENEATH ? dropAt + 1 : 0;
    const binary = binaryOf(location, l);
    const address = addressInFile(location.address, binaries[binary]!);
    frames.add(lines, { innermost, binary, address });
    start[l + 1] = frames.length;
  });
  return { ...frames.build(), start, rule, indexOf: idTable(message.locations, 'location') };
}

interface Binary extends Pick<Frame, 'mapping' | 'buildId'> {
  readonly loaded?: MappingMessage;
}
type FunctionOfProfile = Pick<Frame, 'functionName' | 'systemName' | 'fileName' | 'line'>;

/** The frames of one location after the other, each root first. */
class LocationFrames {
  readonly #table = new FrameTableBuilder();
  readonly #numbers: number[] = [];
  /** Each function of a binary is looked up once: locations are many more than functions. */
  readonly #known = new Map<number, number>();

  constructor(
    private readonly functions: readonly FunctionOfProfile[],
    private readonly binaries: readonly Binary[],
  ) {}

  get length(): number {
    return this.#numbers.length;
  }

  /** `lines` are indexes of functions, the innermost call first; those before `innermost` are left out. */
  add(lines: readonly number[], at: { innermost: number; binary: number; address: bigint }): void {
    if (lines.length === 0) this.#numbers.push(this.#addAddress(at, 0));
    for (let i = lines.length - 1; i >= at.innermost; i--) {
      const inlined = i < lines.length - 1 ? 1 : 0;
      const f = this.functions[lines[i]!]!;
      // A function without any name is as good as none: the address says more.
      if (f.functionName === '') this.#numbers.push(this.#addAddress(at, inlined));
      else this.#numbers.push(this.#addFunction(lines[i]!, at.binary, inlined));
    }
  }

  build(): Pick<LocationTable, 'frames' | 'rows' | 'noStack' | 'trimmed'> {
    const noStack = this.#table.add(NO_STACK_FRAME);
    const trimmed = this.#table.add(TRIMMED_FRAME);
    const { frames, rowOf } = this.#table.build();
    const rows = Int32Array.from(this.#numbers, (number) => rowOf[number]!);
    return { frames, rows, noStack: rowOf[noStack]!, trimmed: rowOf[trimmed]! };
  }

  #addAddress({ binary, address }: { binary: number; address: bigint }, inlined: number): number {
    const { mapping, buildId } = this.binaries[binary]!;
    return this.#table.add(frameOf({ mapping, buildId, address, inlined }));
  }

  #addFunction(f: number, binary: number, inlined: number): number {
    const key = (f * this.binaries.length + binary) * 2 + inlined;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { functionName, systemName, fileName, line } = this.functions[f]!;
    const { mapping, buildId } = this.binaries[binary]!;
    const address = 0n;
    const frame = { functionName, systemName, fileName, line, inlined, mapping, buildId, address };
    const number = this.#table.add(frame);
    this.#known.set(key, number);
    return number;
  }
}

/** Index of the outermost line whose function is to be dropped, or -1. */
function outermost(
  lines: readonly number[],
  functions: readonly FunctionOfProfile[],
  isDropped: (name: string) => boolean,
): number {
  return lines.findLastIndex((f) => {
    const { functionName } = functions[f]!;
    return functionName !== '' && isDropped(functionName);
  });
}

function readFunction(message: PprofMessage, f: FunctionMessage, i: number): FunctionOfProfile {
  const name = textAt(message, f.name, `function[${i}].name`);
  const systemName = textAt(message, f.systemName, `function[${i}].system_name`);
  return {
    functionName: name || systemName,
    systemName: name === '' || name === systemName ? '' : systemName,
    fileName: textAt(message, f.fileName, `function[${i}].filename`),
    line: f.startLine <= MAX_LINE ? f.startLine : 0,
  };
}

/** The binaries of the profile after the unknown one, and the index of the one that a location is in. */
function readMappings(message: PprofMessage) {
  const binaries: Binary[] = message.mappings.map((mapping, i) => ({
    mapping: textAt(message, mapping.fileName, `mapping[${i}].filename`),
    buildId: textAt(message, mapping.buildId, `mapping[${i}].build_id`),
    loaded: mapping,
  }));
  const indexOf = idTable(message.mappings, 'mapping');
  const binaryOf = ({ mapping }: LocationMessage, l: number): number => {
    if (mapping === 0) return 0;
    const index = indexOf(mapping);
    if (index !== undefined) return index + 1;
    throw new ProfileError(`location[${l}].mapping`, `no mapping ${mapping}`);
  };
  return { binaries: [{ mapping: '', buildId: '' }, ...binaries], binaryOf };
}

/**
 * Where the address is in the binary's file: each run loads it elsewhere, and the same code must be the same frame. pprof lines up
 * addresses by the distance from their mapping's start. An address outside its mapping is none of memory (Parca has put those of some
 * producers into the file already) and stays as it is.
 */
function addressInFile(address: bigint, { loaded }: Binary): bigint {
  if (!loaded || address < loaded.start || address >= loaded.limit) return address;
  return BigInt.asUintN(64, address - loaded.start + loaded.offset);
}

/** From ids to indexes. Most writers count from 1, which an array answers faster than a map. */
function idTable(
  items: readonly { readonly id: Id }[],
  what: string,
): (id: Id) => number | undefined {
  const small = new Int32Array(items.length * 2 + 2);
  const large = new Map<Id, number>();
  const indexOf = (id: Id) => {
    const found = typeof id === 'number' && id < small.length ? small[id]! - 1 : -1;
    return found >= 0 ? found : large.get(id);
  };
  items.forEach(({ id }, i) => {
    if (id === 0) throw new ProfileError(`${what}[${i}].id`, '0 is reserved');
    if (indexOf(id) !== undefined)
      throw new ProfileError(`${what}[${i}].id`, `${id} is also that of ${what}[${indexOf(id)}]`);
    if (typeof id === 'number' && id < small.length) small[id] = i + 1;
    else large.set(id, i);
  });
  return indexOf;
}
