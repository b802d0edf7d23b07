import { useMemo, type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { biggestChange, stepText, type StepWithin } from '#comparison';
import type { ProfileType, TimeRange } from '#series';
import { formatDelta, formatSignedPercent, formatTime } from '#ui';
import type { Level } from '../../selection/topology-levels';
import type { ViewControl } from '../../state/view/use-view-state';
import { useRangeTotal } from '../../metrics/use-range-total';

export interface StepsWithinProps {
  readonly steps: readonly StepWithin[];
  readonly timeZone: string | undefined;
  /** What can be done about one. */
  readonly actionOf?: ((step: StepWithin) => ReactNode) | undefined;
}

/** Before the answer: a side that is of two states. */
export function StepsWithin({ steps, timeZone, actionOf }: StepsWithinProps) {
  const styles = useStyles2(getStyles);
  const format = {
    delta: formatDelta,
    percent: formatSignedPercent,
    name: (name: string) => name,
    time: (time: number) => formatTime(time, 'second', timeZone),
  };
  return steps.map((step) => (
    <p key={step.side} className={styles.step}>
      {stepText(step, format)} {actionOf?.(step)}
    </p>
  ));
}

export interface BesideStepProps {
  readonly step: StepWithin;
  readonly control: ViewControl;
  readonly profileType: ProfileType;
  readonly levels: readonly Level[];
  /** The page's. */
  readonly range: TimeRange;
}

/** Both windows beside the step: of a step of the whole as long as the page's range has room for, where its total shows it too, else out of the side's own. */
export function BesideStep({ step, control, profileType, levels, range }: BesideStepProps) {
  const { view, setView } = control;
  const { matchers, window = range } = view[step.side];
  const { total, step: stepMs } = useRangeTotal({
    ...{ profileType, matchers, range, levels },
    isWaiting: step.of !== 'whole',
  });
  const series = total.stale ? undefined : total.data;
  const { start, end } = window;
  const windows = useMemo(() => {
    const found = step.of === 'whole' && biggestChange(series ?? [], stepMs, { start, end });
    return found || step.windows;
  }, [series, stepMs, start, end, step]);
  if (!windows) return null;
  const side = (of: TimeRange) => ({ matchers, window: of });
  return (
    <Button
      size="sm"
      variant="secondary"
      onClick={() =>
        setView({
          ...view,
          baseline: side(windows.baseline),
          comparison: side(windows.comparison),
        })
      }
    >
      Compare before with after
    </Button>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  step: css({
    margin: 0,
    fontSize: theme.typography.h4.fontSize,
    color: theme.colors.warning.text,
    fontVariantNumeric: 'tabular-nums',
    overflowWrap: 'anywhere',
  }),
});
