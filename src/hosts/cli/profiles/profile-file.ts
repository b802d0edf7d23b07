import { createReadStream } from 'node:fs';
import {
  decodeProfile,
  MAX_PROFILE_BYTES,
  ProfileError,
  type CallTree,
  type DecodedProfile,
} from '#profile';
import { kindOf, type Milliseconds, type ProfileType, type Seconds } from '#series';
import { CliError } from '../failure';
import { printable } from '../output';

/** One sample type of a profile's file. */
export interface ProfileFile {
  /** As given on the command line. */
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

const CHUNK_BYTES = 2 ** 20;

/** Memory in use and goroutines are what there is at a moment, however long the profiler ran. */
const STATES = /^(inuse_|goroutines?$|threadcreate$)/;

/** Throws CliError that begins with the path: no such file, no profile, no such sample type. */
export async function readProfileFile(
  path: string,
  options: { readonly sampleType?: string },
): Promise<ProfileFile> {
  const decoded = decode(path, await read(path), options.sampleType);
  const { sampleType, periodType, period } = decoded;
  return {
    path,
    profileType: typeOf(sampleType),
    tree: decoded.tree,
    durationSeconds: Math.max(0, Number(decoded.durationNanos) / 1e9),
    start: Number(decoded.timeNanos) / 1e6,
    period:
      periodType?.unit === sampleType.unit && periodType.type === sampleType.type ? period : 0,
  };
}

/** Without a period: only Parca multiplies by it. What runs up in a process (allocations, waits) is no number of samples, as `kindOf` says. */
function typeOf({ type, unit }: DecodedProfile['sampleType']): ProfileType {
  const state = {
    ...{ name: '', sampleType: type, sampleUnit: unit, periodType: '', periodUnit: '' },
    delta: false,
  };
  return { ...state, delta: kindOf(state) !== 'counter' && !STATES.test(type) };
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await readAtMost(path, MAX_PROFILE_BYTES + 1);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const reason = code === 'ENOENT' ? 'no such file' : `cannot be read (${code})`;
    throw new CliError(`${printable(path)}: ${reason}`);
  }
}

/** A pipe or a device need not end. */
async function readAtMost(path: string, limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length >= limit) break;
  }
  return Buffer.concat(chunks, Math.min(length, limit));
}

function decode(path: string, bytes: Uint8Array, sampleType: string | undefined): DecodedProfile {
  try {
    return decodeProfile(bytes, sampleType);
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    throw new CliError(`${printable(path)}: ${printable(error.message)}`);
  }
}
