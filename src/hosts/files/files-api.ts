import {
  createReplay,
  createViewArchive,
  entriesOfZip,
  isZip,
  openFiles,
  readArchive,
  refusedLines,
  type Archive,
  type FileToOpen,
  type Replay,
  type SavedFacts,
  type SavedProfile,
  type ViewArchive,
} from '#replay';
import type { ProfileServer, TransportRequest, TransportResponse } from '#sources';

/** What of opened files the pages have to know. */
export interface FilesFacts {
  /** Of what was opened, as its user calls it. */
  readonly names: readonly string[];
  /** Sentences for the user. */
  readonly notes: readonly string[];
  /** What could not be opened: how many, and `name: reason` of the first. */
  readonly refused: { readonly count: number; readonly lines: readonly string[] };
  /** Where the pages begin: of an archive where they always begin. */
  readonly address: { readonly path: string; readonly search: string };
  /** Epoch ms. */
  readonly range: { readonly start: number; readonly end: number };
  readonly hasMetrics: boolean;
  readonly isArchive: boolean;
  /** Printed, and how long a profile of the type is of; 0: not known, or a state. */
  readonly types: readonly { readonly type: string; readonly seconds: number }[];
  readonly recordedFrom: ProfileServer['name'];
}

/** Questions without a signal, which does not reach a worker. */
type FilesRequest = Omit<TransportRequest, 'signal'>;

/** Files of the user's machine that answer as servers, and those that are made for it, in a worker or on the main thread. */
export interface FilesApi {
  open(files: readonly File[]): Promise<FilesFacts>;
  request(server: keyof Replay, request: FilesRequest): Promise<TransportResponse>;
  /** How many bytes the archive has that is made here. */
  addToArchive(profiles: readonly SavedProfile[]): Promise<number>;
  finishArchive(facts: SavedFacts): Promise<Blob>;
}

/** All of them are in memory. */
const MOST_BYTES = 2 ** 30;

export function createFilesApi(): FilesApi {
  let replay: Replay | undefined;
  let made: ViewArchive | undefined;
  const archive = () => (made ??= createViewArchive(new Date().toISOString()));
  return {
    open: async (files) => {
      const { archive: opened, refused, ...facts } = await openAll(files);
      replay = createReplay(opened);
      const { start, end, source: recordedFrom } = opened.manifest;
      return {
        ...facts,
        refused: { count: refused.length, lines: refusedLines(refused) },
        range: { start: start.getTime(), end: end.getTime() },
        recordedFrom,
        types: typesOf(opened),
        hasMetrics: opened.metrics.queries.length > 0,
      };
    },
    request: (server, request) => {
      if (!replay) throw new Error('no files are open');
      return replay[server](request);
    },
    addToArchive: async (profiles) =>
      profiles.reduce((_, profile) => archive().add(profile), archive().size()),
    finishArchive: async (facts) => archive().finish(facts),
  };
}

function typesOf({ manifest }: Archive): FilesFacts['types'] {
  const lengths = new Map(manifest.profiles.map(({ type, duration }) => [type, duration]));
  return [...lengths].map(([type, duration]) => ({ type, seconds: Number(duration) / 1e9 }));
}

type Opened = Pick<FilesFacts, 'names' | 'notes' | 'address' | 'isArchive'> & {
  readonly refused: readonly string[];
  readonly archive: Archive;
};

/**
 * Profiles, or one archive; what else was given is named. The earlier file is the baseline: a file picker lists them in an order of its own, which is kept
 * where files are of one time.
 */
async function openAll(files: readonly File[]): Promise<Opened> {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > MOST_BYTES)
    throw new Error(`the files have ${Math.round(size / 2 ** 20)} MiB, at most 1024 MiB are read`);
  const inOrder = [...files].sort((a, b) => a.lastModified - b.lastModified);
  const read = await Promise.all(inOrder.map(readOne));
  const refused = read.filter((one) => typeof one === 'string');
  const given = read.filter((one) => typeof one !== 'string');
  if (files.length === 1 && refused.length === 1) throw new Error(refused[0]);
  const zips = given.filter(({ bytes }) => isZip(bytes));
  const zip = zips[0];
  if (!zip || given.length > 1) {
    const alone = zips.map(({ name }) => `${name}: an archive is opened alone`);
    const profiles = given.filter((file) => !zips.includes(file));
    return { ...openFiles(profiles, [...refused, ...alone]), isArchive: false };
  }
  const archive = await readArchive(entriesOfZip(zip.bytes));
  const { notes, view } = archive.manifest;
  const address = view ?? { path: 'changes', search: '' };
  const names = [zip.name];
  return { archive, names, notes: view ? notes : [], refused, address, isArchive: true };
}

/** Text: why it cannot be read. */
async function readOne(file: File): Promise<FileToOpen | string> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return { name: file.name, bytes, modified: file.lastModified };
  } catch (error) {
    // A folder that is dropped, or a file that has gone.
    const reason = error instanceof Error ? error.message : String(error);
    return `${file.name}: cannot be read: ${reason}`;
  }
}
