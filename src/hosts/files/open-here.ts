import { wrap } from 'comlink';
import { SourceError, type Transport } from '#sources';
import type { ArchiveSink } from '#pages';
import type { FilesApi, FilesFacts } from './files-api';

/** Files that were read here, with what answers questions about them. */
export interface OpenedHere extends FilesFacts {
  /** Another one each time. Answers are kept as long as the pages are there: files that are opened need other pages. */
  readonly key: number;
  readonly parca: Transport;
  readonly prometheus: Transport;
  close(): void;
}

/** How often files have been opened. */
let opened = 0;

/** What reads and writes files, until it is closed. */
export interface FilesWork {
  readonly api: FilesApi;
  close(): void;
}

/** A host's way to it: each time a new one. */
export type StartFilesWork = () => Promise<FilesWork>;

/** Reads files in a worker of their own, which keeps them: nothing of them leaves the browser. Rejects with what is wrong with them. */
export async function openHere(files: readonly File[], start: StartFilesWork): Promise<OpenedHere> {
  const { api, close } = await start();
  try {
    const facts = await api.open(files);
    const of = (server: 'parca' | 'prometheus') => transportTo(api, server);
    return { ...facts, key: ++opened, parca: of('parca'), prometheus: of('prometheus'), close };
  } catch (error) {
    close();
    throw error;
  }
}

/** An archive of what a page shows, made in a worker of its own, which ends with it. */
export async function startArchive(start: StartFilesWork): Promise<ArchiveSink> {
  const { api, close } = await start();
  return { add: api.addToArchive, finish: api.finishArchive, close };
}

/** Work in a worker; what stops the worker ends all that it was asked. */
export function workIn(worker: Worker): FilesWork {
  let end: (reason: Error) => void;
  const stopped = new Promise<never>((_, reject) => (end = reject));
  stopped.catch(() => undefined);
  worker.addEventListener('error', ({ message }) =>
    end(new Error(`the worker stopped: ${message}`)),
  );
  const remote = wrap<FilesApi>(worker);
  const until = <T>(answer: Promise<T>) => Promise.race([answer, stopped]);
  return {
    api: {
      open: (files) => until(remote.open(files)),
      request: (server, request) => until(remote.request(server, request)),
      addToArchive: (profiles) => until(remote.addToArchive(profiles)),
      finishArchive: (facts) => until(remote.finishArchive(facts)),
    },
    close: () => {
      worker.terminate();
      end(new Error('stopped'));
    },
  };
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
