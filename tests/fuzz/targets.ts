import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { gunzipSync } from 'node:zlib';
import { ArchiveError, openArchive, type Archive } from '#archive';

import {
  buildTopTable,
  decodePprof,
  decodeProfile,
  encodePprof,
  ProfileError,
  type DecodedProfile,
} from '#profile';
import {
  compileMatchers,
  parseProfileType,
  parseSelector,
  printSelector,
  SeriesError,
  type Matcher,
} from '#series';
import {
  createParcaSource,
  createPrometheusSource,
  createPyroscopeSource,
  SourceError,
  type ProfileSource,
  type Transport,
} from '#sources';
import { entriesOfZip, readArchive } from '#replay';
import { parseView } from '../../src/pages/state/view/view-url';
import { recorded, textBytes } from './corpus';
import { NAMES, readName } from './names';

/** Something of ours that reads what strangers send. */
export interface FuzzTarget {
  readonly name: string;
  readonly seeds: () => readonly Uint8Array[];
  /** Reads the input, and throws an `Error` of its own when what it made of it cannot be right. */
  readonly read: (input: Uint8Array) => void | Promise<void>;
  /** The errors that are answers. */
  readonly refusals: readonly (abstract new (...args: never[]) => Error)[];
}

const TYPE = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';

const RANGE = { start: 0, end: 3_600_000 };
const SELECTOR = { profileType: parseProfileType(TYPE), matchers: [] };
const QUESTIONS: readonly ((source: ProfileSource) => Promise<unknown>)[] = [
  (source) => source.fetchProfileTypes(RANGE),
  (source) => source.fetchLabelNames({ ...SELECTOR, range: RANGE }),
  (source) => source.fetchLabelValues('job', { ...SELECTOR, range: RANGE }),
  (source) => source.fetchSeries({ selector: SELECTOR, range: RANGE, step: 60_000, sumBy: [] }),
  (source) => source.fetchProfile(SELECTOR, RANGE),
  (source) => source.fetchTargets(),
  (source) => source.fetchAgents(),
];

const SELECTORS = [
  `${TYPE}{instance="i1", job!="a\\"b", pod=~"x.*|y", node!~"\\\\d+"}`,
  'memory:inuse_space:bytes:space:bytes{}',
  `${TYPE}{juju_unit="shop/1",}`,
  'a:b:c::',
];

const LINKS = [
  `/profile?type=${TYPE}&profile={instance=~"i[[:digit:]]"}&from=now-1h&to=now`,
  '/compare?baseline={a="b"}&comparison={}&baselineFrom=1764374400000&normalise=share&search=a.*b',
  '/targets?q=shop%2F1&open=%5B%22a%22%5D&window=1764374400000-1764378000000',
  '/profile?filters=%5B%7B%22kind%22%3A%22dropStack%22%7D%5D&by=package&inverted=true&selected=main',
];

export const TARGETS: readonly FuzzTarget[] = [
  {
    name: 'pprof',
    seeds: () => {
      const files = [
        ...recorded('field-cases', /\.pb\.gz$|F12/),
        ...recorded('pprof', /(inuse_space-shop1|goroutine|mutex).*\.pb\.gz$/),
      ];
      return [...files, ...files.flatMap(inflated)];
    },
    read: (input) => checkProfile(decodePprof(input)),
    refusals: [ProfileError],
  },
  {
    name: 'zip',
    seeds: () => recorded('field-cases', /\.zip$/),
    read: readZip,
    refusals: [ArchiveError],
  },
  {
    name: 'grpc-web',
    seeds: () => recorded('parca', /\.bin$/).filter(({ length }) => length < 8192),
    read: async (input) => {
      const transport = answering('application/grpc-web+proto', input);
      const source = createParcaSource({ transport, now: () => 1e12 });
      await QUESTIONS[input.length % QUESTIONS.length]!(source);
    },
    refusals: [SourceError],
  },
  {
    name: 'prometheus',
    seeds: () => recorded('prometheus', /(query|label).*\.json$/),
    read: async (input) => {
      const source = createPrometheusSource({ transport: answering('application/json', input) });
      if (input.length % 3 === 0) await source.fetchInstant({ query: 'up' });
      else if (input.length % 3 === 1)
        await source.fetchRange({ query: 'up', range: RANGE, step: 60_000 });
      else await source.fetchLabelValues({ name: 'job', range: RANGE });
    },
    refusals: [SourceError],
  },
  {
    name: 'pyroscope',
    seeds: () => recorded('pyroscope', /\.(json|txt|pb)$/).filter(({ length }) => length < 8192),
    read: async (input) => {
      const isText = input[0] === 0x7b;
      const type = isText ? 'application/json' : 'application/octet-stream';
      const source = createPyroscopeSource({ transport: answering(type, input), now: () => 1e12 });
      await QUESTIONS[input.length % QUESTIONS.length]!(source);
    },
    refusals: [SourceError],
  },
  {
    name: 'names',
    seeds: () => textBytes(NAMES),
    read: (input) => readName(textOf(input)),
    refusals: [],
  },
  {
    name: 'url',
    seeds: () => textBytes(LINKS),
    read: (input) => {
      const [path = '', search = ''] = textOf(input).split('?', 2);
      const { profile, baseline, comparison } = parseView(path, search).view;
      for (const { matchers } of [profile, baseline, comparison]) tryMatchers(matchers ?? []);
    },
    refusals: [SeriesError],
  },
  {
    name: 'selector',
    seeds: () => textBytes(SELECTORS),
    read: (input) => {
      const selector = parseSelector(textOf(input));
      const printed = printSelector(selector);
      if (printSelector(parseSelector(printed)) !== printed)
        throw new Error(`read again, ${printed} is another selector`);
      tryMatchers(selector.matchers);
    },
    refusals: [SeriesError],
  },
  {
    name: 'formats',
    seeds: () => [
      ...recorded('formats', /debug1\.txt$|\.prof$|\.heap$|\.cpuprofile$|\.folded$/),
      ...textBytes(['main;serve;encode 20\nmain 3\n-5\n', 'a b;c 1.5', '(no stack) 4']),
    ],
    read: (input) => {
      const { sampleTypes } = decodeProfile(input);
      for (const { type } of sampleTypes) checkProfile(decodeProfile(input, type));
    },
    refusals: [ProfileError],
  },
];

/** On a value that is long enough for an engine that goes back to never come to an end. */
function tryMatchers(matchers: readonly Matcher[]): void {
  compileMatchers(matchers)(
    Object.fromEntries(matchers.map(({ name }) => [name, 'x'.repeat(100)])),
  );
}

/** What it says of itself must hold: the table adds up to the total, and written again it is the same. */
function checkProfile({ tree, sampleType, sum }: DecodedProfile): void {
  const { self, total } = tree.columns[0]!;
  const table = buildTopTable(tree, 'function').columns[0]!;
  const close = (a: number, b: number, size: number) => Math.abs(a - b) <= size * 1e-9;
  const magnitude = self.reduce((all, value) => all + Math.abs(value), 0);
  const ofTable = table.self.reduce((all, value) => all + value, self[0]!);
  // A fraction is rounded in the sum, each stack on its own.
  const rounding = self.some((value) => !Number.isInteger(value)) ? self.length : 0;
  if (Math.abs(total[0]! - Number(sum)) > magnitude * 1e-9 + rounding)
    throw new Error(`total ${total[0]}, sum ${sum}`);
  if (!close(ofTable, total[0]!, magnitude)) throw new Error('the table has another total');
  if (magnitude >= 2 ** 53 || rounding > 0) return;
  const again = decodePprof(encodePprof(tree, { sampleType })).tree.columns[0]!.total[0];
  if (again !== total[0]) throw new Error(`total ${total[0]}, written and read again ${again}`);
}

function inflated(bytes: Uint8Array): Uint8Array[] {
  try {
    return [new Uint8Array(gunzipSync(bytes))];
  } catch {
    return [];
  }
}

const folder = mkdtempSync(join(tmpdir(), 'parcascope-fuzz-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** From disk, as the program does, and in memory, as the page does. */
async function readZip(input: Uint8Array): Promise<void> {
  const path = join(folder, `${process.pid}.zip`);
  writeFileSync(path, input);
  const onDisk = await refusalOf(readProfiles(openArchive(path)));
  const inMemory = await refusalOf(readProfiles(readArchive(entriesOfZip(input))));
  // One may look closer than the other.
  const refusal = onDisk ?? inMemory;
  if (refusal) throw refusal;
}

async function readProfiles(opening: Promise<Archive>): Promise<void> {
  const archive = await opening;
  try {
    for (const profile of archive.manifest.profiles.slice(0, 2)) await archive.readProfile(profile);
  } finally {
    await archive.close();
  }
}

async function refusalOf(reading: Promise<void>): Promise<ArchiveError | undefined> {
  try {
    await reading;
    return undefined;
  } catch (error) {
    if (error instanceof ArchiveError) return error;
    throw error;
  }
}

function answering(type: string, body: Uint8Array): Transport {
  return { request: async () => ({ status: 200, headers: { 'content-type': type }, body }) };
}

function textOf(input: Uint8Array): string {
  return new TextDecoder().decode(input);
}
