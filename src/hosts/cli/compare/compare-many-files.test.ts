import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { divideTable, scalingOf, type Normalisation, type ScalingFacts } from '#comparison';
import { buildTopTable, sumParts, unite } from '#profile';
import { createReplay, createReplayTransport, openFiles } from '#replay';
import { coverageOf, FILE_LABEL, filesOf, parseProfileType } from '#series';
import { createParcaSource } from '#sources';
import { Random } from '../../../../tests/calibration/random';
import { execute } from '../execute.fixture';
import { profileFolder } from '../profiles/profile-files.fixture';
import { reportSchema } from './report.fixture';

const profiles = profileFolder();
const FUNCTIONS = Array.from({ length: 30 }, (_, i) => `work.f${i}`);
const PERIOD = 10_000_000;

interface Program {
  readonly count: number;
  readonly seed: number;
  /** Samples of `work.f0` in each file; `others`, 60, of each other one. */
  readonly changed: number;
  readonly others?: number;
  /** In which values are written. */
  readonly unit?: 'nanoseconds' | 'milliseconds';
  /** When the first of them was taken, the others right after it; absent: they do not say. */
  readonly start?: number;
  /** Of `work.f0`. */
  readonly name?: string;
}

/** CPU profiles of 30 s of a program whose functions cost the same each time, but for chance. */
async function writeProfiles(program: Program) {
  const { count, seed, changed, others = 60, unit = 'nanoseconds', start, name: first } = program;
  const random = new Random(seed);
  const size = unit === 'nanoseconds' ? PERIOD : PERIOD / 1e6;
  const paths = [];
  for (let i = 0; i < count; i++) {
    const lines = FUNCTIONS.map((name, k) => {
      const samples = 1 + random.poisson(k === 0 ? changed : others);
      return `main.main;${k === 0 && first !== undefined ? first : name} ${samples * size}`;
    });
    lines.push(`main.main;work.rare ${size}`);
    paths.push(
      await profiles.write(`${seed}-${i}-${unit}`, lines, {
        ...{ unit, seconds: 30 },
        ...(start !== undefined && { start: start + i * 30_000 }),
      }),
    );
  }
  return paths;
}

async function compareFiles(baseline: string[], comparison: string[], ...more: string[]) {
  const sides = ['--baseline', ...baseline, '--comparison', ...comparison];
  const { code, stdout, stderr } = await execute(['compare', ...sides, ...more, '--json']);
  return { code, stderr, report: reportSchema.parse(JSON.parse(stdout)) };
}

/** Files as the page opens and asks for them. */
async function openedInPage(paths: readonly string[]) {
  const read = async (path: string) => ({
    ...{ name: basename(path), bytes: await readFile(path), modified: Date.now() },
  });
  const { archive } = openFiles(await Promise.all(paths.map(read)));
  const source = createParcaSource({
    transport: createReplayTransport(createReplay(archive)),
    now: () => archive.manifest.end.getTime(),
  });
  const range = { start: archive.manifest.start.getTime(), end: archive.manifest.end.getTime() };
  const profileType = parseProfileType(archive.manifest.profiles[0]!.type);
  const sideOf = async (of: readonly string[]) => {
    const value = of.map((path) => basename(path)).join('|');
    const matchers = [{ name: FILE_LABEL, op: '=~', value } as const];
    const fetched = await source.fetchProfile({ profileType, matchers }, range);
    const { seconds } = coverageOf(fetched);
    return { tree: sumParts(fetched.parts).tree, seconds, files: filesOf(fetched.scrapes)! };
  };
  const compare = async (how: Normalisation, ...of: readonly (readonly string[])[]) => {
    const [a, b] = [await sideOf(of[0]!), await sideOf(of[1]!)];
    const tree = unite([a.tree, b.tree]);
    const facts: ScalingFacts = {
      ...{ profileType, files: [a.files, b.files], durationsSeconds: [a.seconds, b.seconds] },
      magnitudes: [1, 1],
    };
    const { unit, divisors } = scalingOf(how, facts);
    const { names, columns } = divideTable(buildTopTable(tree, 'function'), divisors);
    const rows = names.map((name, row) => {
      const [one, other] = columns.map(({ total }) => total[row]!);
      return [name, [one!, other!] as const] as const;
    });
    return [new Map(rows), unit] as const;
  };
  return { compare };
}

describe('several files a side are slices', () => {
  test('a function that costs half more is told from noise, with unequal counts', async () => {
    const baseline = await writeProfiles({ count: 10, seed: 1, changed: 60 });
    const comparison = await writeProfiles({ count: 14, seed: 2, changed: 90 });
    const { code, report, stderr } = await compareFiles(
      baseline,
      comparison,
      ...['--fail-above', '1'],
    );
    expect(report).toMatchObject({ unit: 'nanoseconds per file', normalise: 'per-file' });
    expect(stderr).toMatch(/^10 files against 14, each value per file\n/);
    expect(report.noise.slices).toEqual([10, 14]);
    const flagged = report.rows.filter(({ verdict }) => verdict === 'grew');
    expect(flagged.map(({ name }) => name)).toEqual(['work.f0']);
    expect(flagged[0]!.baseline.total / PERIOD).toBeCloseTo(61, -1);
    expect(flagged[0]!.comparison.total / PERIOD).toBeCloseTo(91, -1);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /\n1 function grew by more than 1 % .* and more than noise:\n.*work\.f0\n/,
    );
  });

  test('the page adds up the same files to the same values', async () => {
    const start = Date.parse('2026-11-21T00:00:00Z');
    const baseline = await writeProfiles({ count: 2, seed: 41, changed: 60 });
    const comparison = await writeProfiles({ count: 3, seed: 42, changed: 60, start });
    const page = await openedInPage([...baseline, ...comparison]);
    for (const how of ['raw', 'per-file', 'per-second'] as const) {
      const { report } = await compareFiles(baseline, comparison, '--normalise', how);
      const name = how === 'raw' ? how : how === 'per-file' ? 'perFile' : 'perSecond';
      const [shown, unit] = await page.compare(name, baseline, comparison);
      expect(unit).toBe(report.unit);
      for (const row of report.rows) {
        expect(row.baseline.total).toBeCloseTo(shown.get(row.name)![0], 9);
        expect(row.comparison.total).toBeCloseTo(shown.get(row.name)![1], 9);
      }
    }
  });

  test('files that say when they were taken: a side that changes within itself is said first', async () => {
    const start = Date.parse('2026-11-21T00:00:00Z');
    const early = await writeProfiles({ count: 12, seed: 21, changed: 300, start });
    const late = { count: 12, seed: 22, changed: 900, start: start + 12 * 30_000 };
    const comparison = [...early, ...(await writeProfiles(late))];
    const baseline = await writeProfiles({ count: 12, seed: 23, changed: 300, start });
    const sides = ['--baseline', ...baseline, '--comparison', ...comparison];
    const { stdout } = await execute(['compare', ...sides]);
    expect(stdout).toMatch(
      /^The comparison itself changes at 2026-11-21T00:06:00.000Z \(\+\d+(\.\d)? %, most of it work\.f0\): choose windows on either side\.\n/,
    );
    const steady = await execute(['compare', ...sides.slice(0, -late.count)]);
    expect(steady.stdout).not.toContain('itself changes');
  });

  test('a closure that another build numbers anew is one function, unless that is not wanted', async () => {
    const before = { count: 10, seed: 31, changed: 60, name: 'work.f0.func1' };
    const after = { count: 10, seed: 32, changed: 60, name: 'work.f0.func2' };
    const files = [await writeProfiles(before), await writeProfiles(after)] as const;
    const matched = await compareFiles(...files);
    expect(matched.stderr).toContain(
      'Matched by name without closure number, type shape or hash: 1 function (apart: --no-match-renamed)',
    );
    expect(matched.report.noise.flagged).toBe(0);
    expect(matched.report.rows.map(({ name }) => name)).not.toContain('work.f0.func1');
    const apart = await compareFiles(...files, '--no-match-renamed');
    const verdicts = new Map(apart.report.rows.map(({ name, verdict }) => [name, verdict]));
    expect(verdicts.get('work.f0.func1')).toBe('gone');
    expect(verdicts.get('work.f0.func2')).toBe('new');
    expect(apart.stderr).not.toContain('Matched');
    for (const side of ['baseline', 'comparison'] as const)
      expect(apart.report[side]).toEqual(matched.report[side]);
  });

  test('where nothing changed nothing is flagged, and any growth passes', async () => {
    const baseline = await writeProfiles({ count: 8, seed: 3, changed: 60 });
    const comparison = await writeProfiles({ count: 8, seed: 4, changed: 60 });
    const { code, report } = await compareFiles(baseline, comparison, '--fail-above', '0');
    expect(report.noise.flagged).toBe(0);
    expect(report.rows.some(({ delta }) => delta.total > 0)).toBe(true);
    expect(code).toBe(0);
  });

  test('what grew by less than the load did not grow at equal load, and does not count', async () => {
    const baseline = await writeProfiles({ count: 10, seed: 9, changed: 100 });
    const busy = { count: 10, seed: 10, changed: 140, others: 120 };
    const { code, report, stderr } = await compareFiles(
      ...([baseline, await writeProfiles(busy)] as const),
      ...['--fail-above', '1'],
    );
    const row = report.rows.find(({ name }) => name === 'work.f0')!;
    expect(row.verdict).toBe('shrank');
    expect(row.delta.total).toBeGreaterThan(report.baseline.total / 100);
    expect(report.noise.load).toBeGreaterThan(0.8);
    // The whole itself did grow.
    expect(code).toBe(1);
    expect(stderr).toMatch(/^1 function grew .* and more than noise:\n.* main\.main\n/);
  });

  test('a side that differs from itself is said first', async () => {
    const quiet = await writeProfiles({ count: 8, seed: 11, changed: 60 });
    const raised = await writeProfiles({ count: 8, seed: 12, changed: 160 });
    const more = await writeProfiles({ count: 16, seed: 13, changed: 400 });
    const answerOf = async (comparison: readonly string[]) =>
      execute(['compare', '--baseline', ...quiet, ...raised, '--comparison', ...comparison]);
    expect((await answerOf(more)).stdout).toMatch(
      /^Caution: the baseline differs from itself: its halves do, in 1 function\. work\.f0 \+/,
    );
    // Nothing is claimed that could be wrong: that the halves differ is told below.
    expect((await answerOf([...quiet, ...raised])).stdout).toMatch(
      /^CPU time unchanged in total, within noise; no function stands out[^]*self-check: 2 of 2 tables flagged, 2 of 60 functions, where nothing was changed/,
    );
  });

  test('units are scaled, within a side and between the sides', async () => {
    const nano = await writeProfiles({ count: 8, seed: 5, changed: 60 });
    const milli = await writeProfiles({ count: 8, seed: 5, changed: 60, unit: 'milliseconds' });
    const same = await compareFiles(nano, milli);
    expect(same.report).toMatchObject({ unit: 'nanoseconds', noise: { slices: [8, 8] } });
    expect(same.report.rows.every(({ delta }) => Math.abs(delta.total) < 1)).toBe(true);
    const mixed = await compareFiles(
      [...nano.slice(0, 4), ...milli.slice(4)],
      [...milli.slice(0, 4), ...nano.slice(4)],
    );
    expect(mixed.report.rows.every(({ delta }) => Math.abs(delta.total) < 1)).toBe(true);
  });

  test('a file that cannot be read is left out and said; a side without one that can is refused', async () => {
    const files = await writeProfiles({ count: 3, seed: 51, changed: 60 });
    const { code, report, stderr } = await compareFiles([...files, 'missing.pb.gz'], files);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'left out: missing.pb.gz: no such file\n',
    });
    expect(report.noise.slices).toEqual([3, 3]);
    const none = await execute(['compare', '--baseline', 'a', 'b', '--comparison', ...files]);
    expect([none.code, none.stderr]).toEqual([
      2,
      'parcascope: none of the 2 files can be opened: a: no such file; b: no such file\n',
    ]);
  });

  test('a file of another type on one side is refused by name', async () => {
    const [cpu] = await writeProfiles({ count: 1, seed: 6, changed: 60 });
    const heap = await profiles.write('heap', ['main 5'], { type: 'inuse_space', unit: 'bytes' });
    const { code, stderr } = await execute([
      ...['compare', '--baseline', cpu!, heap, '--comparison', cpu!],
    ]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `parcascope: ${cpu!} has cpu in nanoseconds, ${heap} has inuse_space in bytes: they are not one side (see --sample-type)\n`,
    );
  });
});

test('one profile a side: what is more than sampling is never said to have grown', async () => {
  const [baseline] = await writeProfiles({ count: 1, seed: 7, changed: 60 });
  const [comparison] = await writeProfiles({ count: 1, seed: 8, changed: 150 });
  const { report } = await compareFiles([baseline!], [comparison!]);
  expect(report.noise).toMatchObject({ slices: [1, 1], aa: { tested: 0, flagged: 0 } });
  const more = report.rows.filter(({ verdict }) => verdict === 'more than sampling explains');
  expect(more.map(({ name }) => name)).toContain('work.f0');
  const { stdout } = await execute(['compare', baseline!, comparison!]);
  expect(stdout.split('\n')[0]).toMatch(
    /^work\.f0 \+\d+ % .*: more than sampling explains\. CPU time /,
  );
  expect(stdout).not.toMatch(/\b(grew|real)\b/);
});

test('waits on locks are no counts: of one file a side nothing is known', async () => {
  const lock = { type: 'delay', unit: 'nanoseconds', seconds: 30 };
  const a = await profiles.write('waits-a', ['main;lock 1000000'], lock);
  const b = await profiles.write('waits-b', ['main;lock 9000000'], lock);
  const { report } = await compareFiles([a], [b]);
  expect(report.noise).toMatchObject({ tested: 0, flagged: 0 });
  expect(report.rows.every(({ verdict }) => verdict === 'too few slices')).toBe(true);
  const { stdout } = await execute(['compare', a, b]);
  expect(stdout.split('\n')[0]).toBe(
    'delay +8 ms (+800 %) in total; one profile a side says nothing of noise.',
  );
});
