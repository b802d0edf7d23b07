import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Tooltip, useStyles2 } from '@grafana/ui';
import { exactValue } from '../../format';
import { useElementSize } from '../../use-element-size';
import type { SeriesLook } from '../plot/series-colours';
import type { TimelineSeries } from '../timeline-types';

export interface LegendEntryProps {
  readonly series: TimelineSeries;
  readonly unit: string;
  /** As the chart's axis writes its numbers. */
  readonly textOf: (value: number) => string;
  readonly look: SeriesLook | undefined;
  readonly value: number | undefined;
  /** Its name is seen, not only its colour. */
  readonly named: boolean;
}

/** What each series says, as many as stand in one line; the rest is counted and in a tooltip. */
export function ChartLegend(props: {
  readonly title: string;
  readonly entries: readonly LegendEntryProps[];
}) {
  const { title, entries } = props;
  const styles = useStyles2(getStyles);
  const list = useRef<HTMLUListElement>(null);
  const rest = entries.slice(useFirstLine(list, entries));
  const more = `+${rest.length} more`;
  return (
    <div
      className={cx(styles.legend, entries.length === 1 && styles.one)}
      style={{ minWidth: leastOf(entries) }}
    >
      <ul ref={list} className={styles.line} aria-label={`${title}: series`}>
        {entries.slice(0, MOST).map((entry) => (
          <LegendEntry key={entry.series.label} {...entry} />
        ))}
      </ul>
      {rest.length > 0 && (
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
            +{rest.length}
            <span className={styles.word}>&nbsp;more</span>
          </button>
        </Tooltip>
      )}
    </div>
  );
}

/** The colour and the number of one series, and how many others there are: no more, so that the title keeps its words. */
function leastOf(entries: readonly LegendEntryProps[]): string | undefined {
  if (entries.length === 0) return undefined;
  const digits = entries.map(({ value, textOf }) =>
    value === undefined ? 1 : textOf(value).length,
  );
  const more = entries.length === 1 ? 0 : MORE_PX;
  return `calc(${COLOUR_PX + more}px + ${Math.max(...digits, LEAST_DIGITS)}ch)`;
}

/** How many entries stand in the list's first line: the others have wrapped, out of sight. */
function useFirstLine(list: RefObject<HTMLUListElement>, entries: readonly LegendEntryProps[]) {
  const { widthPx } = useElementSize(list);
  const [count, setCount] = useState(entries.length);
  const names = entries.map(({ series, named }) => `${named} ${series.label}`).join('\n');
  useLayoutEffect(() => {
    const items = Array.from(list.current!.children) as HTMLElement[];
    const wrapped = items.findIndex((item) => item.offsetTop > items[0]!.offsetTop);
    setCount(wrapped === -1 ? items.length : wrapped);
  }, [list, widthPx, names]);
  return count;
}

function LegendEntry({ series, unit, textOf, look, value, named }: LegendEntryProps) {
  const styles = useStyles2(getStyles);
  const exact = value === undefined ? 'no value' : exactValue(value, unit);
  const style = {
    borderTopColor: look?.colour,
    borderTopStyle: look?.dash.length ? ('dashed' as const) : ('solid' as const),
  };
  return (
    <li className={styles.entry} title={`${series.label}: ${exact}`}>
      <span className={styles.colour} style={style} />
      <span className={named ? styles.label : styles.unseen}>{series.label}</span>
      <span className={styles.value}>{value === undefined ? '–' : textOf(value)}</span>
    </li>
  );
}

const HEIGHT_PX = 20;
/** The line in the series' colour, and the gap to its number. */
const COLOUR_PX = 20;
/** `+12`, and the gap before it. */
const MORE_PX = 32;
/** So that the title does not move with the time cursor. */
const LEAST_DIGITS = 4;
/** No line is as long: 32 entries of the least width are 1,900 px. */
const MOST = 32;

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
    flex: '1 1 0',
    minWidth: 0,
    justifyContent: 'flex-end',
    gap: theme.spacing(1.5),
  }),
  one: css({ flex: '1 1000 auto', '& li': { minWidth: 0 } }),
  line: css({
    display: 'flex',
    flexWrap: 'wrap',
    flex: '1 1 0',
    justifyContent: 'flex-end',
    columnGap: theme.spacing(1.5),
    height: HEIGHT_PX,
    margin: 0,
    padding: 0,
    listStyle: 'none',
    overflow: 'hidden',
  }),
  word: css({ '@container chart-header (max-width: 479px)': { display: 'none' } }),
  entry: css({
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    minWidth: `calc(${COLOUR_PX}px + ${LEAST_DIGITS}ch)`,
    maxWidth: '100%',
    height: HEIGHT_PX,
    justifyContent: 'flex-end',
    color: theme.colors.text.secondary,
  }),
  colour: css({ flex: 'none', width: 14, borderTopWidth: 2 }),
  label: css({ minWidth: 0, maxWidth: '24ch', overflow: 'hidden', textOverflow: 'ellipsis' }),
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
