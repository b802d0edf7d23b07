import type { ProfilePart } from '../../ports';
import type { MergedPart } from './merge-part';

/** A part, and how much of its total stands in frames `TRIMMED`. */
export type AccountedPart = ProfilePart & Pick<MergedPart, 'trimmedInAll'>;

/** What a reader has to know of a profile that is not whole; `trimmed` is what its parts come to. */
export function trimmedNotices(
  parts: readonly AccountedPart[],
  trimmed: number,
  through: string | undefined,
): readonly string[] {
  if (trimmed <= 0) return [];
  const total = parts.reduce((sum, part) => sum + part.weight * part.total, 0);
  const share = printShare(trimmed / total);
  if (through !== undefined)
    return [`Only stacks through ${through}, in detail: ${share} of the total is in (trimmed).`];
  return [
    `Trimmed: ${share} of the total is in frames too narrow to be sent; each (trimmed) holds those of its caller. A function's callers and callees are asked for in detail.`,
  ];
}

/** `3.1 %`; never 0 % of something. */
function printShare(share: number): string {
  const percent = 100 * Math.min(1, share);
  return percent < 0.1 ? 'less than 0.1 %' : `${Number(percent.toPrecision(2))} %`;
}
