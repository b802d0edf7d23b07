import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePprof, treeFromFolded } from '#profile';
import { parseProfileType } from '#series';
import type { ArchiveProfile, RecordedMetrics } from '#replay';
import { writeArchive } from './write-archive';

/** Test fixture: 2026-11-21T00:00:00Z. */
export const T0 = 1_795_219_200_000_000_000n;
export const SECOND = 1_000_000_000n;
export const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
export const MEMORY = 'memory:inuse_space:bytes:space:bytes';

/** A profile as a drawing: type, unit, seconds after T0 (and a few ns), folded stacks. */
export interface Drawn {
  readonly type: string;
  readonly unit: string;
  readonly at: bigint;
  readonly folded: readonly string[];
  readonly noStack?: bigint;
  readonly labels?: Readonly<Record<string, string>>;
}

export const DRAWN: readonly Drawn[] = [
  { type: CPU, unit: 'a/0', at: 1n * SECOND + 7n, folded: ['main;work 30', 'main;idle 10'] },
  { type: CPU, unit: 'a/1', at: 2n * SECOND, folded: ['main;work 5'] },
  { type: CPU, unit: 'a/0', at: 16n * SECOND, folded: ['main;work 40'], noStack: 2n },
  { type: MEMORY, unit: 'a/0', at: 3n * SECOND, folded: ['main;keep 1000'] },
  { type: MEMORY, unit: 'a/0', at: 18n * SECOND, folded: ['main;keep 3000'] },
  {
    ...{ type: MEMORY, unit: 'b/0', at: 4n * SECOND, folded: ['main;constructor 7'] },
    labels: Object.fromEntries([['__proto__', 'hostile']]),
  },
];

const METRICS: RecordedMetrics = {
  step: 15,
  queries: [
    {
      query: 'rate(cpu_total[1m])',
      series: ['a/0', 'a/1'].map((juju_unit, i) => ({
        labels: { juju_unit },
        points: [
          [1_795_219_200, `0.${i + 1}`],
          [1_795_219_215, 'NaN'],
          [1_795_219_245, '0.5'],
        ],
      })),
    },
  ],
};

const TARGETS = {
  targets: {
    shop: {
      targets: [
        {
          labels: { labels: [{ name: 'juju_unit', value: 'a/0' }] },
          discoveredLabels: { labels: [{ name: '__name__', value: 'process_cpu' }] },
          lastScrape: '2026-11-21T00:00:16Z',
          lastScrapeDuration: '15.001s',
          url: 'http://10.0.0.1/debug/pprof/profile',
          health: 'HEALTH_GOOD',
        },
        { labels: { labels: [] }, url: '', health: 'HEALTH_UNKNOWN' },
      ],
    },
  },
};

/** Writes the drawings as an archive into a folder of its own; `remove` deletes it. */
export async function writeSampleArchive(drawn: readonly Drawn[] = DRAWN) {
  const folder = await mkdtemp(join(tmpdir(), 'parcascope-'));
  const path = join(folder, 'sample.zip');
  const bytes = new Map<string, Uint8Array>();
  const profiles = drawn.map((d, i) => {
    const file = `profiles/${i}.pb.gz`;
    const { profile, pprof } = encodeDrawn(d, file);
    bytes.set(file, pprof);
    return profile;
  });
  await writeArchive(path, {
    manifest: {
      created: '2026-11-21T01:00:00Z',
      start: new Date('2026-11-21T00:00:00Z'),
      end: new Date('2026-11-21T00:01:00Z'),
      source: 'Parca',
      servers: { parca: 'Parca 0.28', prometheus: '2.42.0' },
      notes: [],
      profiles,
    },
    targetsJson: JSON.stringify(TARGETS),
    metrics: METRICS,
    readProfile: async ({ file }) => bytes.get(file)!,
  });
  return { folder, path, remove: () => rm(folder, { recursive: true }) };
}

function encodeDrawn(drawn: Drawn, file: string): { profile: ArchiveProfile; pprof: Uint8Array } {
  const type = parseProfileType(drawn.type);
  const tree = treeFromFolded(drawn.folded);
  const pprof = encodePprof(tree, {
    sampleType: { type: type.sampleType, unit: type.sampleUnit },
    periodType: { type: type.periodType, unit: type.periodUnit },
  });
  const profile: ArchiveProfile = {
    type: drawn.type,
    labels: Object.fromEntries([
      ...Object.entries({ juju_unit: drawn.unit, job: 'shop' }),
      ...Object.entries(drawn.labels ?? {}),
    ]),
    timestamp: T0 + drawn.at,
    duration: type.delta ? 15n * SECOND : 0n,
    value: BigInt(tree.columns[0]!.total[0]!),
    noStackValue: drawn.noStack ?? 0n,
    file,
  };
  return { profile, pprof };
}
