import { createFilesApi } from '../files/files-api';
import type { FilesWork } from '../files/open-here';

/** In a worker; where there is none, on the main thread. */
export async function startFilesWork(): Promise<FilesWork> {
  if (typeof Worker === 'undefined') return { api: createFilesApi(), close: () => undefined };
  return (await import('./spawn-files-worker')).spawnFilesWorker();
}
