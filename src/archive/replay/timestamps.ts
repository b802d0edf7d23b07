import type { Duration, Timestamp } from '@parca/client';
import type { Nanoseconds } from '#series';

const SECOND = 1_000_000_000n;

export function toNanoseconds(time: Timestamp | Duration): Nanoseconds {
  return time.seconds * SECOND + BigInt(time.nanos);
}

/** Nanos are never negative, also before 1970. */
export function toTimestamp(time: Nanoseconds): Timestamp {
  const seconds = floorDivide(time, SECOND);
  return { seconds, nanos: Number(time - seconds * SECOND) };
}

export function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}
