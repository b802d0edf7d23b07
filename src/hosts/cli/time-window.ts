import type { TimeRange } from '#series';
import { printable } from '#profile';
import { CliError } from './failure';
import { readTime } from './quantities';

/** `2026-11-21T00:14:00Z..2026-11-21T00:24:00Z`, `now-2h..now-1h`: each end as `readTime` reads it. Throws CliError. */
export function readWindow(text: string, now: number): TimeRange {
  const [from, to, more] = text.split('..');
  if (!from || !to || more !== undefined)
    throw new CliError(
      `expected FROM..TO such as 2026-11-21T00:14:00Z..2026-11-21T00:24:00Z or now-2h..now-1h, got "${printable(text)}"`,
    );
  const start = readTime(from, { now, roundUp: false });
  const end = readTime(to, { now, roundUp: true });
  if (start >= end) throw new CliError(`the window ends before it begins: "${printable(text)}"`);
  return { start, end };
}
