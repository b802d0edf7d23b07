import { useState } from 'react';
import { Button, useTheme2 } from '@grafana/ui';
import { pprofFileCommand } from '#targets';
import { CommandLine } from '#ui';
import { explain } from './advice';
import { saveFile } from './save-file';

/** A profile as a file for `go tool pprof`. */
export interface PprofFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface DownloadPprofProps {
  readonly label: string;
  readonly tooltip?: string;
  /** As the buttons beside it. */
  readonly size: 'sm' | 'md';
  /** undefined: there is none. */
  readonly make: () => Promise<PprofFile | undefined>;
}

type DownloadState =
  | { readonly kind: 'idle' | 'loading' }
  | { readonly kind: 'done'; readonly file: string }
  | { readonly kind: 'failed'; readonly words: string };

/** A profile as a file, and then the line that opens it. */
export function DownloadPprof({ label, tooltip, size, make }: DownloadPprofProps) {
  const theme = useTheme2();
  const [state, setState] = useState<DownloadState>({ kind: 'idle' });
  const start = () => {
    setState({ kind: 'loading' });
    make().then(
      (file) => setState(file ? { kind: 'done', file: saveFile(file) } : NOTHING),
      (error: unknown) => setState({ kind: 'failed', words: explain(toError(error)).facts }),
    );
  };
  return (
    <>
      <div>
        <Button
          size={size}
          variant="secondary"
          icon={state.kind === 'loading' ? 'fa fa-spinner' : 'download-alt'}
          disabled={state.kind === 'loading'}
          onClick={start}
          {...(tooltip !== undefined && { tooltip })}
        >
          {label}
        </Button>
      </div>
      {state.kind === 'done' && (
        <CommandLine text={pprofFileCommand(state.file)} what="go tool pprof command" />
      )}
      {state.kind === 'failed' && (
        <div role="alert" style={{ color: theme.colors.error.text }}>
          {state.words}
        </div>
      )}
    </>
  );
}

const NOTHING: DownloadState = {
  kind: 'failed',
  words: 'There is no profile of it in this range.',
};

const toError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));
