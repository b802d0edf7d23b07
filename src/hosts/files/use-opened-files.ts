import { useCallback, useEffect, useState } from 'react';
import type { PageLocation } from '#pages';
import { openHere, type OpenedHere, type StartFilesWork } from './open-here';

export interface OpenedFiles {
  readonly opened: OpenedHere | undefined;
  readonly isReading: boolean;
  /** What is wrong with what was to be opened. */
  readonly failure: string | undefined;
  open(files: readonly File[]): void;
  /** Back to what the console was started with. */
  close(): void;
  forgetFailure(): void;
}

/**
 * The files that are looked at in the place of the servers. Those before them stay until new ones are read. `show` leads to an address that is
 * theirs, or, with '', back: before there is anything of it on the page.
 */
export function useOpenedFiles(
  start: StartFilesWork,
  show: (address: PageLocation) => void,
): OpenedFiles {
  const [opened, setOpened] = useState<OpenedHere>();
  const [isReading, setReading] = useState(false);
  const [failure, setFailure] = useState<string>();
  useEffect(() => () => opened?.close(), [opened]);
  const open = useCallback(
    (files: readonly File[]) => {
      if (files.length === 0) return;
      setReading(true);
      setFailure(undefined);
      openHere(files, start)
        .then(
          (next) => {
            show(next.address);
            setOpened(next);
          },
          (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
        )
        .finally(() => setReading(false));
    },
    [start, show],
  );
  const close = useCallback(() => {
    show({ path: '', search: '' });
    setOpened(undefined);
  }, [show]);
  const forgetFailure = useCallback(() => setFailure(undefined), []);
  return { opened, isReading, failure, open, close, forgetFailure };
}
