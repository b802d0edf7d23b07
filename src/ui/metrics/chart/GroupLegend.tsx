import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { columnFormat, type Milliseconds } from '#series';
import { exactValue, formatPercent } from '../../format';
import type { SeriesLook } from '../plot/series-colours';
import {
  seriesOf,
  type ChartGroup,
  type ChartGroups,
  type TimelineChart,
  type TimelineSeries,
} from '../timeline-types';
import { chartUnit } from './chart-unit';
import { valueThere } from './chart-values';

export interface GroupLegendProps {
  readonly chart: TimelineChart;
  readonly groups: ChartGroups;
  readonly looks: ReadonlyMap<string, SeriesLook>;
  /** Values are those of this moment; the last ones when it is undefined. */
  readonly cursor: Milliseconds | undefined;
}

/** The lines of a whole: each with its value at the cursor and its share of all; a click selects it. One tab stop, arrow keys go on. */
export function GroupLegend({ chart, groups, looks, cursor }: GroupLegendProps) {
  const styles = useStyles2(getStyles);
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const { by, count, entries } = groups;
  const series = seriesOf(chart.state);
  const { textOf } = chartUnit(series, chart.unit, chart.axisHolds);
  const shares = columnFormat([], 'share', 1);
  const valueOf = (one: TimelineSeries | undefined) => one && valueThere(one, cursor);
  const values = entries.map(({ label }) => valueOf(series.find((one) => one.label === label)));
  const known = values.filter((value) => value !== undefined);
  const sum = known.length === 0 ? undefined : known.reduce((a, b) => a + b, 0);
  const picks = entries.filter(({ onPick }) => onPick);
  const tabStop = Math.min(active, picks.length - 1);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = placeAfter(event.key, tabStop, picks.length);
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
    list.current?.querySelectorAll('button')[next]?.focus();
  }
  const cells = (name: string, value: number | undefined, share: number | undefined) => (
    <>
      <span className={styles.name}>{name}</span>
      <span className={styles.value}>{value === undefined ? '–' : textOf(value)}</span>
      <span className={styles.share}>
        {share === undefined ? '–' : `${shares.textOf(share)} %`}
      </span>
    </>
  );
  return (
    <div
      ref={list}
      className={styles.legend}
      role="toolbar"
      aria-label={`${chart.title} by ${by}`}
      onKeyDown={onKeyDown}
    >
      {entries.map((entry, i) => (
        <Entry
          key={entry.label}
          entry={entry}
          title={titleOf(entry, values[i], chart.unit)}
          look={looks.get(entry.label)}
          isTabStop={picks[tabStop] === entry}
          onFocus={() => setActive(picks.indexOf(entry))}
        >
          {cells(entry.label, values[i], entry.share)}
        </Entry>
      ))}
      {count > 1 && (
        <span
          className={cx(styles.entry, styles.rest)}
          title="All lines together: their sum is that of what is selected."
        >
          <span className={styles.colour} style={{ borderTopStyle: 'none' }} />
          {cells(`all ${count}`, sum, entries[0]?.share === undefined ? undefined : 1)}
        </span>
      )}
    </div>
  );
}

interface EntryProps {
  readonly entry: ChartGroup;
  readonly title: string;
  readonly look: SeriesLook | undefined;
  readonly isTabStop: boolean;
  readonly onFocus: () => void;
  readonly children: ReactNode;
}

function Entry({ entry, title, look, isTabStop, onFocus, children }: EntryProps) {
  const styles = useStyles2(getStyles);
  const line = (
    <span
      className={styles.colour}
      style={{
        borderTopColor: look?.colour,
        borderTopStyle: look?.dash.length ? 'dashed' : 'solid',
      }}
    />
  );
  if (!entry.onPick)
    return (
      <span className={cx(styles.entry, styles.rest)} title={title}>
        {line}
        {children}
      </span>
    );
  return (
    <button
      type="button"
      className={cx(styles.entry, styles.pick)}
      aria-pressed={entry.isPicked}
      tabIndex={isTabStop ? 0 : -1}
      title={title}
      onFocus={onFocus}
      onClick={entry.onPick}
    >
      {line}
      {children}
    </button>
  );
}

function titleOf(
  { label, share, onPick, isPicked }: ChartGroup,
  value: number | undefined,
  unit: string,
) {
  const said = value === undefined ? 'no value' : exactValue(value, unit);
  const part = share === undefined ? '' : `; ${formatPercent(share)} of all in the range`;
  const click = onPick ? `. Click: ${isPicked ? 'selects all again' : 'selects it alone'}` : '';
  return `${label}: ${said}${part}${click}`;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: -Infinity,
  End: Infinity,
};

function placeAfter(key: string, at: number, count: number): number | undefined {
  const step = Object.hasOwn(STEPS, key) ? STEPS[key]! : undefined;
  if (step === undefined || count === 0) return undefined;
  return Math.min(count - 1, Math.max(0, at + step));
}

/** A name, its value and its share; names are cut before numbers are. */
const ENTRY_PX = 210;

const getStyles = (theme: GrafanaTheme2) => ({
  legend: css({
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fill, min(${ENTRY_PX}px, 100%))`,
    columnGap: theme.spacing(3),
    padding: theme.spacing(0.25, 0),
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  entry: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    minWidth: 0,
    height: 20,
    padding: theme.spacing(0, 0.5),
    borderRadius: theme.shape.radius.default,
    whiteSpace: 'nowrap',
  }),
  pick: css({
    border: 'none',
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
    '&[aria-pressed="true"]': { background: theme.colors.action.selected },
  }),
  rest: css({ color: theme.colors.text.secondary }),
  colour: css({ flex: 'none', width: 14, borderTopWidth: 2, forcedColorAdjust: 'none' }),
  name: css({ flex: '1 1 0', minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }),
  value: css({ flex: 'none', fontVariantNumeric: 'tabular-nums' }),
  share: css({
    flex: 'none',
    minWidth: '8ch',
    textAlign: 'right',
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  }),
});
