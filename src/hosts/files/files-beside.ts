import type { FilesBeside } from '#pages';
import { parseProfileType } from '#series';
import { createParcaSource, sourcesBeside, type ProfileSource } from '#sources';
import { openHere, type StartFilesWork } from './open-here';

/** Each is a worker that keeps its file. */
const MOST_FILES = 8;

/** Files as sides of a comparison with what a server has. Both stay the same for as long as the server does. */
export function filesBeside(
  server: ProfileSource,
  start: StartFilesWork,
): { readonly profiles: ProfileSource; readonly beside: FilesBeside } {
  const { profiles, add, has } = sourcesBeside(server);
  let count = 0;
  const open: FilesBeside['open'] = async (file) => {
    if (count >= MOST_FILES)
      throw new Error(`${MOST_FILES} files are open beside the server: reload the page first`);
    const name = distinctName(file.name, has);
    const named = new File([file], name, { lastModified: file.lastModified });
    const opened = await openHere([named], start);
    if (opened.isArchive) {
      opened.close();
      throw new Error(`${file.name}: an archive is opened alone`);
    }
    count += 1;
    const held = opened.types.map(({ type, seconds }) => ({
      type: parseProfileType(type),
      seconds,
    }));
    add(name, {
      source: createParcaSource({ transport: opened.parca, now: () => Date.now() }),
      types: held.map(({ type }) => type),
    });
    return { name, types: held, window: opened.range };
  };
  return { profiles, beside: { open, has } };
}

/** `cpu.pb.gz`, and `cpu.pb.gz (2)` for another one of that name: what was asked of the first is still known. */
function distinctName(name: string, has: (name: string) => boolean): string {
  let own = name;
  for (let number = 2; has(own); number++) own = `${name} (${number})`;
  return own;
}
