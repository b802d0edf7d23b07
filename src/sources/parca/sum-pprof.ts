import { BinaryReader, WireType } from '@protobuf-ts/runtime';
import { gunzipSync } from 'fflate';
import { malformedAt } from './parca-client';

export interface PprofSum {
  readonly samples: number;
  /** Of the first value of each sample, in the sample type's unit. */
  readonly sum: bigint;
}

/** https://github.com/google/pprof/blob/main/proto/profile.proto */
const PROFILE_SAMPLE = 2;
const SAMPLE_VALUE = 2;

/** Adds up the samples of a gzip or plain pprof without decoding its stacks. Throws SourceError of kind malformed. */
export function sumPprof(pprof: Uint8Array): PprofSum {
  try {
    const reader = new BinaryReader(isGzip(pprof) ? gunzipSync(pprof) : pprof);
    let [samples, sum] = [0, 0n];
    while (reader.pos < reader.len) {
      const [field, wireType] = reader.tag();
      if (field === PROFILE_SAMPLE && wireType === WireType.LengthDelimited) {
        samples += 1;
        sum += firstValue(new BinaryReader(reader.bytes()));
      } else reader.skip(wireType);
    }
    return { samples, sum };
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw malformedAt('Query.report.pprof', `no pprof in ${pprof.length} bytes: ${words}`);
  }
}

function firstValue(sample: BinaryReader): bigint {
  while (sample.pos < sample.len) {
    const [field, wireType] = sample.tag();
    if (field !== SAMPLE_VALUE) {
      sample.skip(wireType);
      continue;
    }
    const packed = wireType === WireType.LengthDelimited;
    const values = packed ? new BinaryReader(sample.bytes()) : sample;
    return values.pos < values.len ? values.int64().toBigInt() : 0n;
  }
  return 0n;
}

const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;
