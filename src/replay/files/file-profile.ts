import { decodeProfile, encodePprof, ProfileError, type DecodedProfile } from '#profile';
import { FILE_LABEL, printProfileType, type Milliseconds, type ProfileType } from '#series';
import { ArchiveError } from '../archive-error';
import type { ArchiveProfile } from '../manifest';
import { profileTypeOf } from './file-types';

export interface FileToOpen {
  /** As the user calls it. */
  readonly name: string;
  /** Of any format that `decodeProfile` reads. */
  readonly bytes: Uint8Array;
  /** When it was written: of a file that does not say when it was taken. */
  readonly modified: Milliseconds;
}

/** One sample type of a file. */
export interface FileProfile {
  readonly type: ProfileType;
  readonly isDefault: boolean;
  readonly profile: ArchiveProfile;
  readonly pprof: Uint8Array;
  /** The file says when it was taken and for how long. */
  readonly isTimed: boolean;
  /** What its fractions add up to, where it has some: values are whole numbers. */
  readonly unrounded?: number;
}

/** Every sample type of a file. ArchiveError that begins with its name. */
export function readFile({ name, bytes, modified }: FileToOpen): readonly FileProfile[] {
  const first = decode(name, bytes);
  return first.sampleTypes.map(({ type }, i) => {
    const isDefault = type === first.sampleType.type;
    const decoded = isDefault ? first : decode(name, bytes, type);
    return profileOf(decoded, { name, modified, isDefault, entry: `${name}#${i}` });
  });
}

interface FileFacts extends Pick<FileToOpen, 'name' | 'modified'> {
  readonly isDefault: boolean;
  readonly entry: string;
}

function profileOf(decoded: DecodedProfile, facts: FileFacts): FileProfile {
  const { tree, sampleType, periodType, period } = decoded;
  const { name, modified, isDefault, entry } = facts;
  const type = profileTypeOf(decoded);
  const written = BigInt(Math.round(modified)) * 1_000_000n;
  const pprof = encodePprof(tree, {
    ...{ sampleType, period, compress: false },
    ...(periodType && { periodType }),
  });
  // What is written is rounded, each stack on its own.
  const value = tree.columns[0]!.self.reduce((sum, self) => sum + BigInt(Math.round(self)), 0n);
  const exact = tree.columns[0]!.self.reduce((sum, self) => sum + self, 0);
  const taken = takenAt(decoded, written);
  const duration = type.delta ? lengthOf(decoded) : 0n;
  return {
    ...{ type, isDefault, pprof, isTimed: taken !== undefined && duration > 0n },
    ...(tree.columns[0]!.self.every(Number.isInteger) ? {} : { unrounded: exact }),
    profile: {
      type: printProfileType(type),
      labels: { [FILE_LABEL]: name },
      timestamp: taken ?? written,
      duration,
      value,
      noStackValue: 0n,
      file: entry,
    },
  };
}

const EARLIEST = 946_684_800_000_000_000n;
/** What clocks may differ by. */
const DAY = 86_400n * 1_000_000_000n;
/** No profiler runs so long in one go; what a server has merged states times that mean nothing. */
const LONGEST = 31n * DAY;

/**
 * When a file was taken, in epoch nanoseconds; undefined when it does not say, or says what cannot be, such as a time after it was written. Of what a
 * Parca has merged the time is of no day (parca-live.md), and neither period nor duration are there.
 */
function takenAt(
  { timeNanos, durationNanos, period }: DecodedProfile,
  written: bigint,
): bigint | undefined {
  if (period === 0 && durationNanos === 0n) return undefined;
  const isPossible = durationNanos <= LONGEST && timeNanos > EARLIEST && timeNanos < written + DAY;
  return isPossible ? timeNanos : undefined;
}

/** Of a file that says no more than that: `node --cpu-prof` counts from the start of the machine. */
function lengthOf({ durationNanos }: DecodedProfile): bigint {
  return durationNanos > 0n && durationNanos <= LONGEST ? durationNanos : 0n;
}

function decode(name: string, bytes: Uint8Array, sampleType?: string): DecodedProfile {
  try {
    return decodeProfile(bytes, sampleType);
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    throw new ArchiveError(name, error.message, error);
  }
}
