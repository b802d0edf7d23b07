import { useRef } from 'react';
import { Button } from '@grafana/ui';

export interface OpenFileButtonProps {
  readonly isReading: boolean;
  readonly onOpen: (files: readonly File[]) => void;
}

const WHAT =
  'Open profiles or an archive from this machine: pprof, folded stacks, .cpuprofile, … They are read in this browser; nothing is uploaded. Two files are compared. Or drop them anywhere.';

/** The files that are picked, for those who do not drop them. */
export function OpenFileButton({ isReading, onOpen }: OpenFileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant="secondary"
        icon={isReading ? 'fa fa-spinner' : 'folder-open'}
        tooltip={WHAT}
        disabled={isReading}
        onClick={() => input.current?.click()}
      >
        Open file
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to open"
        onChange={({ currentTarget }) => {
          onOpen([...(currentTarget.files ?? [])]);
          // The same file may be picked again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
