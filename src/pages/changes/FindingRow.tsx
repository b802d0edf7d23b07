import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, ClipboardButton, Icon, useStyles2 } from '@grafana/ui';
import type { Finding } from '#changes';
import { qText } from '#comparison';
import type { TimeRange } from '#series';
import { FunctionName, Sparkline } from '#ui';
import { belowWidth } from '../shell/page-width';
import { useHost, useTimeZone } from '../state/host';
import type { ViewState } from '../state/view/view-state';
import { printView } from '../state/view/view-url';
import type { FindingLinks } from './finding-links';
import { findingMarkdown, findingText } from './finding-text';
import { FindingChart } from './FindingChart';

export interface FindingRowProps {
  readonly finding: Finding;
  readonly range: TimeRange;
  readonly links: FindingLinks;
  readonly onFollow: (view: ViewState) => void;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onDismiss: () => void;
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
      {isOpen && <Evidence {...props} />}
    </li>
  );
}

const GLYPHS = { up: '▲', down: '▽', aside: '─' } as const;
const SPARK_PX = 120;
const TYPE_PX = 120;
/** How much, since when and where. */
const MEASURED = '285px 205px minmax(110px, 1fr)';
/** Of what stands below a name. */
const INDENT_PX = 42;

/** Of the change point, in the width of the sparkline. */
function placeOf({ since, series }: Finding): number | undefined {
  const [first, last] = [series?.times[0], series?.times.at(-1)];
  if (!since || first === undefined || last === undefined || last <= first) return undefined;
  return Math.min(1, Math.max(0, (since.time - first) / (last - first)));
}

function Evidence({ finding, range, links, onDismiss, onFollow }: FindingRowProps) {
  const styles = useStyles2(getStyles);
  const host = useHost();
  const [timeZone] = useTimeZone();
  const { units, unchanged, q } = finding;
  const frozen = { ...links.compare, refresh: undefined };
  return (
    <div className={styles.evidence}>
      <div className={styles.chart}>
        <FindingChart {...{ finding, range, onFollow }} compare={links.compare} />
      </div>
      <dl className={styles.facts}>
        <dt>changed</dt>
        <dd>{units.join(', ')}</dd>
        <dt>did not change</dt>
        <dd>{unchanged.length === 0 ? 'no other unit was looked into' : unchanged.join(', ')}</dd>
        <dt title="The share of false ones among findings that are at least as sure">q</dt>
        <dd>{qText(q)}</dd>
      </dl>
      <div className={styles.ways}>
        <ViewLink to={links.compare} onFollow={onFollow}>
          Compare
        </ViewLink>
        <ViewLink to={links.profile} onFollow={onFollow}>
          Profile
        </ViewLink>
        <ViewLink to={links.metrics} onFollow={onFollow}>
          Metrics
        </ViewLink>
        <ClipboardButton
          size="sm"
          variant="secondary"
          fill="text"
          icon="copy"
          getText={() => findingMarkdown(finding, timeZone, host.linkTo(printView(frozen)))}
        >
          Copy as Markdown
        </ClipboardButton>
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          icon="eye-slash"
          tooltip="Hidden in this link until all are shown again"
          onClick={onDismiss}
        >
          Dismiss
        </Button>
      </div>
    </div>
  );
}

interface ViewLinkProps {
  readonly to: ViewState;
  readonly onFollow: (view: ViewState) => void;
  readonly children: string;
}

/** A link with an address of its own, so that it can be opened in another tab. */
function ViewLink({ to, onFollow, children }: ViewLinkProps) {
  const styles = useStyles2(getStyles);
  const host = useHost();
  return (
    <a
      className={styles.link}
      href={host.linkTo(printView(to))}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        onFollow(to);
      }}
    >
      {children}
    </a>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    padding: theme.spacing(0.75, 1.5),
    '& + &': { borderTop: `1px solid ${theme.colors.border.weak}` },
    fontVariantNumeric: 'tabular-nums',
  }),
  line: css({
    display: 'grid',
    gridTemplateColumns: `minmax(240px, 2fr) ${TYPE_PX}px ${MEASURED} ${SPARK_PX}px auto`,
    gap: theme.spacing(0, 2),
    alignItems: 'center',
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
    '&[data-mark="up"]': { color: theme.colors.error.text },
    '&[data-mark="down"]': { color: theme.colors.success.text },
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
  when: css({ whiteSpace: 'nowrap', color: theme.colors.text.secondary }),
  where: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  spark: css({ width: SPARK_PX }),
  why: css({
    paddingLeft: INDENT_PX,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
  evidence: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 3),
    alignItems: 'flex-start',
    padding: theme.spacing(1, 0, 1, 5.25),
  }),
  chart: css({ flexBasis: '100%', minWidth: 0 }),
  facts: css({
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 60ch)',
    gap: theme.spacing(0.25, 1.5),
    margin: 0,
    dt: { color: theme.colors.text.secondary },
    dd: { margin: 0, overflowWrap: 'anywhere' },
  }),
  ways: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1.5), alignItems: 'center' }),
  link: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
});
