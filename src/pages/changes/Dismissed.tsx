import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { findingKind, findingPlace, type Finding } from '#changes';
import { profileTypeTitle } from '#series';

export interface DismissedProps {
  readonly findings: readonly Finding[];
  /** Nothing else is shown. */
  readonly isAll: boolean;
  /** Keys of those that the link hides; the others are hidden from everyone. */
  readonly inLink: readonly string[];
  readonly mayRestore: (finding: Finding) => boolean;
  readonly onRestore: (keys: readonly string[]) => void;
}

/** What was found and is hidden, in this link or from everyone, each with a way back. */
export function Dismissed({ findings, isAll, inLink, mayRestore, onRestore }: DismissedProps) {
  const styles = useStyles2(getStyles);
  const { length } = findings;
  const isOfLink = findings.every(({ key }) => inLink.includes(key));
  const restorable = findings.filter(mayRestore).map(({ key }) => key);
  const all =
    length === 1 ? 'The one change that was found' : `All ${length} changes that were found`;
  return (
    <div className={styles.hidden}>
      <details open={isAll}>
        <summary>
          {isAll
            ? `${all} ${length === 1 ? 'is' : 'are'} dismissed${isOfLink ? ' in this link' : ''}.`
            : `${length} dismissed.`}
        </summary>
        <ul className={styles.list}>
          {findings.map((finding) => {
            const what = finding.function ?? findingPlace(finding);
            return (
              <li key={finding.key}>
                {findingKind(finding)}: {what}, {profileTypeTitle(finding.profileType)}
                {finding.function !== undefined && `, ${findingPlace(finding)}`}
                {!inLink.includes(finding.key) && ', for everyone'}{' '}
                {mayRestore(finding) && (
                  <Button
                    size="sm"
                    variant="secondary"
                    fill="text"
                    aria-label={`Show ${what} again`}
                    onClick={() => onRestore([finding.key])}
                  >
                    Show again
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      </details>
      {restorable.length > 0 && (
        <Button size="sm" variant="secondary" fill="text" onClick={() => onRestore(restorable)}>
          Show all
        </Button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  hidden: css({
    display: 'flex',
    gap: theme.spacing(1),
    alignItems: 'flex-start',
    color: theme.colors.text.secondary,
    summary: { cursor: 'pointer' },
  }),
  list: css({ listStyle: 'none', paddingLeft: theme.spacing(2) }),
});
