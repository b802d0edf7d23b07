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
  readonly widthPx: number;
}

/** What a chart is of, in which unit, and what each of its series says at the cursor. */
export function ChartHeader({ chart, looks, cursor, explained, widthPx }: ChartHeaderProps) {
  const styles = useStyles2(getStyles);
  const { title, unit, state, note } = chart;
  const named = axisUnit(unit) === '' && unit !== '' && title.toLowerCase() !== unit;
  const warnings = state.kind === 'ready' ? state.warnings : [];
  const entries = seriesOf(state).map((series) => ({
    series,
    unit,
    look: looks.get(series.label),
    value: cursor === undefined ? lastValue(series) : valueAt(series, cursor),
    named: !explained.has(series.label),
  }));
  const heading = named ? `${title}, ${unit}` : title;
  const room = legendRoom(widthPx - headingPx(heading, warnings.length > 0), entries);
  const shown = entries.length <= room ? entries : entries.slice(0, Math.max(1, room - 1));
  const rest = entries.slice(shown.length);
  return (
    <div className={styles.header}>
      <span className={styles.title}>{heading}</span>
      {note && <Mark icon="info-circle" words={note} />}
      {warnings.length > 0 && (
        <Mark icon="exclamation-triangle" text="partial" words={warnings.join('\n')} />
      )}
      <ul className={styles.legend} aria-label={`${title}: series`}>
        {shown.map((entry) => (
          <LegendEntry key={entry.series.label} {...entry} />
        ))}
        {rest.length > 0 && (
          <li>
            <Tooltip
              content={
                <ul className={styles.rest}>
                  {rest.map((entry) => (
                    <LegendEntry key={entry.series.label} {...entry} named />
                  ))}
                </ul>
              }
            >
              <button type="button" className={styles.mark}>
                {`+${rest.length} more`}
              </button>
            </Tooltip>
          </li>
        )}
      </ul>
    </div>
  );
}

/** Its words are in a tooltip, which opens on focus too. */
function Mark(props: {
  icon: 'info-circle' | 'exclamation-triangle';
  text?: string;
  words: string;
}) {
  const { icon, text, words } = props;
  const styles = useStyles2(getStyles);
  return (
    <Tooltip content={<span className={styles.words}>{words}</span>}>
      <button type="button" className={styles.mark} aria-label={words}>
        <Icon name={icon} size="sm" />
        {text}
      </button>
    </Tooltip>
  );
}

const GLYPH_PX = 7;
const MARK_PX = 20;
const PARTIAL_PX = 70;
const VALUE_PX = 72;
const LONGEST_NAME = 24;

function headingPx(text: string, partial: boolean): number {
  return text.length * GLYPH_PX + MARK_PX + (partial ? PARTIAL_PX : 0);
}

/** How many entries stand beside the title without being cut to nothing; by estimate, names give way by an ellipsis. */
function legendRoom(
  widthPx: number,
  entries: readonly { readonly named: boolean; readonly series: TimelineSeries }[],
): number {
  const lengths = entries.map(({ named, series }) => (named ? series.label.length : 0));
  const longest = Math.min(Math.max(0, ...lengths), LONGEST_NAME);
  return Math.max(1, Math.floor(widthPx / (VALUE_PX + longest * GLYPH_PX)));
}

interface LegendEntryProps {
  readonly series: TimelineSeries;
  readonly unit: string;
  readonly look: SeriesLook | undefined;
  readonly value: number | undefined;
  readonly named: boolean;
}

function LegendEntry({ series, unit, look, value, named }: LegendEntryProps) {
  const styles = useStyles2(getStyles);
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
  mark: css({
    display: 'inline-flex',
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    alignItems: 'center',
    gap: theme.spacing(0.25),
    color: theme.colors.text.secondary,
  }),
  rest: css({ margin: 0, padding: 0, listStyle: 'none' }),
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
