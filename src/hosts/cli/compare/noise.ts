import type { Comparison } from './comparison';

/** The self-checks added up: functions tested and flagged where nothing was changed on purpose. */
export function selfCheckOf({ selfChecks }: Comparison['verdicts']) {
  return {
    tested: selfChecks.reduce((sum, { tested }) => sum + tested, 0),
    flagged: selfChecks.reduce((sum, { flagged }) => sum + flagged, 0),
  };
}
