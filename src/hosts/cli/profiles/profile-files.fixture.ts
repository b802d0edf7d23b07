import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { encodePprof, treeFromFolded } from '#profile';

export const FIXTURES = 'tests/fixtures/pprof';
export const BEFORE = `${FIXTURES}/merge-pprof-cpu-shop1-before.pb.gz`;
export const AFTER = `${FIXTURES}/merge-pprof-cpu-shop1-after.pb.gz`;
export const HEAP = `${FIXTURES}/merge-pprof-inuse_space-shop1.pb.gz`;

/** A folder of pprof files that lives as long as the tests of one file. */
export function profileFolder() {
  let folder = '';
  beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'parcascope-cli-'))));
  afterAll(() => rm(folder, { recursive: true }));
  return {
    path: () => folder,
    /** The path of a new file that holds these folded lines. */
    async write(
      name: string,
      lines: string[],
      { type = 'cpu', unit = 'nanoseconds', seconds = 0, start = 0 } = {},
    ): Promise<string> {
      const path = join(folder, name);
      const bytes = encodePprof(treeFromFolded(lines), {
        sampleType: { type, unit },
        durationNanos: BigInt(seconds) * 1_000_000_000n,
        timeNanos: BigInt(start) * 1_000_000n,
      });
      await writeFile(path, bytes);
      return path;
    },
  };
}

/** `name -> [flat, cum]` of a stored `go tool pprof -top`. */
export async function readPprofTop(name: string): Promise<Map<string, [number, number]>> {
  const text = await readFile(`${FIXTURES}/${name}.top-flat.txt`, 'utf8');
  const rows = text.matchAll(/^ *(\S+) +\S+% +\S+% +(\S+) +\S+% +(.*?)(?: \(.*inline\))?$/gm);
  const value = (cell: string) => Number(cell.replace(/ns|B$/, ''));
  return new Map([...rows].map(([, flat, cum, key]) => [key!, [value(flat!), value(cum!)]]));
}
