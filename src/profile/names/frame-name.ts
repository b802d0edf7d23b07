import type { FrameTable } from '../tree/call-tree';

/** What to call a frame: its function, or `[libc.so.6] 0x7f3a` (`0x7f3a` in no known binary) when it is not symbolised. */
export function frameName(frames: FrameTable, row: number): string {
  const name = frames.functionName[row]!;
  if (name !== '') return name;
  const address = `0x${frames.address[row]!.toString(16)}`;
  const binary = binaryName(frames, row);
  return binary === '' ? address : `[${binary}] ${address}`;
}

/** Last part of the binary's path; '' unknown. */
export function binaryName(frames: FrameTable, row: number): string {
  const path = frames.mapping[row]!;
  return path.slice(path.lastIndexOf('/') + 1);
}
