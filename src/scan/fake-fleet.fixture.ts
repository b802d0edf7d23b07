import { createEngine } from '#engine';
import { encodePprof, treeFromFolded } from '#profile';
import {
  DEFAULT_ALIASES,
  labelValue,
  nanosecondsFromMilliseconds,
  parseProfileType,
  pickLabels,
  type Labels,
  type Milliseconds,
  type Scrape,
  type Selector,
  type TimeRange,
} from '#series';
import type { FetchedProfile, ProfileSource } from '#sources';
import { scanFleet } from './scan-fleet';
import type { Scan, ScanOptions, ScanPorts, ScanQuestion } from './scan-question';

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
export const T0 = Date.parse('2026-11-21T00:00:00Z');
const INTERVAL: Milliseconds = 15_000;
const QUANTUM = 10_000_000;

/** What a unit did in the scrape that begins at `minute`: folded stacks, in samples. */
export type Unit = (minute: number) => readonly string[];

export interface FakeFleet {
  readonly profiles: ProfileSource;
  /** `series`, `scrapes shop`, `slice shop/0`, in order. */
  readonly asked: readonly string[];
}

const labelsOf = (unit: string): Labels => ({
  juju_model: 'dev',
  juju_application: unit.split('/')[0]!,
  juju_unit: unit,
});

/** A server with CPU profiles of these units, one each 15 s, by their folded stacks. */
export function fakeFleet(units: Readonly<Record<string, Unit>>): FakeFleet {
  const asked: string[] = [];
  const labels = new Map(Object.keys(units).map((unit) => [unit, labelsOf(unit)]));
  const foldedAt = (unit: string, time: Milliseconds) => units[unit]!((time - T0) / 60_000);
  const samplesAt = (unit: string, time: Milliseconds) =>
    foldedAt(unit, time).reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  const chosen = ({ matchers }: Selector) =>
    Object.keys(units).filter((unit) =>
      matchers.every(({ name, op, value }) => {
        const actual = labelValue(labelsOf(unit), name);
        return op === '=~' ? value.split('|').includes(actual) : actual === value;
      }),
    );
  const timesIn = ({ start, end }: TimeRange) => {
    const first = Math.ceil(start / INTERVAL) * INTERVAL;
    return Array.from(
      { length: Math.max(0, Math.floor((end - first) / INTERVAL) + 1) },
      (_, i) => first + i * INTERVAL,
    );
  };
  const scrapesOf = (selector: Selector, range: TimeRange): readonly Scrape[] =>
    timesIn(range).flatMap((time) =>
      chosen(selector).map((unit): Scrape => ({
        labels: labels.get(unit)!,
        timestamp: nanosecondsFromMilliseconds(time),
        duration: 15_000_000_000n,
        value: samplesAt(unit, time) * QUANTUM,
      })),
    );
  const nobody = () => Promise.reject(new Error('a scan does not ask for it'));
  const profiles: ProfileSource = {
    server: { name: 'Parca', scrapes: true, groups: true },
    fetchProfileTypes: async () => [CPU],
    fetchLabelNames: nobody,
    fetchLabelValues: nobody,
    fetchLabelSets: nobody,
    fetchTargets: nobody,
    fetchAgents: nobody,
    fetchProfile: nobody,
    fetchSeries: async ({ selector, range, step, sumBy }) => {
      asked.push('series');
      const start = Math.floor(range.start / step) * step;
      const times = timesIn(range).map((time) => time - ((time - start) % step));
      const grid = [...new Set(times)];
      return chosen(selector).map((unit) => ({
        labels: pickLabels(labelsOf(unit), sumBy),
        unit: 'cores',
        times: grid,
        values: grid.map((time) => (samplesAt(unit, time) * QUANTUM) / 15e9),
      }));
    },
    fetchScrapes: async (selector, range) => {
      asked.push(`scrapes ${selector.matchers.map(({ value }) => value).join(' ')}`);
      return { scrapes: scrapesOf(selector, range), range, interval: INTERVAL, notices: [] };
    },
    fetchSlices: async (selector, { groups }) => {
      asked.push(`slices ${groups.map(({ scrapes }) => unitOf(scrapes)).join(' ')}`);
      return Promise.all(groups.map(({ scrapes }) => sliceOf(selector, scrapes)));
    },
    fetchSlice: async (selector, scrapes) => {
      asked.push(`slice ${unitOf(scrapes)}`);
      return sliceOf(selector, scrapes);
    },
  };
  return { profiles, asked };

  function sliceOf(_selector: Selector, scrapes: readonly Scrape[]): FetchedProfile {
    const lines = scrapes.flatMap(({ labels, timestamp }) =>
      foldedAt(labelValue(labels, 'juju_unit'), Number(timestamp / 1_000_000n)),
    );
    const folded = lines.map((line) => {
      const cut = line.lastIndexOf(' ');
      return `${line.slice(0, cut)} ${Number(line.slice(cut + 1)) * QUANTUM}`;
    });
    const type = { type: 'cpu', unit: 'nanoseconds' };
    const pprof = encodePprof(treeFromFolded(folded), { sampleType: type });
    const total = scrapes.reduce((sum, { value }) => sum + value, 0);
    return {
      parts: [{ pprof, total, weight: 1 }],
      ...{ scrapes, interval: INTERVAL, notices: [] },
      range: { start: 0, end: 0 },
    };
  }
}

const unitOf = (scrapes: readonly Scrape[]) => labelValue(scrapes[0]?.labels ?? {}, 'juju_unit');

/** A program of many functions of which none changes, each as noisy as its samples; `more` on top. */
export function program(seed: number, more: Unit = () => []): Unit {
  return (minute) => {
    // https://github.com/cprosche/mulberry32
    let state = (seed * 7919 + Math.round(minute * 4)) * 2_654_435_761;
    const uniform = () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
    // A sum of uniform numbers with the mean and the variance of counts.
    const counted = (mean: number) => {
      const normal = Array.from({ length: 12 }, uniform).reduce((sum, one) => sum + one, -6);
      return Math.max(0, Math.round(mean + normal * Math.sqrt(mean)));
    };
    // Of what is seen once in a while the value of one sample is known.
    const rare = Array.from({ length: 4 }, (_, f) => `main;rare${f} ${uniform() < 0.02 ? 1 : 0}`);
    const usual = Array.from(
      { length: 30 },
      (_, f) => `main;handle${f % 5};work${f} ${counted(40)}`,
    );
    const others = more(minute).map((line) => {
      const cut = line.lastIndexOf(' ');
      return `${line.slice(0, cut)} ${counted(Number(line.slice(cut + 1)))}`;
    });
    return [...usual, ...others, ...rare].filter((line) => !line.endsWith(' 0'));
  };
}

/** A function that costs more from a minute on. */
export const rising =
  (name: string, at: number, [before, after]: readonly [number, number]): Unit =>
  (minute) => [`main;${name} ${minute >= at ? after : before}`];

/** Scans the first hour, or what the question says, with an engine that is closed again. */
export async function scanFake(
  profiles: ProfileSource,
  question: Partial<ScanQuestion> = {},
  options: ScanOptions = {},
): Promise<{ readonly scan: Scan; readonly seen: readonly Scan[]; readonly kept: number }> {
  const engine = createEngine();
  const seen: Scan[] = [];
  let kept = 0;
  const ports: ScanPorts = {
    profiles,
    engine: {
      open: async (...asked) => {
        const opened = await engine.open(...asked);
        kept++;
        return opened;
      },
      openEach: async (...asked) => {
        const opened = await engine.openEach(...asked);
        kept += opened.length;
        return opened;
      },
      functionValues: (...asked) => engine.functionValues(...asked),
      release: (handle) => {
        kept--;
        engine.release(handle);
      },
      judgeTotals: (...asked) => engine.judgeTotals(...asked),
      findChanges: (...asked) => engine.findChanges(...asked),
    },
    now: () => T0 + 3_600_000,
  };
  const scan = await scanFleet(
    ports,
    {
      ...{ range: { start: T0, end: T0 + 3_599_000 }, against: 'previous', matchers: [] },
      aliases: DEFAULT_ALIASES,
      ...question,
    },
    { ...options, onProgress: (state) => (seen.push(state), options.onProgress?.(state)) },
  ).finally(() => engine.close());
  return { scan, seen, kept };
}
