import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import type { Milliseconds } from '#series';
import { ChartLegend, VALUE_PX } from './ChartLegend';
import { lastValue, valueAt } from './chart-values';
import { GLYPH_PX, AvailableWidth } from './available-width';
import { axisUnit } from '../plot/plot-options';
import { seriesOf, type TimelineChart } from '../timeline-types';
import type { SeriesLook } from '../plot/series-colours';

export interface ChartHeaderProps {
  readonly chart: TimelineChart;
  readonly looks: ReadonlyMap<string, SeriesLook>;
  /** Values are those of this moment; the last ones when it is undefined. */
  readonly cursor: Milliseconds | undefined;
  /** Labels that need no repetition here: their colours are explained in a wider chart of the timeline. */
  readonly explained: ReadonlySet<string>;
  readonly widthPx: number;
}

/** What a chart is of, in which unit, how sure that is, and what each of its series says at the cursor. */
export function ChartHeader({ chart, looks, cursor, explained, widthPx }: ChartHeaderProps) {
  const styles = useStyles2(getStyles);
  const { title, unit, state, note } = chart;
  const warnings = warningsOf(chart);
  const entries = seriesOf(state).map((series) => ({
    series,
    unit,
    look: looks.get(series.label),
    value: cursor === undefined ? lastValue(series) : valueAt(series, cursor),
    named: !explained.has(series.label),
  }));
  const heading = headingOf(chart);
  const freePx = widthPx - takenPx(chart);
  const fitted = fitParts(chart, freePx);
  return (
    <div className={styles.header}>
      <span className={styles.title} title={heading}>
        {heading}
      </span>
      <AvailableWidth.Provider value={fitted.badgePx}>{chart.badge}</AvailableWidth.Provider>
      <Remark chart={chart} shown={fitted.words} />
      {note && <Mark icon="info-circle" words={note} />}
      {warnings.length > 0 && (
        <Mark icon="exclamation-triangle" text="partial" words={warnings.join('\n')} />
      )}
      <ChartLegend title={title} entries={entries} />
    </div>
  );
}

function headingOf({ title, unit }: TimelineChart): string {
  const named = axisUnit(unit) === '' && unit !== '' && title.toLowerCase() !== unit;
  return named ? `${title}, ${unit}` : title;
}

const warningsOf = ({ state }: TimelineChart) => (state.kind === 'ready' ? state.warnings : []);

const MARK_PX = 22;
const PARTIAL_PX = 70;
const GAP_PX = 6;

/** By estimate: measured text would have to be drawn first. */
const textPx = (text: string) => (text === '' ? 0 : text.length * GLYPH_PX + GAP_PX);

/** What stands in the header whatever its width. */
function takenPx(chart: TimelineChart): number {
  const note = chart.note ? MARK_PX : 0;
  const partial = warningsOf(chart).length > 0 ? PARTIAL_PX : 0;
  const values = seriesOf(chart.state).length > 0 ? VALUE_PX : 0;
  return textPx(headingOf(chart)) + note + partial + values;
}

/** The badge's words give way before the remark's: the number says more than what it is matched by. */
function fitParts({ badge, remark = '', remarkShort = '' }: TimelineChart, freePx: number) {
  const availablePx = freePx - (badge ? MARK_PX : 0);
  const words = [remark, remarkShort].find((text) => text !== '' && textPx(text) <= availablePx);
  const remarkPx = words === undefined && remark !== '' ? MARK_PX : textPx(words ?? '');
  return { words, badgePx: freePx - remarkPx };
}

/** `shown` is as much of it as there is room for; without, an icon. */
function Remark(props: { readonly chart: TimelineChart; readonly shown: string | undefined }) {
  const { remark = '', remarkFormula = '' } = props.chart;
  if (remark === '') return null;
  const words = remarkFormula === '' ? remark : `${remark}\n${remarkFormula}`;
  if (props.shown === undefined) return <Mark icon="calculator-alt" words={words} />;
  return <Mark text={props.shown} words={words} />;
}

/** Its words are in a tooltip, which opens on focus too. */
function Mark(props: {
  icon?: 'info-circle' | 'exclamation-triangle' | 'calculator-alt';
  text?: string;
  words: string;
}) {
  const { icon, text, words } = props;
  const styles = useStyles2(getStyles);
  return (
    <Tooltip content={<span className={styles.words}>{words}</span>}>
      <button type="button" className={styles.mark} aria-label={words}>
        {icon && <Icon name={icon} size="sm" />}
        {text}
      </button>
    </Tooltip>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({
    display: 'flex',
    alignItems: 'center',
    gap: GAP_PX,
    height: 20,
    minWidth: 0,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
  }),
  title: css({
    flex: '0 1 auto',
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    fontWeight: theme.typography.fontWeightMedium,
  }),
  mark: css({
    display: 'inline-flex',
    flex: 'none',
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    alignItems: 'center',
    gap: theme.spacing(0.25),
    color: theme.colors.text.secondary,
  }),
  words: css({ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }),
});
