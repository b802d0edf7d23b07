import { ProfileError } from '../../profile-error';
import { frameOf } from '../../tree/frame-table';
import type { CollectedStacks } from '../collected-stacks';
import { linesOf, quoted, type TextLine } from '../text-lines';
import { AddressFrames } from './address-frames';
import { isMemoryMapStart, readMemoryMap } from './memory-map';

/** A line of values and addresses, with what Go's debug=1 says of these in the lines beneath. */
interface TextRecord {
  readonly place: string;
  readonly values: readonly number[];
  /** Leaf first, of the instruction after the call. */
  readonly addresses: readonly bigint[];
  /** `#	0x4dc806	main.write+0xc6	/src/main.go:42`, leaf first. */
  readonly named: NamedAddress[];
}

interface NamedAddress {
  /** Of the call. */
  readonly address: bigint;
  readonly functionName: string;
  readonly fileName: string;
}

/** Reads one line before its @; undefined when it is none of this format. */
export type ReadValues = (text: string, place: string) => readonly number[] | undefined;

export interface RecordOptions {
  /** What the runtime does not name at the leaf is its own, and pprof leaves it out of the profile. */
  readonly dropUnnamedLeaves: boolean;
}

/** Adds the records of a legacy text profile, up to its memory map. Throws `ProfileError` with the number of the line. */
export function addTextRecords(
  text: string,
  lines: Iterable<TextLine>,
  stacks: CollectedStacks,
  readValues: ReadValues,
  options: RecordOptions,
): void {
  const frames = new AddressFrames(stacks, readMemoryMap(memoryMapLines(text)));
  let record: TextRecord | undefined;
  const finish = () => {
    if (record) stacks.add(framesOf(record, stacks, frames, options), record.values, record.place);
    record = undefined;
  };
  for (const { number, text: line } of lines) {
    const trimmed = line.trim();
    if (isMemoryMapStart(trimmed) || trimmed.startsWith('---')) break;
    const named = trimmed.startsWith('#') ? readNamed(trimmed) : undefined;
    if (named) record?.named.push(named);
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    finish();
    record = readRecord(trimmed, `line ${number}`, readValues);
  }
  finish();
}

function readRecord(line: string, place: string, readValues: ReadValues): TextRecord {
  const cut = line.indexOf('@');
  const values = cut < 0 ? undefined : readValues(line.slice(0, cut).trim(), place);
  if (!values) throw new ProfileError(place, `expected values @ addresses, got ${quoted(line)}`);
  const addresses = line.slice(cut + 1).match(/0x[0-9a-f]+/g) ?? [];
  for (const address of addresses)
    if (address.length > 18 && BigInt(address.slice(0, 400)) >= 2n ** 64n)
      throw new ProfileError(place, `${quoted(address)} is no address of 64 bits`);
  // A stack of fixed length is filled up with zeros.
  const known = addresses.map((address) => BigInt(address)).filter((address) => address !== 0n);
  return { place, values, addresses: known, named: [] };
}

function readNamed(line: string): NamedAddress | undefined {
  const [mark, address = '', name = '', place = ''] = line.split(/\t+/, 4);
  if (mark !== '#' || !/^0x[0-9a-f]{1,16}$/.test(address) || name === '') return undefined;
  const plus = name.lastIndexOf('+0x');
  const colon = place.lastIndexOf(':');
  return {
    address: BigInt(address),
    functionName: plus > 0 ? name.slice(0, plus) : name,
    fileName: colon > 0 ? place.slice(0, colon) : place,
  };
}

/** Leaf first. Go names each address but its own runtime's at the leaf and goexit at the root; of inlined calls each has one. */
function framesOf(
  { addresses, named }: TextRecord,
  stacks: CollectedStacks,
  frames: AddressFrames,
  { dropUnnamedLeaves }: RecordOptions,
): number[] {
  const numbers: number[] = [];
  let next = 0;
  for (const [i, address] of addresses.entries()) {
    const call = address - 1n;
    const before = next;
    // One address that stands several times has as many names as it stands there.
    const again = addresses[i + 1] === address;
    while (next < named.length && named[next]!.address === call) {
      const { functionName, fileName } = named[next++]!;
      numbers.push(stacks.frame(frameOf({ functionName, fileName })));
      if (again) break;
    }
    if (next > before) continue;
    const isRuntimeLeaf = dropUnnamedLeaves && next === 0 && named.length > 0;
    const isGoexit = named.length > 0 && next === named.length && i === addresses.length - 1;
    if (!isRuntimeLeaf && !isGoexit) numbers.push(frames.number(call));
  }
  return numbers;
}

function* memoryMapLines(text: string): Generator<TextLine> {
  let isMap = false;
  for (const line of linesOf(text)) {
    if (isMap) yield line;
    isMap ||= isMemoryMapStart(line.text);
  }
}
