import { formatPercent } from '../format';
import type { Narrow } from './canvas/layout';

/** Of the width; fewer than one part in a hundred are no surprise in any picture. */
const WORTH_A_LINE = 0.01;

/** What of a picture is too narrow to be drawn: `20,000 frames are narrower than a pixel, 61 %`; '' when that is next to nothing. */
export function narrowText({ frames, share }: Narrow): string {
  if (share < WORTH_A_LINE) return '';
  const are = `${framesText(frames)} ${frames === 1 ? 'is' : 'are'}`;
  return `${are} narrower than a pixel, ${formatPercent(share)}`;
}

/** `20,000 frames narrower than a pixel`. */
export function foldedTitle({ frames }: Narrow): string {
  return `${framesText(frames)} narrower than a pixel`;
}

/** The title and the share, and shorter texts for less room: a number is left out, never cut. */
export function foldedTexts(folded: Narrow): readonly string[] {
  const [count, percent] = [framesText(folded.frames), formatPercent(folded.share)];
  return [`${foldedTitle(folded)}, ${percent}`, `${count}, ${percent}`, count, percent];
}

function framesText(frames: number): string {
  return `${frames.toLocaleString('en-US')} ${frames === 1 ? 'frame' : 'frames'}`;
}
