import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { TimeRange } from '#series';
import { useHost } from '../state/host';
import type { ViewState } from '../state/view/view-state';
import { saveView, type SavedView, type SaveProgress } from './save-view';

interface SaveOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SaveProgress) => void;
}

/** Makes the archive of what is on the page. */
export type SaveShown = (options: SaveOptions) => Promise<SavedView>;

/** undefined: this host has nowhere to make one. */
export function useSaveView(view: ViewState, range: TimeRange): SaveShown | undefined {
  const host = useHost();
  const client = useQueryClient();
  const { createArchive } = host;
  const save = useCallback<SaveShown>(
    async (options) => {
      const sink = await createArchive!();
      const stop = () => sink.close();
      options.signal.addEventListener('abort', stop);
      try {
        return await saveView({ host, client, sink, view, range, ...options });
      } finally {
        options.signal.removeEventListener('abort', stop);
        sink.close();
      }
    },
    [host, client, view, range, createArchive],
  );
  return createArchive && save;
}
