import { locationUtil } from '@grafana/data';
import { APP_ID } from '#frames';
import { workIn, type FilesWork } from '../../files/open-here';

/** Beside the module (scripts/plugin/files-worker.mjs), which is loaded with every page. */
const ADDRESS = `/public/plugins/${APP_ID}/files-worker.json`;

/** In a worker of a script that is fetched when the first file is opened or saved. Rejects where it is not there. */
export async function startFilesWork(): Promise<FilesWork> {
  const answer = await fetch(locationUtil.assureBaseUrl(ADDRESS));
  if (!answer.ok) throw new Error(`${ADDRESS}: HTTP ${answer.status}`);
  const { script } = (await answer.json()) as { readonly script: string };
  // From anywhere else, such as a CDN for plugins, a browser starts no worker.
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const work = workIn(new Worker(url));
  return {
    ...work,
    close: () => {
      work.close();
      URL.revokeObjectURL(url);
    },
  };
}
