import { formatPercent } from '../format';
import type { Narrow } from './canvas/layout';

/** Of the width; fewer than one part in a hundred are no surprise in any picture. */
const WORTH_A_LINE = 0.01;

/** What of a picture is too narrow to be drawn: `20,000 frames are narrower than a pixel, 61 %`; '' when that is next to nothing. */
export function narrowText({ frames, share }: Narrow): string {
  if (share < WORTH_A_LINE) return '';
  const are = frames === 1 ? '1 frame is' : `${frames.toLocaleString('en-US')} frames are`;
  return `${are} narrower than a pixel, ${formatPercent(share)}`;
}
