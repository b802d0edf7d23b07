import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import type { Milliseconds } from '#series';
import { exactValue, formatValue } from '../format';
import { lastValue, valueAt } from './cursor-values';
import { axisUnit } from './plot-options';
import { seriesOf } from './series-of-chart';
import type { SeriesLook } from './series-colours';
import type { TimelineChart, TimelineSeries } from './timeline-types';

export interface ChartHeaderProps {
  readonly chart: TimelineChart;
  readonly looks: ReadonlyMap<string, SeriesLook>;
  /** Values are those of this moment; the last ones when it is undefined. */
  readonly cursor: Milliseconds | undefined;
  /** Labels that need no repetition here: their colours are explained in a wider chart of the timeline. */
  readonly explained: ReadonlySet<string>;
}

/** What a chart is of, in which unit, and what each of its series says at the cursor. */
export function ChartHeader({ chart, looks, cursor, explained }: ChartHeaderProps) {
  const styles = useStyles2(getStyles);
  const { title, unit, state, note } = chart;
  const named = axisUnit(unit) === '' && unit !== '' && title.toLowerCase() !== unit;
  const warnings = state.kind === 'ready' ? state.warnings : [];
  return (
    <div className={styles.header}>
      <span className={styles.title}>{named ? `${title}, ${unit}` : title}</span>
      {note && <Mark icon="info-circle" words={note} />}
      {warnings.length > 0 && <Mark icon="exclamation-triangle" words={warnings.join('\n')} />}
      {warnings.length > 0 && <span className={styles.partial}>partial</span>}
      <ul className={styles.legend} aria-label={`${title}: series`}>
        {seriesOf(state).map((series) => (
          <LegendEntry
            key={series.label}
            series={series}
            unit={unit}
            look={looks.get(series.label)}
            cursor={cursor}
            named={!explained.has(series.label)}
          />
        ))}
      </ul>
    </div>
  );
}

/** Its words are in a tooltip, which opens on focus too. */
function Mark({ icon, words }: { icon: 'info-circle' | 'exclamation-triangle'; words: string }) {
  const styles = useStyles2(getStyles);
  return (
    <Tooltip content={<span className={styles.words}>{words}</span>}>
      <button type="button" className={styles.mark} aria-label={words}>
        <Icon name={icon} size="sm" />
      </button>
    </Tooltip>
  );
}

interface LegendEntryProps {
  readonly series: TimelineSeries;
  readonly unit: string;
  readonly look: SeriesLook | undefined;
  readonly cursor: Milliseconds | undefined;
  readonly named: boolean;
}

function LegendEntry({ series, unit, look, cursor, named }: LegendEntryProps) {
  const styles = useStyles2(getStyles);
  const value = cursor === undefined ? lastValue(series) : valueAt(series, cursor);
  const exact = value === undefined ? 'no value' : exactValue(value, unit);
  const style = {
    borderTopColor: look?.colour,
    borderTopStyle: look?.dash.length ? ('dashed' as const) : ('solid' as const),
  };
  return (
    <li className={styles.entry} title={`${series.label}: ${exact}`}>
      <span className={styles.line} style={style} />
      <span className={named ? styles.label : styles.unseen}>{series.label}</span>
      <span className={styles.value}>
        {value === undefined ? '–' : formatValue(value, axisUnit(unit))}
      </span>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    height: 20,
    minWidth: 0,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
  }),
  title: css({ fontWeight: theme.typography.fontWeightMedium }),
  partial: css({ color: theme.colors.warning.text }),
  mark: css({
    display: 'inline-flex',
    padding: 0,
    border: 'none',
    background: 'none',
    color: theme.colors.text.secondary,
  }),
  words: css({ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }),
  legend: css({
    display: 'flex',
    flex: '1 1 0',
    minWidth: 0,
    justifyContent: 'flex-end',
    gap: theme.spacing(1.5),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    overflow: 'hidden',
  }),
  entry: css({
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    minWidth: 0,
    color: theme.colors.text.secondary,
  }),
  line: css({ flex: 'none', width: 14, borderTopWidth: 2 }),
  label: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
  unseen: css({
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  }),
  value: css({
    flex: 'none',
    color: theme.colors.text.primary,
    fontVariantNumeric: 'tabular-nums',
  }),
});
