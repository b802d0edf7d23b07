import { useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { PageLocation } from '#pages';
import { openHere, type OpenedHere, type StartFilesWork } from './open-here';

export interface OpenedFiles {
  readonly opened: OpenedHere | undefined;
  readonly isReading: boolean;
  /** What is wrong with what was to be opened. */
  readonly failure: string | undefined;
  /** What was not opened with the others; undefined: nothing, or that has been read. */
  readonly refused: OpenedHere['refused'] | undefined;
  open(files: readonly File[]): void;
  /** Back to what the console was started with. */
  close(): void;
  forgetFailure(): void;
  forgetRefused(): void;
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
  const [refused, setRefused] = useState<OpenedHere['refused']>();
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
            setRefused(next.refused.count > 0 ? next.refused : undefined);
          },
          (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
        )
        .finally(() => setReading(false));
    },
    [start, moveTo],
  );
  const close = useCallback(() => {
    moveTo({ path: '', search: '' }, undefined);
    setRefused(undefined);
  }, [moveTo]);
  const forgetFailure = useCallback(() => setFailure(undefined), []);
  const forgetRefused = useCallback(() => setRefused(undefined), []);
  return { opened, isReading, failure, refused, open, close, forgetFailure, forgetRefused };
}
