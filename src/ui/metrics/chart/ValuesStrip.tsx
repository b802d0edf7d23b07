import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Milliseconds } from '#series';
import type { SeriesLook } from '../plot/series-colours';
import { seriesOf, type TimelineChart } from '../timeline-types';
import { headingOf } from './chart-heading';
import { chartUnit } from './chart-unit';
import { summariseChart, valueThere } from './chart-values';

export interface ValuesStripProps {
  readonly charts: readonly TimelineChart[];
  readonly looks: ReadonlyMap<string, SeriesLook>;
  /** Values are those of this moment; the last ones when it is undefined. */
  readonly cursor: Milliseconds | undefined;
}

/** Of charts that are not drawn what they say at the cursor: one line, as many as stand in it. */
export function ValuesStrip({ charts, ...at }: ValuesStripProps) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.strip} aria-label="Values of the metrics">
      {charts.map((chart) => (
        <li key={chart.id} className={styles.entry} title={summariseChart(chart)}>
          <ChartValues chart={chart} {...at} />
        </li>
      ))}
    </ul>
  );
}

/** More are one span of values. */
const MOST_SERIES = 2;

interface ChartValuesProps extends Omit<ValuesStripProps, 'charts'> {
  readonly chart: TimelineChart;
}

function ChartValues({ chart, looks, cursor }: ChartValuesProps) {
  const styles = useStyles2(getStyles);
  const { title, unit, axisHolds, state } = chart;
  const series = seriesOf(state);
  const { title: unitTitle, textOf } = chartUnit(series, unit, axisHolds);
  const values = series.map((one) => ({ ...one, value: valueThere(one, cursor) }));
  return (
    <>
      <span>{headingOf(title, unitTitle)}</span>
      {values.length > MOST_SERIES ? (
        <span className={styles.value}>{spanOf(values, textOf)}</span>
      ) : (
        values.map(({ label, value }) => (
          <span key={label} className={styles.value}>
            <span
              className={styles.colour}
              style={{ borderTopColor: looks.get(label)?.colour }}
              data-dashed={looks.get(label)?.dash.length ? true : undefined}
            />
            {value === undefined ? '–' : textOf(value)}
          </span>
        ))
      )}
      {state.kind === 'loading' && series.length === 0 && <span>…</span>}
      {state.kind === 'empty' && <span>{state.reason}</span>}
      {state.kind === 'failed' && <span className={styles.failed}>{state.message}</span>}
      {state.kind === 'ready' && state.warnings.length > 0 && (
        <span className={styles.partial}>partial</span>
      )}
    </>
  );
}

/** `26 to 31 in 6 series` */
function spanOf(
  series: readonly { readonly value: number | undefined }[],
  textOf: (value: number) => string,
): string {
  const known = series.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const among = `in ${series.length} series`;
  if (known.length === 0) return `– ${among}`;
  const [least, most] = [textOf(Math.min(...known)), textOf(Math.max(...known))];
  return least === most ? `${least} ${among}` : `${least} to ${most} ${among}`;
}

const LINE_PX = 22;

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({
    display: 'flex',
    flexWrap: 'wrap',
    flex: '1 1 0',
    minWidth: 0,
    gap: theme.spacing(0, 2),
    height: LINE_PX,
    lineHeight: `${LINE_PX}px`,
    margin: 0,
    padding: 0,
    overflow: 'hidden',
    listStyle: 'none',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
  }),
  entry: css({
    display: 'flex',
    gap: theme.spacing(0.75),
    maxWidth: '100%',
    '& > :last-child': { overflow: 'hidden', textOverflow: 'ellipsis' },
  }),
  value: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: theme.colors.text.primary,
    fontVariantNumeric: 'tabular-nums',
  }),
  colour: css({
    flex: 'none',
    width: 10,
    borderTop: '2px solid transparent',
    '&[data-dashed]': { borderTopStyle: 'dashed' },
  }),
  failed: css({ color: theme.colors.error.text }),
  partial: css({ color: theme.colors.warning.text }),
});
