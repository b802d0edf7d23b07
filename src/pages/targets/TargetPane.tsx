import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import {
  defaultProfileType,
  type ProfileType,
  type TimeRange,
  type TopologyAliases,
} from '#series';
import { pprofCommand, siblingMatchers, siblingsOf, type TargetRow } from '#targets';
import { CommandLine, TargetDetails, type RowActions } from '#ui';
import { DownloadPprof } from '../shell/DownloadPprof';
import { useHost } from '../state/host';
import type { ViewControl } from '../state/view/use-view-state';
import { fetchNewest } from './download';
import { rowToProfile, toBefore, toSiblings, typesOf } from './target-links';
import { useClock } from './queries/use-discovery-inputs';

export interface TargetPaneProps {
  readonly control: ViewControl;
  readonly range: TimeRange;
  readonly row: TargetRow;
  readonly rows: readonly TargetRow[];
  readonly heightPx: number;
  readonly timeZone: string;
  readonly onSetup: () => void;
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
        actions={actionsOf(props, host.targetAliases)}
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

function actionsOf(
  { control, range, row, rows, onSetup }: TargetPaneProps,
  aliases: TopologyAliases,
): RowActions {
  const { view, setView } = control;
  const hasProfile = typesOf([row]).length > 0;
  const siblings =
    siblingsOf(row, rows).length > 0 ? siblingMatchers(row.labels, aliases) : undefined;
  if (!hasProfile)
    return { onSetup, ...(row.up && { onMetrics: () => setView(rowToProfile(view, row)) }) };
  return {
    onSetup,
    onProfile: (type) => setView(rowToProfile(view, row, type)),
    onBefore: () => setView(toBefore(view, row, range)),
    ...(siblings && { onSiblings: () => setView(toSiblings(view, row, { siblings, range })) }),
  };
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
