import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { useId } from 'react';
import type { OneSided } from '#comparison';
import { formatPercent } from '../../format';
import { CHANGE_STEPS, UNCHANGED_SLOT } from './colour-scheme';
import { COLOUR_FORMULA } from './legend-words';
import { HatchPatterns, hatchId } from './HatchPatterns';
import { paletteOf } from './palette';
import { widthFormula, type WidthMeasure } from '../widths';

const ONE_SIDED: readonly OneSided[] = ['new', 'gone'];

/** What the colours, the hatches and the widths of a comparison mean. */
export function DeltaLegend(props: {
  readonly width?: WidthMeasure;
  /** Why frames that changed are grey, where some are: `within noise`. */
  readonly grey?: string | undefined;
}) {
  const { width = 'both', grey } = props;
  const styles = useStyles2(getStyles);
  const { fills } = paletteOf('change', useTheme2().isDark);
  const id = useId();
  return (
    <div className={styles.line} role="group" aria-label="Legend">
      <span className={styles.group}>
        <span>−100 %</span>
        <span className={styles.scale} role="img" aria-label={SCALE_TEXT}>
          {fills.map((fill, slot) => (
            <span
              key={slot}
              className={styles.step}
              style={{ background: fill }}
              title={stepText(slot)}
            />
          ))}
        </span>
        <span>+100 %</span>
      </span>
      {grey !== undefined && (
        <span className={styles.group}>
          <span className={styles.step} style={{ background: fills[UNCHANGED_SLOT] }} />
          {grey}
        </span>
      )}
      {ONE_SIDED.map((presence) => (
        <span key={presence} className={styles.group}>
          <svg width={18} height={12} aria-hidden="true">
            <rect width={18} height={12} fill={`url(#${hatchId(id, presence)})`} />
          </svg>
          {presence}
        </span>
      ))}
      <span className={styles.formulas} title={`${COLOUR_FORMULA}\n${widthFormula(width)}`}>
        <span>{COLOUR_FORMULA}</span>
        <span>{widthFormula(width)}</span>
      </span>
      <HatchPatterns id={id} />
    </div>
  );
}

const SCALE_TEXT = `Blue shrank, grey changed by less than ${formatPercent(CHANGE_STEPS[0])}, orange grew`;

function stepText(slot: number): string {
  const step = slot - UNCHANGED_SLOT;
  if (step === 0) return `less than ${formatPercent(CHANGE_STEPS[0])} either way`;
  const verb = step > 0 ? 'grew' : 'shrank';
  const from = formatPercent(CHANGE_STEPS[Math.abs(step) - 1]!);
  const to = CHANGE_STEPS[Math.abs(step)];
  return to === undefined
    ? `${verb} by ${from} or more`
    : `${verb} by ${from} to ${formatPercent(to)}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    alignItems: 'center',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  group: css({ display: 'inline-flex', gap: theme.spacing(0.5), alignItems: 'center' }),
  scale: css({ display: 'inline-flex' }),
  step: css({ width: 14, height: 12, forcedColorAdjust: 'none' }),
  // Cut rather than given a line of their own: that would be the picture's.
  formulas: css({
    flex: '1 1 240px',
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    '& > * + *': { marginLeft: theme.spacing(2) },
  }),
});
