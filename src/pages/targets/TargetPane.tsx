import { useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2, useTheme2 } from '@grafana/ui';
import {
  defaultProfileType,
  type ProfileType,
  type TimeRange,
  type TopologyAliases,
} from '#series';
import {
  pprofCommand,
  pprofFileCommand,
  siblingMatchers,
  siblingsOf,
  type TargetRow,
} from '#targets';
import { CommandLine, TargetDetails, type RowActions } from '#ui';
import { explain } from '../shell/advice';
import { useHost, type Host } from '../state/host';
import type { ViewControl } from '../state/use-view-state';
import { fetchNewest } from './download';
import { rowToProfile, toBefore, toSiblings, typesOf } from './target-links';
import { useClock } from './use-discovery-inputs';

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
              {command !== undefined && <CommandLine text={command} what="go tool pprof command" />}
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
    ...(siblings && { onSiblings: () => setView(toSiblings(view, row, siblings)) }),
  };
}

interface DownloadProps {
  readonly row: TargetRow;
  readonly range: TimeRange;
  readonly type: ProfileType;
}

type DownloadState =
  | { readonly kind: 'idle' | 'loading' }
  | { readonly kind: 'done'; readonly file: string }
  | { readonly kind: 'failed'; readonly words: string };

/** The newest profile as a file, and then the line that opens it. */
function Download({ row, range, type }: DownloadProps) {
  const host = useHost();
  const theme = useTheme2();
  const [state, setState] = useState<DownloadState>({ kind: 'idle' });
  const start = () => {
    setState({ kind: 'loading' });
    download(host, { row, range, type }).then(setState, (error: unknown) =>
      setState({ kind: 'failed', words: explain(toError(error)).facts }),
    );
  };
  return (
    <>
      <div>
        <Button
          size="sm"
          variant="secondary"
          icon={state.kind === 'loading' ? 'fa fa-spinner' : 'download-alt'}
          disabled={state.kind === 'loading'}
          onClick={start}
        >
          Download last profile (pprof)
        </Button>
      </div>
      {state.kind === 'done' && <CommandLine text={pprofFileCommand(state.file)} />}
      {state.kind === 'failed' && (
        <div role="alert" style={{ color: theme.colors.error.text }}>
          {state.words}
        </div>
      )}
    </>
  );
}

const toError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));

async function download(host: Host, { row, range, type }: DownloadProps): Promise<DownloadState> {
  const title = row.path.levels.at(-1)?.title ?? row.address;
  const question = { profileType: type, matchers: row.matchers, range, title };
  const file = await fetchNewest(host, question, {});
  if (!file) return { kind: 'failed', words: 'There is no profile of it in this range.' };
  const url = URL.createObjectURL(new Blob([new Uint8Array(file.bytes)]));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The browser has taken the file when the click returns to it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return { kind: 'done', file: file.name };
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
