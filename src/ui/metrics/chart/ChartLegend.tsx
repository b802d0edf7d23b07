import { useRef } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Tooltip, useStyles2 } from '@grafana/ui';
import { exactValue, formatValue } from '../../format';
import { useElementSize } from '../../use-element-size';
import { GLYPH_PX } from './available-width';
import { axisUnit } from '../plot/plot-options';
import type { SeriesLook } from '../plot/series-colours';
import type { TimelineSeries } from '../timeline-types';

export interface LegendEntryProps {
  readonly series: TimelineSeries;
  readonly unit: string;
  readonly look: SeriesLook | undefined;
  readonly value: number | undefined;
  /** Its name is seen, not only its colour. */
  readonly named: boolean;
}

/** What each series says, as many as there is room for; the rest is counted and in a tooltip. */
export function ChartLegend(props: {
  readonly title: string;
  readonly entries: readonly LegendEntryProps[];
}) {
  const { title, entries } = props;
  const styles = useStyles2(getStyles);
  const list = useRef<HTMLUListElement>(null);
  const { widthPx } = useElementSize(list);
  const shown = entries.slice(0, entriesIn(widthPx, entries));
  const rest = entries.slice(shown.length);
  const more = shown.length === 0 ? `${rest.length} series` : `+${rest.length} more`;
  const style = { minWidth: entries.length > 0 ? VALUE_PX : 0 };
  return (
    <ul ref={list} className={styles.legend} style={style} aria-label={`${title}: series`}>
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
            <button type="button" className={styles.more} aria-label={more}>
              {widthPx < NARROW_PX ? more.replace(' more', '') : more}
            </button>
          </Tooltip>
        </li>
      )}
    </ul>
  );
}

/** A line of the colour, and a number. */
export const VALUE_PX = 72;
const LONGEST_NAME = 24;

/** `+3` */
const REST_PX = 28;
/** `+12 more` */
const MORE_PX = 64;
const NARROW_PX = 200;

/** How many entries stand in it, beside the number of the others, without being cut to nothing; by estimate, names give way by an ellipsis. */
function entriesIn(widthPx: number, entries: readonly LegendEntryProps[]): number {
  const lengths = entries.map(({ named, series }) => (named ? series.label.length : 0));
  const longest = Math.min(Math.max(0, ...lengths), LONGEST_NAME);
  const entryPx = VALUE_PX + longest * GLYPH_PX;
  if (entries.length < 2 || entries.length * entryPx <= widthPx) return entries.length;
  const morePx = widthPx < NARROW_PX ? REST_PX : MORE_PX;
  const fit = Math.floor((widthPx - morePx) / entryPx);
  return Math.max(fit, widthPx - morePx >= VALUE_PX ? 1 : 0);
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
  more: css({
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    color: theme.colors.text.secondary,
  }),
  rest: css({ margin: 0, padding: 0, listStyle: 'none' }),
  legend: css({
    display: 'flex',
    // Its width depends on nothing in it, so that it can be asked how much has room.
    flex: '1 1 0',
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
