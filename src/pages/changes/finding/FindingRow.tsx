import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { Finding } from '#changes';
import type { Matcher, TimeRange } from '#series';
import { FunctionName, grewColour, shrankColour, Sparkline } from '#ui';
import { belowWidth } from '../../shell/page-width';
import { useTimeZone } from '../../state/host';
import type { ViewState } from '../../state/view/view-state';
import type { FindingLinks } from './finding-links';
import { findingText } from './finding-text';
import { FindingEvidence } from './FindingEvidence';
import { ViewLink } from './ViewLink';

export interface Sibling {
  readonly unit: string;
  readonly matchers: readonly Matcher[];
}

export interface FindingRowProps {
  readonly finding: Finding;
  readonly range: TimeRange;
  readonly links: FindingLinks;
  /** Units that did not change, as many as are drawn beside it. */
  readonly siblings: readonly Sibling[];
  readonly onFollow: (view: ViewState) => void;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onDismiss: () => void;
  /** Absent: the user may not, or the host keeps nothing. */
  readonly onDismissForAll?: (() => void) | undefined;
}

/** What stands in which column of the rows below. */
export function FindingHead() {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.head} aria-hidden="true">
      <span className={styles.headName}>what</span>
      <span>type</span>
      <span className={styles.measured}>
        <span>by how much (95 %)</span>
        <span>since when</span>
        <span>where</span>
      </span>
      <span>over the range</span>
      <span className={styles.headWay}>Compare</span>
    </div>
  );
}

/** What, how much, since when and where in one line, why in the next; opened, the evidence and the ways on. */
export function FindingRow(props: FindingRowProps) {
  const styles = useStyles2(getStyles);
  const { finding, isOpen, onToggle } = props;
  const [timeZone] = useTimeZone();
  const { kind, subject, title, size, when, where, why } = findingText(finding, timeZone);
  const mark = finding.kind === 'load' || finding.kind === 'moved' ? 'aside' : finding.direction;
  return (
    <li className={styles.row} data-finding={finding.key}>
      <div className={styles.line}>
        <button
          type="button"
          className={styles.name}
          aria-expanded={isOpen}
          aria-label={`${kind}: ${subject}`}
          onClick={onToggle}
          title={subject}
        >
          <Icon name={isOpen ? 'angle-down' : 'angle-right'} />
          <span className={styles.mark} data-mark={mark} title={kind}>
            {GLYPHS[mark]}
          </span>
          <span className={styles.subject}>
            <FunctionName name={subject} />
          </span>
        </button>
        <span className={styles.type}>{title}</span>
        <span className={styles.measured}>
          <span className={styles.size}>{size}</span>
          <span className={styles.when}>{when}</span>
          <span className={styles.where} title={finding.units.join(', ')}>
            {where}
          </span>
        </span>
        <span className={styles.spark}>
          {finding.series && (
            <Sparkline
              values={finding.series.values}
              widthPx={SPARK_PX}
              heightPx={22}
              markAt={placeOf(finding)}
            />
          )}
        </span>
        <ViewLink {...props} to={props.links.compare}>
          Compare
        </ViewLink>
      </div>
      <div className={styles.why}>{why.join(' · ')}</div>
      {isOpen && <FindingEvidence {...props} />}
    </li>
  );
}

const GLYPHS = { up: '▲', down: '▽', aside: '─' } as const;
const SPARK_PX = 120;
const TYPE_PX = 120;
/** How much, since when and where. */
const MEASURED = '285px 240px minmax(96px, 1fr)';
/** Of what stands below a name. */
const INDENT_PX = 42;

/** Of the change point, in the width of the sparkline. */
function placeOf({ since, series }: Finding): number | undefined {
  const [first, last] = [series?.times[0], series?.times.at(-1)];
  if (!since || first === undefined || last === undefined || last <= first) return undefined;
  return Math.min(1, Math.max(0, (since.time - first) / (last - first)));
}

const gridOf = (theme: GrafanaTheme2) => ({
  display: 'grid',
  gridTemplateColumns: `minmax(240px, 2fr) ${TYPE_PX}px ${MEASURED} ${SPARK_PX}px auto`,
  gap: theme.spacing(0, 2),
  alignItems: 'center',
});

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({
    ...gridOf(theme),
    padding: theme.spacing(0, 1.5, 0.25),
    // The border of the rows.
    border: '1px solid transparent',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    [belowWidth(1400)]: { display: 'none' },
  }),
  headName: css({ paddingLeft: INDENT_PX }),
  /** As wide as the link below it. */
  headWay: css({ visibility: 'hidden', fontSize: theme.typography.body.fontSize }),
  row: css({
    padding: theme.spacing(0.75, 1.5),
    '& + &': { borderTop: `1px solid ${theme.colors.border.weak}` },
    fontVariantNumeric: 'tabular-nums',
  }),
  line: css({
    ...gridOf(theme),
    [belowWidth(1400)]: { gridTemplateColumns: `minmax(0, 1fr) ${TYPE_PX}px ${SPARK_PX}px auto` },
  }),
  name: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    minWidth: 0,
    padding: 0,
    border: 'none',
    background: 'none',
    color: theme.colors.text.primary,
    textAlign: 'left',
  }),
  mark: css({
    flex: 'none',
    width: 16,
    textAlign: 'center',
    '&[data-mark="up"]': { color: grewColour(theme) },
    '&[data-mark="down"]': { color: shrankColour(theme) },
    '&[data-mark="aside"]': { color: theme.colors.text.secondary },
  }),
  subject: css({
    flex: '1 1 0',
    minWidth: 0,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  type: css({ color: theme.colors.text.secondary }),
  /** Where all is not in one line, in the second one, below the name. */
  measured: css({
    display: 'contents',
    [belowWidth(1400)]: {
      gridRow: 2,
      gridColumn: '1 / -1',
      paddingLeft: INDENT_PX,
      display: 'grid',
      gridTemplateColumns: MEASURED,
      gap: theme.spacing(0, 2),
    },
    [belowWidth(900)]: { display: 'flex', flexWrap: 'wrap' },
  }),
  size: css({ whiteSpace: 'nowrap' }),
  // With a date it takes a second line.
  when: css({ color: theme.colors.text.secondary }),
  where: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  spark: css({ width: SPARK_PX }),
  why: css({
    paddingLeft: INDENT_PX,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
});
