import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { defaultProfileType, type ProfileType, type TimeRange } from '#series';
import { pprofCommand, type TargetRow } from '#targets';
import { CommandLine, TargetDetails } from '#ui';
import { DownloadPprof } from '../shell/DownloadPprof';
import { useHost } from '../state/host';
import { fetchNewest } from './download';
import { rowActions, type RowActionsOf } from './row/row-actions';
import { typesOf } from './target-links';
import { useClock } from './queries/use-discovery-inputs';

export interface TargetPaneProps extends RowActionsOf {
  readonly heightPx: number;
  readonly timeZone: string;
  readonly onClose: () => void;
}

/** The details of one row beside the table, with the ways from it. */
export function TargetPane(props: TargetPaneProps) {
  const { row, range, heightPx } = props;
  const styles = useStyles2(getStyles);
  const host = useHost();
  const clock = useClock();
  const type = defaultProfileType(typesOf([row]));
  const command = commandOf(row);
  return (
    <div className={styles.pane} style={{ height: heightPx }}>
      <TargetDetails
        row={row}
        now={clock}
        timeZone={props.timeZone}
        actions={rowActions(props, host.targetAliases)}
        onClose={props.onClose}
        more={
          (type ?? command) && (
            <>
              {type && <Download {...{ row, range, type }} />}
              {command !== undefined && (
                <section aria-label="New profile">
                  A new profile, from the process itself where its address can be reached:
                  <CommandLine text={command} what="go tool pprof command" />
                </section>
              )}
            </>
          )
        }
      />
    </div>
  );
}

/** Takes a profile from the process itself, CPU first, where Parca knows its URL. */
function commandOf({ profiles }: TargetRow): string | undefined {
  const scraped = profiles.filter(({ target }) => target !== undefined);
  const first = scraped.find(({ name }) => name === 'process_cpu') ?? scraped[0];
  return pprofCommand(first?.target?.url ?? '');
}

interface DownloadProps {
  readonly row: TargetRow;
  readonly range: TimeRange;
  readonly type: ProfileType;
}

/** The newest profile of the row. */
function Download({ row, range, type }: DownloadProps) {
  const host = useHost();
  const title = row.path.levels.at(-1)?.title ?? row.address ?? row.id;
  const question = { profileType: type, matchers: row.matchers, range, title };
  return (
    <DownloadPprof
      label="Download last profile (pprof)"
      size="sm"
      make={() => fetchNewest(host, question, {})}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  pane: css({
    flex: '0 0 400px',
    minWidth: 0,
    display: 'flex',
    '& > aside': { flex: 1, minWidth: 0 },
    [theme.breakpoints.down('xl')]: { flexBasis: 350 },
  }),
});
