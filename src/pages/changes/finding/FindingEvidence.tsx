import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, ClipboardButton, LinkButton, useStyles2 } from '@grafana/ui';
import { isWithoutEvent, type Finding } from '#changes';
import { qText } from '#comparison';
import { CrashBoundary } from '../../shell/CrashBoundary';
import { useHost, useTimeZone } from '../../state/host';
import { printView } from '../../state/view/view-url';
import { DifferenceGraph } from '../difference/DifferenceGraph';
import { BeforeAfter } from './BeforeAfter';
import { findingMarkdown } from './finding-text';
import { FindingChart } from './FindingChart';
import type { FindingRowProps } from './FindingRow';
import { followed, ViewLink } from './ViewLink';

/** The course with what happened, the siblings, what it was before and after, and the ways on. */
export function FindingEvidence(props: FindingRowProps) {
  const { finding, range, links, siblings, onDismiss, onDismissForAll, onFollow } = props;
  const styles = useStyles2(getStyles);
  const host = useHost();
  const [timeZone] = useTimeZone();
  const { units, unchanged, q } = finding;
  const frozen = { ...links.compare, refresh: undefined };
  return (
    <div className={styles.evidence}>
      <div className={styles.chart}>
        <FindingChart {...{ finding, range, siblings, onFollow }} compare={links.compare} />
      </div>
      <div className={styles.difference}>
        <BeforeAfter finding={finding} />
        <LinkButton
          size="sm"
          href={host.linkTo(printView(links.compare))}
          onClick={(event) => followed(event) && onFollow(links.compare)}
          icon="columns"
        >
          Compare before with after
        </LinkButton>
      </div>
      <CrashBoundary what="flame graph of the difference" data={[finding.key]}>
        <DifferenceGraph finding={finding} compare={links.compare} />
      </CrashBoundary>
      <dl className={styles.facts}>
        <dt>changed</dt>
        <dd>{units.join(', ')}</dd>
        <dt>did not change</dt>
        <dd>{unchanged.length === 0 ? 'none that was looked into' : unchanged.join(', ')}</dd>
        <dt>happened then</dt>
        <dd>{happenedText(finding)}</dd>
        <dt title="The share of false ones among findings that are at least as sure">q</dt>
        <dd>{qText(q)}</dd>
      </dl>
      <div className={styles.ways}>
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
        {onDismissForAll && (
          <Button
            size="sm"
            variant="secondary"
            fill="text"
            icon="eye-slash"
            tooltip="Hidden from everyone of this organisation until it is shown again, or the same changes once more"
            onClick={onDismissForAll}
          >
            Dismiss for everyone
          </Button>
        )}
      </div>
    </div>
  );
}

/** What fell on its time, or how far that is known. */
function happenedText(finding: Finding): string {
  const { cause, happened, since } = finding;
  if (cause) return cause.text;
  if (isWithoutEvent(finding)) return 'no restart, new build or alert near it';
  if (!happened) return 'not asked yet';
  if (!happened.isAll) return 'no metrics tell of restarts and alerts';
  return since ? 'nothing that explains it' : 'its time is not known';
}

const getStyles = (theme: GrafanaTheme2) => ({
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
  difference: css({
    display: 'flex',
    flexWrap: 'wrap',
    flexBasis: '100%',
    gap: theme.spacing(1, 3),
    alignItems: 'center',
  }),
});
