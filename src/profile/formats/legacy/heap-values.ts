import { ProfileError } from '../../profile-error';
import type { ValueType } from '../../decode/sample-type';
import { quoted } from '../text-lines';
import type { ReadValues } from './text-records';

const HEADER =
  /^heap profile: *(\d{1,19}): *(\d{1,19}) *\[ *(\d{1,19}): *(\d{1,19}) *\] *@ *([a-z_0-9]*)\/?(\d{0,15})/;
const RECORD = /^(-?\d{1,19}): *(-?\d{1,19}) *\[ *(\d{1,19}): *(\d{1,19}) *\]$/;

interface HeapFormat {
  readonly sampleTypes: readonly ValueType[];
  /** Bytes from one sample to the next on average; 1: all allocations are there, 0: not known. */
  readonly period: number;
  readonly readValues: ReadValues;
}

/** How a heap profile's records are to be read, by its first line. Throws `ProfileError`. */
export function heapFormat(header: string): HeapFormat {
  const [match, inuse, inuseBytes, alloc, allocBytes, kind = '', rate = ''] =
    HEADER.exec(header) ?? [];
  if (match === undefined) throw new ProfileError('line 1', `not understood: ${quoted(header)}`);
  const { period, sampled } = samplingOf(kind, Number(rate));
  const differs = (all: string | undefined, used: string | undefined) =>
    all !== used && all !== '0';
  const hasAlloc =
    sampled !== undefined && (differs(alloc, inuse) || differs(allocBytes, inuseBytes));
  const scale = (count: number, size: number) =>
    sampled === true ? unsampled(count, size, period) : [count, size];
  return {
    sampleTypes: hasAlloc
      ? [...typesOf('alloc_objects', 'alloc_space'), ...typesOf('inuse_objects', 'inuse_space')]
      : typesOf('objects', 'space'),
    period,
    readValues: (text, place) => {
      const values = RECORD.exec(text)?.slice(1).map(Number);
      if (!values) return undefined;
      const [count, size, allCount, allSize] = values as [number, number, number, number];
      if ((count === 0 && size !== 0) || (hasAlloc && allCount === 0 && allSize !== 0))
        throw new ProfileError(place, `bytes of no object: ${quoted(text)}`);
      return [...(hasAlloc ? scale(allCount, allSize) : []), ...scale(count, size)];
    },
  };
}

function typesOf(objects: string, space: string): ValueType[] {
  return [
    { type: objects, unit: 'count' },
    { type: space, unit: 'bytes' },
  ];
}

/** `sampled` is undefined for what is no account of allocations. Go states twice its rate. */
function samplingOf(kind: string, rate: number): { period: number; sampled?: boolean } {
  if (kind === 'heap') return { period: Math.floor(rate / 2), sampled: true };
  if (kind === 'heapz_v2' || kind === 'heap_v2') return { period: rate, sampled: true };
  if (kind === 'heapprofile') return { period: 1, sampled: false };
  if (/^(growth|fragmentation)z?$/.test(kind)) return { period: 1 };
  throw new ProfileError('line 1', `a heap profile of an unknown kind, ${quoted(kind)}`);
}

/** What was allocated, of what was met when one in `period` bytes is looked at: each size is met with its own probability. */
function unsampled(count: number, size: number, period: number): [number, number] {
  if (count === 0 || size === 0) return [0, 0];
  if (period <= 1) return [count, size];
  const scale = 1 / (1 - Math.exp(-(size / count) / period));
  return [Math.trunc(count * scale), Math.trunc(size * scale)];
}
