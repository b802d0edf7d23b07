import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Pair } from '#comparison';
import { formatValue } from './format';

export interface SliceStripsProps {
  /** A value a slice, in time order; baseline, comparison. */
  readonly values: Pair<ArrayLike<number>>;
  readonly unit: string;
}

const SIDES = ['baseline', 'comparison'] as const;
const WIDTH = 240;
const HEIGHT = 26;
const MARGIN = 4;

/** Every slice of both sides as a dot on one scale from 0, with their means: how far the sides lie apart, and how far their own values do. */
export function SliceStrips({ values, unit }: SliceStripsProps) {
  const styles = useStyles2(getStyles);
  const most = Math.max(...values.map((side) => Math.max(0, ...Array.from(side))));
  const least = Math.min(0, ...values.flatMap((side) => Array.from(side)));
  const x = (value: number) =>
    MARGIN + ((value - least) / (most - least || 1)) * (WIDTH - 2 * MARGIN);
  return (
    <figure className={styles.strips}>
      <figcaption>
        slices, {formatValue(least, unit)} to {formatValue(most, unit)}
      </figcaption>
      {SIDES.map((name, side) => {
        const all = Array.from(values[side]!);
        const mean = all.reduce((sum, value) => sum + value, 0) / Math.max(1, all.length);
        return (
          <div key={name} className={styles.side}>
            <span aria-hidden="true">{name}</span>
            <svg
              className={styles.strip}
              data-side={name}
              viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
              role="img"
              aria-label={`${name}: mean ${formatValue(mean, unit)} of ${all.length} slices`}
            >
              <line x1={0} x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} />
              {all.map((value, i) => (
                <circle key={i} cx={x(value)} cy={HEIGHT / 2} r={3}>
                  <title>{`${i + 1}: ${formatValue(value, unit)}`}</title>
                </circle>
              ))}
              <rect x={x(mean) - 1} y={2} width={2} height={HEIGHT - 4} />
            </svg>
          </div>
        );
      })}
    </figure>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  strips: css({
    margin: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  side: css({
    display: 'grid',
    gridTemplateColumns: '76px 1fr',
    alignItems: 'center',
  }),
  strip: css({
    display: 'block',
    width: '100%',
    maxWidth: WIDTH,
    line: { stroke: theme.colors.border.medium },
    circle: { fillOpacity: 0.45 },
    rect: { fill: theme.colors.text.maxContrast },
    '&[data-side="baseline"] circle': { fill: theme.visualization.getColorByName('dark-blue') },
    '&[data-side="comparison"] circle': { fill: theme.visualization.getColorByName('dark-orange') },
  }),
});
