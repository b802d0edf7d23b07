import {
  decodeProfile,
  ProfileError,
  type CallTree,
  type DecodedProfile,
  printable,
} from '#profile';
import { kindOf, type Milliseconds, type ProfileType, type Seconds } from '#series';
import type { CliEnvironment } from '../environment';
import { CliError } from '../failure';

import { isUrl, readInput, shownUrl } from './file-bytes';
import { withReadableNames } from './readable-names';

/** One sample type of a profile's file. */
export interface ProfileFile {
  /** As given on the command line; of a URL without its password. */
  readonly path: string;
  readonly profileType: ProfileType;
  /** One column, in `profileType.sampleUnit`. */
  readonly tree: CallTree;
  /** 0: the file does not say. */
  readonly durationSeconds: Seconds;
  /** When it began, in epoch ms; 0: the file does not say. */
  readonly start: Milliseconds;
  /** The value of one sample; 0: the file does not say. */
  readonly period: number;
}

/** Memory in use and goroutines are what there is at a moment, however long the profiler ran. */
const STATES = /^(inuse_|goroutines?$|threadcreate$)/;

/**
 * A file, `-` for stdin, or a URL. Throws CliError that begins with the path: no such file, no profile, no such sample type; of a URL what
 * `fetchProfile` throws.
 */
export async function readProfileFile(
  environment: CliEnvironment,
  input: string,
  sampleType: string | undefined,
): Promise<ProfileFile> {
  const path = isUrl(input) ? shownUrl(input) : input;
  const decoded = decode(path, await readInput(environment, input), sampleType);
  const { periodType, period } = decoded;
  return {
    path,
    profileType: typeOf(decoded.sampleType),
    tree: await withReadableNames(decoded.tree),
    durationSeconds: Math.max(0, Number(decoded.durationNanos) / 1e9),
    start: Number(decoded.timeNanos) / 1e6,
    period: isOf(periodType, decoded.sampleType) ? period : 0,
  };
}

function isOf(
  periodType: DecodedProfile['periodType'],
  { type, unit }: DecodedProfile['sampleType'],
) {
  return periodType?.type === type && periodType.unit === unit;
}

/** Without a period: only Parca multiplies by it. What runs up in a process (allocations, waits) is no number of samples, as `kindOf` says. */
function typeOf({ type, unit }: DecodedProfile['sampleType']): ProfileType {
  const state = {
    ...{ name: '', sampleType: type, sampleUnit: unit, periodType: '', periodUnit: '' },
    delta: false,
  };
  return { ...state, delta: kindOf(state) !== 'counter' && !STATES.test(type) };
}

function decode(path: string, bytes: Uint8Array, sampleType: string | undefined): DecodedProfile {
  try {
    return decodeProfile(bytes, sampleType);
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    throw new CliError(`${printable(path)}: ${printable(error.message)}`);
  }
}
