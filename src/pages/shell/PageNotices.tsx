import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { SourceError } from '#sources';
import { Notice } from '#ui';
import { explain, likenessOf } from './advice';
import { useHost } from '../state/host';
import { useSilentServers } from '../state/queries/other-servers';
import type { PageRange } from '../state/use-page-range';
import type { Selection } from '../selection/use-selection';

export interface PageNoticesProps {
  readonly problems: readonly string[];
  readonly pageRange: PageRange;
  readonly selection: Pick<Selection, 'failed'>;
  /** What a source left out or put right. */
  readonly notices: readonly string[];
  /** Failures that the page says elsewhere. */
  readonly reported?: readonly (Error | undefined)[];
}

/** What went wrong or was left out above the picture; nothing when all is well. */
export function PageNotices(props: PageNoticesProps) {
  const { problems, pageRange, selection, notices, reported = [] } = props;
  const { server, datasources = [] } = useHost().profiles;
  const broken = selection.failed;
  // Of several servers the one that failed.
  const name =
    datasources.find(
      (one) => broken?.error instanceof SourceError && broken.error.source === one,
    ) ?? server.name;
  const told = [broken?.error, ...reported].flatMap((error) => (error ? likenessOf(error) : []));
  const silent = useSilentServers(pageRange.range).filter(
    ({ error }) => !told.includes(likenessOf(error)),
  );
  return (
    <>
      {problems.map((problem) => (
        <Notice
          key={problem}
          inline
          kind="partial"
          title="A part of this link was not understood"
          facts={problem}
          advice="Its default is shown instead."
        />
      ))}
      {!pageRange.understood && (
        <Notice
          inline
          kind="partial"
          title="The time range of this link is no range"
          facts={`from "${pageRange.raw.from}" to "${pageRange.raw.to}"`}
          advice="The default range is shown instead."
        />
      )}
      {broken?.error && (
        <Notice
          kind="failed"
          title={`${name} did not answer${broken.data ? '; what is shown is from before' : ''}`}
          {...explain(broken.error)}
          action={{ label: 'Try again', onClick: broken.retry }}
        />
      )}
      {silent.map(({ name: other, error, retry }) => (
        <Notice
          key={other}
          inline
          kind="partial"
          title={`${other} did not answer: what only it has is missing from the choices`}
          {...explain(error)}
          action={{ label: 'Try again', onClick: retry }}
        />
      ))}
      <Notes notes={notices} />
    </>
  );
}

/** What a reader of the numbers has to know and need not act on. */
function Notes({ notes }: { readonly notes: readonly string[] }) {
  const styles = useStyles2(getStyles);
  if (notes.length === 0) return null;
  return (
    <ul className={styles.notes} aria-label="Notes on the data">
      {notes.map((note) => (
        <li key={note}>
          <Icon name="info-circle" size="sm" /> {note}
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  notes: css({
    listStyle: 'none',
    margin: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    textAlign: 'right',
  }),
});
