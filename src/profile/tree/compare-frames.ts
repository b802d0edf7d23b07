import type { FrameTable } from './call-tree';

/** What makes a frame another frame than its neighbour. */
export interface FrameIdentity {
  readonly functionName: string;
  readonly fileName: string;
  readonly mapping: string;
  readonly address: bigint;
  readonly systemName: string;
  readonly buildId: string;
}

/** UTF-16 code unit order: the same on every machine, unlike a locale's. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The order of `compareFrames`, between frames of any two tables. */
export function compareIdentities(a: FrameIdentity, b: FrameIdentity): number {
  return compareButBuildId(a, b) || compareText(a.buildId, b.buildId);
}

/** Symbolised frames that this finds equal are one frame. */
export function compareButBuildId(a: FrameIdentity, b: FrameIdentity): number {
  return (
    compareText(a.functionName, b.functionName) ||
    compareText(a.fileName, b.fileName) ||
    compareText(a.mapping, b.mapping) ||
    (a.address < b.address ? -1 : a.address > b.address ? 1 : 0) ||
    compareText(a.systemName, b.systemName)
  );
}

/**
 * The order of siblings, and of the rows of a FrameTable: by function name, then file, mapping, address, mangled name and build id.
 * Negative when row `a` comes first, 0 only for a row and itself.
 *
 * @internal What the laws of a tree are checked with.
 */
export function compareFrames(frames: FrameTable, a: number, b: number): number {
  return compareIdentities(identityOfRow(frames, a), identityOfRow(frames, b));
}

function identityOfRow(frames: FrameTable, row: number): FrameIdentity {
  return {
    functionName: frames.functionName[row]!,
    fileName: frames.fileName[row]!,
    mapping: frames.mapping[row]!,
    address: frames.address[row]!,
    systemName: frames.systemName[row]!,
    buildId: frames.buildId[row]!,
  };
}
