import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

export interface SparklineProps {
  /** Of equal distance; null is a gap. */
  readonly values: readonly (number | null)[];
  readonly widthPx: number;
  readonly heightPx: number;
  /** Where something changed: 0 is the left edge, 1 the right one. */
  readonly markAt?: number | undefined;
}

/** The shape of a rate from 0 to its own maximum; the number beside it says how much that is. */
export function Sparkline({ values, widthPx, heightPx, markAt }: SparklineProps) {
  const styles = useStyles2(getStyles);
  const { line, area } = pathsOf(values, widthPx, heightPx);
  return (
    <svg className={styles.spark} width={widthPx} height={heightPx} aria-hidden="true">
      <path className={styles.area} d={area} />
      <path className={styles.line} d={line} />
      {markAt !== undefined && (
        <path className={styles.mark} d={`M${fixed(markAt * widthPx)} 0V${heightPx}`} />
      )}
    </svg>
  );
}

function pathsOf(values: SparklineProps['values'], widthPx: number, heightPx: number) {
  let top = 0;
  for (const value of values) top = Math.max(top, value ?? 0);
  const x = (i: number) => fixed(values.length < 2 ? widthPx : (i / (values.length - 1)) * widthPx);
  const y = (value: number) =>
    fixed(heightPx - 1 - (top === 0 ? 0 : (Math.max(0, value) / top) * (heightPx - 2)));
  const runs = runsOf(values).map((run) => run.map((i) => `${x(i)} ${y(values[i]!)}`));
  return {
    // A run of one point has no length: its round cap is what is seen.
    line: runs.map((run) => `M${run[0]}${run.length === 1 ? 'h0' : ''}L${run.join('L')}`).join(''),
    area: runsOf(values)
      .map(
        (run, i) =>
          `M${x(run[0]!)} ${heightPx}L${runs[i]!.join('L')}L${x(run.at(-1)!)} ${heightPx}Z`,
      )
      .join(''),
  };
}

function runsOf(values: SparklineProps['values']): readonly number[][] {
  const runs: number[][] = [];
  let open = false;
  values.forEach((value, i) => {
    if (value !== null && open) runs.at(-1)!.push(i);
    else if (value !== null) runs.push([i]);
    open = value !== null;
  });
  return runs;
}

const fixed = (px: number) => Math.round(px * 10) / 10;

const getStyles = (theme: GrafanaTheme2) => ({
  spark: css({ display: 'block', flex: 'none', overflow: 'visible' }),
  line: css({
    fill: 'none',
    stroke: theme.colors.primary.text,
    strokeWidth: 1.2,
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
  }),
  mark: css({ stroke: theme.colors.text.secondary, strokeDasharray: '2 2' }),
  area: css({ fill: theme.colors.primary.transparent, stroke: 'none' }),
});
