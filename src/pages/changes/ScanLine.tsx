import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import type { Scan } from '#scan';
import { count, lookedText } from '#changes';
import { belowWidth } from '../shell/page-width';
import type { ScanState } from './use-scan';

/** What was looked at, how far a scan is, and the way to stop it or to go on. */
export function ScanLine({ scanned }: { readonly scanned: ScanState }) {
  const styles = useStyles2(getStyles);
  const { shown, newest, stale, state, stop, again } = scanned;
  const isScanning = state === 'scanning';
  return (
    <div className={styles.line} role="group" aria-label="Scan">
      <div className={styles.text}>
        <span role="status">{isScanning ? progressOf(newest) : endOf(scanned)}</span>
        {shown && !stale && shown.scan.looked.units > 0 && (
          <span className={styles.looked}>{lookedText(shown.scan.looked)}</span>
        )}
      </div>
      {/* What failed before anything was known says so, and there it is tried again. */}
      {(state !== 'failed' || shown) && (
        <Button size="sm" variant="secondary" onClick={isScanning ? stop : again}>
          {isScanning ? 'Stop' : state === 'stopped' ? 'Scan whole' : 'Scan again'}
        </Button>
      )}
    </div>
  );
}

function progressOf(scan: Scan | undefined): string {
  if (!scan) return 'Looking at totals …';
  const { phase, done, total, doing, slices } = scan;
  const of = total > 0 ? ` ${done} of ${total}` : '';
  if (phase === 'totals') return `Looking at totals${of} …`;
  if (phase === 'times') return `Dating what was found${of} …`;
  const place = doing === undefined ? '' : `, ${Math.min(done + 1, total)} of ${total}: ${doing}`;
  return `Looking at functions${place}, ${count(slices, 'slice')} …`;
}

/** How the newest scan ended; where another one is shown, that it is. */
function endOf({ newest: scan, shown, state }: ScanState): string {
  // What ended before it began has no state of its own.
  const isBefore = state !== 'ready' && scan?.phase === 'done';
  if (!scan || isBefore) return state === 'stopped' ? 'Stopped.' : '';
  const cost = `${Math.max(1, Math.round(scan.elapsed / 1000))} s, ${count(scan.questions, 'question')}`;
  const of = shown && shown.scan !== scan ? '; shown is the scan before' : '';
  if (state === 'stopped') return `Stopped after ${cost}${of}.`;
  return state === 'failed' ? `Ended early after ${cost}${of}.` : `Scanned in ${cost}.`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    marginLeft: 'auto',
    minHeight: theme.spacing(4),
    [belowWidth(1180)]: { flexBasis: '100%', marginLeft: 0, minHeight: theme.spacing(3) },
  }),
  text: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-end',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    [belowWidth(1180)]: { flexDirection: 'row', flexWrap: 'wrap', gap: theme.spacing(0, 1.5) },
  }),
  looked: css({ color: theme.colors.text.primary }),
});
