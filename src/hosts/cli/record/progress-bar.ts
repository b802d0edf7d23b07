import type { RecordProgress } from '#archive';
import type { CliEnvironment } from '../console-port';

const WIDTH = 30;

/** On a terminal one line that changes, else a line for every tenth. */
export function createProgressBar({ stderr, isTerminal }: CliEnvironment) {
  let tenths = -1;
  let shown = false;
  let last: RecordProgress | undefined;
  const show = (progress: RecordProgress) => {
    const { done, total, bytes } = (last = progress);
    const share = total === 0 ? 1 : done / total;
    const text = `${done} of ${total} profiles, ${(bytes / 1e6).toFixed(1)} MB`;
    if (isTerminal) {
      const full = Math.round(share * WIDTH);
      stderr(`\r[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${text}`);
      shown = true;
    } else if (Math.floor(share * 10) > tenths) {
      tenths = Math.floor(share * 10);
      stderr(`${text}\n`);
    }
  };
  return {
    show,
    end: () => (shown ? stderr('\n') : undefined),
    /** What was shown last; undefined: nothing yet. */
    last: () => last,
  };
}
