import FilesWorker from './files-worker?worker';

/** Only this file needs a bundler. */
export function spawnFilesWorker(): Worker {
  return new FilesWorker();
}
