import type { DecodedProfile } from '../../decode/decode-pprof';
import { ProfileError } from '../../profile-error';
import { CollectedStacks } from '../collected-stacks';
import { linesOf } from '../text-lines';
import { AddressFrames } from './address-frames';
import { readMemoryMap } from './memory-map';

const HEADER_WORDS = 5;
const NANOSECONDS_PER_MICROSECOND = 1000;

/** Words of 4 or 8 bytes, in one of the two orders. */
interface Words {
  readonly size: number;
  /** Whole ones and a rest. */
  readonly length: number;
  /** At a word's index; undefined past the end. */
  read(index: number): bigint | undefined;
}

interface Sample {
  readonly count: number;
  /** Leaf first; callers are of the call, not of the instruction after it. */
  addresses: bigint[];
}

/** A CPU profile as gperftools' profiler writes it: words 0, 3, 0, the period in microseconds, 0. */
export function isCpuBinary(bytes: Uint8Array): boolean {
  return wordsOf(bytes) !== undefined;
}

/**
 * Decodes gperftools' CPU profile (gperftools.github.io/gperftools/cpuprofile-fileformat.html), as `go tool pprof` does: with the
 * signal handler's frame, and a leaf that stands twice, taken out. Addresses stay addresses in their file. Throws `ProfileError`.
 */
export function decodeCpuBinary(bytes: Uint8Array, sampleType?: string): DecodedProfile {
  const words = wordsOf(bytes);
  if (!words) throw new ProfileError('cpu profile', 'no header of gperftools');
  const period = Number(words.read(3)) * NANOSECONDS_PER_MICROSECOND;
  const { samples, end } = readSamples(words);
  const map = readMemoryMap(linesOf(new TextDecoder().decode(bytes.subarray(end * words.size))));
  removeHandlerFrames(samples);
  const cpu = { type: 'cpu', unit: 'nanoseconds' };
  const sampleTypes = [{ type: 'samples', unit: 'count' }, cpu];
  const stacks = new CollectedStacks({ sampleTypes, periodType: cpu, period }, sampleType);
  const frames = new AddressFrames(stacks, map);
  samples.forEach(({ count, addresses }, i) => {
    if (addresses.length > 1 && addresses[0] === addresses[1]! + 1n) addresses.splice(1, 1);
    const numbers = addresses.map((address) => frames.number(address));
    stacks.add(numbers, [count, count * period], `sample[${i}]`);
  });
  return stacks.build();
}

function wordsOf(bytes: Uint8Array): Words | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const size of [4, 8])
    for (const little of [true, false]) {
      const read = (index: number) => {
        const at = index * size;
        if (at + size > bytes.length) return undefined;
        return size === 4 ? BigInt(view.getUint32(at, little)) : view.getBigUint64(at, little);
      };
      const [zero, version, language, period, padding] = Array.from(
        { length: HEADER_WORDS },
        (_, i) => read(i),
      );
      const isRight = zero === 0n && version === 3n && language === 0n && padding === 0n;
      if (isRight && period! > 0n && period! < 2n ** 32n)
        return { size, length: bytes.length / size, read };
    }
  return undefined;
}

/** `end` is the index of the word after the last sample. Throws `ProfileError` for samples that are cut off. */
function readSamples(words: Words): { samples: Sample[]; end: number } {
  const samples: Sample[] = [];
  for (let at = HEADER_WORDS; ;) {
    const [count, depth] = [words.read(at), words.read(at + 1)];
    // Without the mark of the end, as pprof takes it.
    if (at === words.length) return { samples, end: at };
    const length = Number(depth ?? 0n);
    if (count === undefined || depth === undefined || words.read(at + 1 + length) === undefined)
      throw new ProfileError(`sample[${samples.length}]`, 'cut off');
    const addresses: bigint[] = [];
    for (let i = 0; i < length; i++) {
      const address = words.read(at + 2 + i)!;
      addresses.push(i > 0 ? BigInt.asUintN(64, address - 1n) : address);
    }
    at += 2 + length;
    if (count === 0n && length === 1 && addresses[0] === 0n) return { samples, end: at };
    samples.push({ count: Number(count), addresses });
  }
}

/** Up to so many frames that nearly all samples have above their leaf; one in 32 may have another. */
const MOST_HANDLERS = 2;
const SIMILAR = 32;

/** The profiler's signal handler stands above the leaf of (nearly) every stack. */
function removeHandlerFrames(samples: readonly Sample[]): void {
  const margin = Math.floor(samples.length / SIMILAR);
  for (let round = 0; round < MOST_HANDLERS; round++) {
    const counts = new Map<bigint, number>();
    for (const { addresses } of samples)
      if (addresses.length > 1) counts.set(addresses[1]!, (counts.get(addresses[1]!) ?? 0) + 1);
    const [handler] = [...counts].find(([, count]) => count >= samples.length - margin) ?? [];
    if (handler === undefined) return;
    for (const { addresses } of samples)
      if (addresses.length > 1 && addresses[1] === handler) addresses.splice(1, 1);
  }
}
