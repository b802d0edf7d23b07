import { TargetsResponse } from '@parca/client';
import type { Archive } from '../archive';
import { ArchiveError } from '../archive-error';
import type { ArchiveProfile } from '../manifest';
import { NO_METRICS } from '../recorded-metrics';
import { readFile, type FileProfile, type FileToOpen } from './file-profile';
import { firstAddress } from './first-address';
import { noneOpened } from './refused-files';

/** Files as an archive, and where in the pages to begin. */
export interface OpenedFiles {
  readonly archive: Archive;
  /** Profile of one file, Compare of two that can be compared, Profile of what all of several have. */
  readonly address: { readonly path: 'profile' | 'compare'; readonly search: string };
  /** The names in the order given, each once. */
  readonly names: readonly string[];
  /** Sentences for the user: what is not as one might think. */
  readonly notes: readonly string[];
  /** What could not be opened: `name: reason` each. */
  readonly refused: readonly string[];
}

/** All of them are in memory, and so is what is made of them. */
const MOST_BYTES = 2 ** 30;

/**
 * Profiles of files as an archive that was never written: each sample type of each file is a profile type, the label `file` is its name. So
 * all that is known of recordings holds for files too. Those that cannot be read are named, and the others opened; ArchiveError where there are no others.
 * `refusedBefore` are some that were not even read.
 */
export function openFiles(
  given: readonly FileToOpen[],
  refusedBefore: readonly string[] = [],
): OpenedFiles {
  const asked = given.length + refusedBefore.length;
  if (asked === 0) throw new ArchiveError('', 'no files');
  const refused = [...refusedBefore];
  const opened: { readonly name: string; readonly file: readonly FileProfile[] }[] = [];
  for (const [i, name] of distinctNames(given.map((file) => file.name)).entries()) {
    try {
      opened.push({ name, file: readFile({ ...given[i]!, name }) });
    } catch (error) {
      if (!(error instanceof ArchiveError) || asked === 1) throw error;
      refused.push(error.message);
    }
  }
  if (opened.length === 0) throw new ArchiveError('', noneOpened(refused));
  const names = opened.map(({ name }) => name);
  const files = opened.map(({ file }) => file);
  const size = files.flat().reduce((sum, { pprof }) => sum + pprof.length, 0);
  if (size > MOST_BYTES)
    throw new ArchiveError(
      '',
      `more than ${MOST_BYTES / 2 ** 20} MiB of profiles: open fewer files`,
    );
  const entries = new Map(files.flat().map(({ profile, pprof }) => [profile.file, pprof]));
  const archive = inMemory(
    files.flat().map(({ profile }) => profile),
    entries,
  );
  return { archive, names, refused, ...firstAddress(files, names) };
}

/** `a.pb.gz`, and `a.pb.gz (2)` for another one of that name. */
function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let own = name;
    for (let number = 2; taken.has(own); number++) own = `${name} (${number})`;
    taken.add(own);
    return own;
  });
}

const SECOND = 1_000_000_000n;

function inMemory(
  profiles: readonly ArchiveProfile[],
  entries: ReadonlyMap<string, Uint8Array>,
): Archive {
  const byTime = [...profiles].sort((a, b) => Number(a.timestamp - b.timestamp));
  const ends = byTime.map(({ timestamp, duration }) => timestamp + duration);
  const last = ends.reduce((latest, end) => (end > latest ? end : latest));
  // Whole seconds, and all of the last profile in them.
  const start = Number(byTime[0]!.timestamp / SECOND) * 1000;
  const end = Number(last / SECOND + 1n) * 1000;
  return {
    manifest: {
      created: new Date(end).toISOString(),
      start: new Date(start),
      end: new Date(end),
      source: 'Parca',
      servers: { parca: '', prometheus: '' },
      notes: [],
      profiles: byTime,
    },
    targets: TargetsResponse.create(),
    metrics: NO_METRICS,
    readProfile: async ({ file }) => {
      const pprof = entries.get(file);
      if (!pprof) throw new ArchiveError(file, 'missing');
      return pprof;
    },
    close: async () => undefined,
  };
}
