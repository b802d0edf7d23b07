import { useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
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
 * theirs, or, with '', back.
 */
export function useOpenedFiles(
  start: StartFilesWork,
  show: (address: PageLocation) => void,
): OpenedFiles {
  const [opened, setOpened] = useState<OpenedHere>();
  const [isReading, setReading] = useState(false);
  const [failure, setFailure] = useState<string>();
  useEffect(() => () => opened?.close(), [opened]);
  /** In one rendering: the pages that are there would take the address for one of theirs, and ask their servers. */
  const moveTo = useCallback(
    (address: PageLocation, next: OpenedHere | undefined) =>
      flushSync(() => {
        setOpened(next);
        show(address);
      }),
    [show],
  );
  const open = useCallback(
    (files: readonly File[]) => {
      if (files.length === 0) return;
      setReading(true);
      setFailure(undefined);
      openHere(files, start)
        .then(
          (next) => {
            moveTo(next.address, next);
          },
          (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
        )
        .finally(() => setReading(false));
    },
    [start, moveTo],
  );
  const close = useCallback(() => {
    moveTo({ path: '', search: '' }, undefined);
  }, [moveTo]);
  const forgetFailure = useCallback(() => setFailure(undefined), []);
  return { opened, isReading, failure, open, close, forgetFailure };
}
