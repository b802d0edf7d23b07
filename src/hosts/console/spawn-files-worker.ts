import FilesWorker from '../files/files-worker?worker';
import { workIn, type FilesWork } from '../files/open-here';

/** Only this file needs a bundler. */
export function spawnFilesWorker(): FilesWork {
  return workIn(new FilesWorker());
}
