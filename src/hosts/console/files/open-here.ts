import { wrap } from 'comlink';
import { SourceError, type Transport } from '#sources';
import { createFilesApi, type FilesApi, type FilesFacts } from './files-api';

/** Files that were read here, with what answers questions about them. */
export interface OpenedHere extends FilesFacts {
  readonly parca: Transport;
  readonly prometheus: Transport;
  close(): void;
}

interface Reader {
  readonly api: FilesApi;
  close(): void;
}

/**
 * Reads files in a worker of their own, which keeps them: nothing of them leaves the browser. Where there is no worker it is done on the
 * main thread. Rejects with what is wrong with them.
 */
export async function openHere(files: readonly File[]): Promise<OpenedHere> {
  const { api, close } = await startReader();
  try {
    const facts = await api.open(files);
    const of = (server: 'parca' | 'prometheus') => transportTo(api, server);
    return { ...facts, parca: of('parca'), prometheus: of('prometheus'), close };
  } catch (error) {
    close();
    throw error;
  }
}

async function startReader(): Promise<Reader> {
  if (typeof Worker === 'undefined') return { api: createFilesApi(), close: () => undefined };
  const { spawnFilesWorker } = await import('./spawn-files-worker');
  const worker = spawnFilesWorker();
  const stopped = new Promise<never>((_, reject) => {
    worker.addEventListener('error', ({ message }) =>
      reject(new Error(`the worker stopped: ${message}`)),
    );
  });
  stopped.catch(() => undefined);
  const remote = wrap<FilesApi>(worker);
  const api: FilesApi = {
    open: (files) => Promise.race([remote.open(files), stopped]),
    request: (server, request) => Promise.race([remote.request(server, request), stopped]),
  };
  return { api, close: () => worker.terminate() };
}

function transportTo(api: FilesApi, server: 'parca' | 'prometheus'): Transport {
  return {
    request: async ({ signal, ...request }) => {
      const answer = signal?.aborted ? undefined : await api.request(server, request);
      if (answer && !signal?.aborted) return answer;
      const detail = 'the request was cancelled';
      throw new SourceError({ kind: 'aborted', source: 'Files', detail });
    },
  };
}
