import type { FrameTable } from './call-tree';
import { dropRule } from './drop-frames';
import { type Frame, frameOf, FrameTableBuilder, NO_STACK_FRAME } from './frame-table';
import {
  type FunctionMessage,
  type Id,
  type LocationMessage,
  type PprofMessage,
  textAt,
} from './pprof-message';
import { ProfileError } from './profile-error';

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
  readonly indexOf: (id: Id) => number | undefined;
}

/** Throws `ProfileError` for every reference that leads nowhere and every id that comes twice. */
export function readLocations(message: PprofMessage): LocationTable {
  const functions = message.functions.map((f, i) => readFunction(message, f, i));
  const functionOf = idTable(message.functions, 'function');
  const binaryOf = readMappings(message);
  const isDropped = dropRule(
    textAt(message, message.dropFrames, 'profile.drop_frames'),
    textAt(message, message.keepFrames, 'profile.keep_frames'),
  );
  const builder = new FrameTableBuilder();
  const numbers: number[] = [];
  const start = new Int32Array(message.locations.length + 1);
  const rule = new Uint8Array(message.locations.length);
  message.locations.forEach((location, l) => {
    const binary = binaryOf(location, l);
    const names = location.lines.map((id, i) => {
      const f = functionOf(id);
      if (f === undefined)
        throw new ProfileError(`location[${l}].line[${i}].function`, `no function ${id}`);
      return functions[f]!;
    });
    const dropAt = isDropped ? outermost(names, isDropped) : -1;
    if (dropAt >= 0) rule[l] = dropAt === names.length - 1 ? DROP_HERE : DROP_BENEATH;
    const innermost = rule[l] === DROP_BENEATH ? dropAt + 1 : 0;
    for (const frame of framesOf(location, names, binary).slice(innermost).reverse())
      numbers.push(builder.add(frame));
    start[l + 1] = numbers.length;
  });
  const noStack = builder.add(NO_STACK_FRAME);
  const { frames, rowOf } = builder.build();
  return {
    frames,
    rows: Int32Array.from(numbers, (number) => rowOf[number]!),
    start,
    rule,
    noStack: rowOf[noStack]!,
    indexOf: idTable(message.locations, 'location'),
  };
}

type Binary = Pick<Frame, 'mapping' | 'buildId'>;
type FunctionOfProfile = Pick<Frame, 'functionName' | 'systemName' | 'fileName' | 'line'>;

/** Innermost first, as in the profile. A function without any name is as good as no function: the address says more. */
function framesOf(
  location: LocationMessage,
  functions: readonly FunctionOfProfile[],
  binary: Binary,
): Frame[] {
  const unsymbolised = frameOf({ ...binary, address: location.address });
  if (functions.length === 0) return [unsymbolised];
  return functions.map((f, i) => ({
    ...unsymbolised,
    ...(f.functionName === '' ? {} : { ...f, address: 0n }),
    inlined: i < functions.length - 1 ? 1 : 0,
  }));
}

function outermost(functions: readonly FunctionOfProfile[], test: (name: string) => boolean) {
  return functions.findLastIndex((f) => f.functionName !== '' && test(f.functionName));
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

function readMappings(message: PprofMessage): (location: LocationMessage, l: number) => Binary {
  const binaries = message.mappings.map((mapping, i) => ({
    mapping: textAt(message, mapping.fileName, `mapping[${i}].filename`),
    buildId: textAt(message, mapping.buildId, `mapping[${i}].build_id`),
  }));
  const indexOf = idTable(message.mappings, 'mapping');
  return (location, l) => {
    if (location.mapping === 0) return { mapping: '', buildId: '' };
    const index = indexOf(location.mapping);
    if (index === undefined)
      throw new ProfileError(`location[${l}].mapping`, `no mapping ${location.mapping}`);
    return binaries[index]!;
  };
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
