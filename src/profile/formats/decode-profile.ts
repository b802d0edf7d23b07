import { decodePprof, type DecodedProfile } from '../decode/decode-pprof';
import { gunzipIfNeeded } from '../decode/gunzip';
import { ProfileError } from '../profile-error';
import { decodeFolded, isFolded } from './folded-stacks';
import { decodeCpuBinary, isCpuBinary } from './legacy/cpu-binary';
import { decodeLegacyText, isLegacyText } from './legacy/legacy-text';
import { textOfFile } from './text-lines';
import { decodeV8CpuProfile, isV8CpuProfile } from './v8-cpu-profile';

/** As much as tells what a file is; the first of folded stacks may be a long line. */
const OPENING_BYTES = 4096;
const FIRST_STACK_BYTES = 2 ** 20;

/**
 * Decodes a file of any format that is known, told apart by what is in it: pprof, gperftools' CPU profile, the text profiles of gperftools and of
 * Go's debug=1, folded stacks, V8's .cpuprofile; each plain or in gzip. `sampleType` as in `decodePprof`. Throws `ProfileError` with the place, and
 * for what is none of these with what it seems to be.
 */
export function decodeProfile(bytes: Uint8Array, sampleType?: string): DecodedProfile {
  const inflated = gunzipIfNeeded(bytes);
  if (isCpuBinary(inflated)) return decodeCpuBinary(inflated, sampleType);
  const opening = new TextDecoder().decode(inflated.subarray(0, OPENING_BYTES));
  if (isLegacyText(opening)) return decodeLegacyText(textOfFile(inflated), sampleType);
  if (isV8CpuProfile(opening)) return decodeV8CpuProfile(inflated, sampleType);
  try {
    return decodePprof(inflated, sampleType === undefined ? {} : { sampleType });
  } catch (error) {
    if (!(error instanceof ProfileError) || hasControls(opening)) throw error;
    if (!isFolded(textOfFile(inflated.subarray(0, FIRST_STACK_BYTES)))) throw error;
    return decodeFolded(textOfFile(inflated), sampleType);
  }
}

function hasControls(opening: string): boolean {
  return /[\0-\x08\x0e-\x1f]/.test(opening);
}
