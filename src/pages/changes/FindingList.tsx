import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Finding } from '#changes';
import type { Scan, ScanQuestion } from '#scan';
import { Notice } from '#ui';
import type { ViewControl } from '../state/view/use-view-state';
import { Dismissed } from './Dismissed';
import { linksOf, siblingsOf } from './finding/finding-links';
import { FindingHead, FindingRow } from './finding/FindingRow';
import { useHeldOrder } from './held-order';
import { useDismissalsForAll } from './use-dismissals';

export interface FindingListProps {
  readonly control: ViewControl;
  readonly scan: Scan;
  readonly question: ScanQuestion;
  /** Best first. */
  readonly findings: readonly Finding[];
  /** Of another question than the page's: what is asked now is not known yet. */
  readonly stale: boolean;
  readonly opened: string | undefined;
  readonly dismissed: readonly string[];
  readonly onOpen: (key: string | undefined) => void;
  readonly onDismiss: (keys: readonly string[]) => void;
}

const GROUPS = [
  'Grew',
  'Load, not cost',
  'Moved, together as before',
  'Shrank',
  'Went away again',
] as const;

function groupOf({ kind, direction, until }: Finding): (typeof GROUPS)[number] {
  if (until !== undefined) return 'Went away again';
  if (kind === 'load') return 'Load, not cost';
  if (kind === 'moved') return 'Moved, together as before';
  return direction === 'up' ? 'Grew' : 'Shrank';
}

/** One row a cause: what costs more first, what is no regression apart. */
export function FindingList(props: FindingListProps) {
  const styles = useStyles2(getStyles);
  const { findings, stale, dismissed, onDismiss } = props;
  const forAll = useDismissalsForAll();
  const { items, handlers } = useHeldOrder(findings, ({ key }) => key);
  const isHidden = (finding: Finding) => dismissed.includes(finding.key) || forAll.hides(finding);
  const shown = items.filter((finding) => !isHidden(finding));
  const hidden = items.filter(isHidden);
  const restore = (keys: readonly string[]) => {
    onDismiss(dismissed.filter((one) => !keys.includes(one)));
    forAll.restore(hidden.filter((one) => keys.includes(one.key) && forAll.hides(one)));
  };
  return (
    <div {...handlers} className={styles.list} data-stale={stale}>
      {forAll.failure && (
        <Notice
          inline
          kind="failed"
          title="Not stored for the organisation"
          facts={forAll.failure}
          action={{ label: 'Dismiss', onClick: forAll.forget }}
        />
      )}
      {shown.length > 0 && <FindingHead />}
      {GROUPS.map((title) => {
        const rows = shown.filter((finding) => groupOf(finding) === title);
        if (rows.length === 0) return null;
        return (
          <section key={title} aria-label={title} className={styles.group}>
            <h2 className={styles.title}>
              {title} <span className={styles.count}>{rows.length}</span>
            </h2>
            <ul className={styles.rows}>
              {rows.map((finding) => (
                <Row
                  key={finding.key}
                  finding={finding}
                  onDismissForAll={forAll.dismiss && (() => forAll.dismiss?.(finding))}
                  {...props}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {hidden.length > 0 && (
        <Dismissed
          findings={hidden}
          isAll={shown.length === 0}
          inLink={dismissed}
          mayRestore={(finding) => dismissed.includes(finding.key) || forAll.dismiss !== undefined}
          onRestore={restore}
        />
      )}
    </div>
  );
}

interface RowProps extends FindingListProps {
  readonly finding: Finding;
  readonly onDismissForAll: (() => void) | undefined;
}

function Row({ finding, onDismissForAll, ...props }: RowProps) {
  const { control, scan, question, opened, dismissed, onOpen, onDismiss } = props;
  const { key } = finding;
  const isOpen = opened === key;
  return (
    <FindingRow
      finding={finding}
      range={question.range}
      links={linksOf(control.view, finding, { scan, question })}
      siblings={siblingsOf(finding, { scan, question })}
      onFollow={control.setView}
      isOpen={isOpen}
      onToggle={() => onOpen(isOpen ? undefined : key)}
      onDismiss={() => onDismiss([...dismissed, key])}
      onDismissForAll={onDismissForAll}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  group: css({ marginBottom: theme.spacing(2) }),
  title: css({
    margin: theme.spacing(0, 0, 0.5),
    fontSize: theme.typography.body.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  count: css({
    color: theme.colors.text.secondary,
    fontWeight: theme.typography.fontWeightRegular,
  }),
  list: css({ '&[data-stale="true"]': { opacity: 0.6 } }),
  rows: css({
    listStyle: 'none',
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
  }),
});
