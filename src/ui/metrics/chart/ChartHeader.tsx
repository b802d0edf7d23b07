import { useMemo, type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import type { Milliseconds } from '#series';
import { ChartLegend } from './ChartLegend';
import { valueThere } from './chart-values';
import { headingParts } from './chart-heading';
import { chartUnit } from './chart-unit';
import { seriesOf, type TimelineChart } from '../timeline-types';
import type { SeriesLook } from '../plot/series-colours';

export interface ChartHeaderProps {
  readonly chart: TimelineChart;
  readonly looks: ReadonlyMap<string, SeriesLook>;
  /** Values are those of this moment; the last ones when it is undefined. */
  readonly cursor: Milliseconds | undefined;
  /** Labels that need no repetition here: their colours are explained in a wider chart of the timeline. */
  readonly explained: ReadonlySet<string>;
  /** What can be done here, where there is room for it. */
  readonly hint?: string | undefined;
  /** At the end of the line. */
  readonly actions?: ReactNode;
}

/** What a chart is of, in which unit, how sure that is, and what each of its series says at the cursor. */
export function ChartHeader({ chart, looks, cursor, explained, hint, actions }: ChartHeaderProps) {
  const styles = useStyles2(getStyles);
  const { title, unit, state, note, axisHolds } = chart;
  const warnings = warningsOf(chart);
  const shown = useMemo(
    () => chartUnit(seriesOf(state), unit, axisHolds),
    [state, unit, axisHolds],
  );
  const entries = seriesOf(state).map((series) => ({
    series,
    unit,
    textOf: shown.textOf,
    look: looks.get(series.label),
    value: valueThere(series, cursor),
    named: !explained.has(series.label),
  }));
  const [name, ofUnit] = headingParts(title, shown.title);
  return (
    <div className={styles.header}>
      <span className={styles.title} title={name + ofUnit}>
        <span className={styles.name}>{name}</span>
        <span className={styles.unit}>{ofUnit}</span>
      </span>
      {chart.badge}
      <Remark chart={chart} />
      {note && <Mark icon="info-circle" words={note} />}
      {warnings.length > 0 && (
        <Mark icon="exclamation-triangle" text="partial" words={warnings.join('\n')} />
      )}
      {hint !== undefined && (
        <span className={styles.hint} title={hint}>
          {hint}
        </span>
      )}
      {!chart.groups && <ChartLegend title={title} entries={entries} />}
      {actions && <span className={styles.actions}>{actions}</span>}
    </div>
  );
}

const warningsOf = ({ state }: TimelineChart) => (state.kind === 'ready' ? state.warnings : []);

/** As long as the header has room for, by its width; at the least an icon. */
function Remark({ chart }: { readonly chart: TimelineChart }) {
  const { remark = '', remarkShort = '', remarkFormula = '' } = chart;
  const styles = useStyles2(getStyles);
  if (remark === '') return null;
  return (
    <Mark
      words={remarkFormula === '' ? remark : `${remark}\n${remarkFormula}`}
      text={
        <>
          <span className={styles.long}>{remark}</span>
          <span className={styles.short}>{remarkShort || remark}</span>
          <Icon className={styles.icon} name="calculator-alt" size="sm" />
        </>
      }
    />
  );
}

/** Its words are in a tooltip, which opens on focus too. */
function Mark(props: {
  icon?: 'info-circle' | 'exclamation-triangle';
  text?: ReactNode;
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

/**
 * How wide the header has to be for the words in it. What matters least gives way first: the badge's, which it hides by itself, then the remark's. The
 * title is cut before the numbers are, and its unit before its name.
 */
const [REMARK_FROM, SHORT_REMARK_FROM, HINT_FROM] = [440, 300, 700];
const from = (widthPx: number) => `@container chart-header (min-width: ${widthPx}px)`;
const below = (widthPx: number) => `@container chart-header (max-width: ${widthPx - 1}px)`;

const CUT = { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' } as const;

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({
    container: 'chart-header / inline-size',
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    height: 20,
    minWidth: 0,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
  }),
  title: css({
    display: 'flex',
    flex: '0 1 auto',
    minWidth: 0,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  name: css({ ...CUT, flex: '0 1 auto', whiteSpace: 'pre' }),
  unit: css({ ...CUT, flex: '0 1000 auto', whiteSpace: 'pre' }),
  // The list of keys says it too: names and numbers are worth more.
  hint: css({
    ...CUT,
    flex: '0 1000000 auto',
    maxWidth: '60%',
    marginLeft: theme.spacing(2),
    color: theme.colors.text.secondary,
    [below(HINT_FROM)]: { display: 'none' },
  }),
  actions: css({ flex: 'none', marginLeft: 'auto' }),
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
  long: css({ [below(REMARK_FROM)]: { display: 'none' } }),
  short: css({
    [below(SHORT_REMARK_FROM)]: { display: 'none' },
    [from(REMARK_FROM)]: { display: 'none' },
  }),
  icon: css({ [from(SHORT_REMARK_FROM)]: { display: 'none' } }),
  words: css({ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }),
});
