import type { TimeRange } from '#series';
import type { Host } from '../../state/host';
import { resolveRange } from '../../state/range';

const DAY_MS = 24 * 3_600_000;

/** Where else to look: all of an archive; of a server the day that ends now. */
export function widerRange(range: TimeRange, host: Host, timeZone: string): TimeRange {
  const now = host.now();
  const whole = host.frozen ? resolveRange(host.defaultRange, now, timeZone) : undefined;
  return whole ?? { start: Math.min(range.start, now - DAY_MS), end: Math.max(range.end, now) };
}
