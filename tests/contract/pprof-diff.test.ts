import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildTopTable, decodePprof, encodePprof, unite } from '#profile';

const FOLDER = new URL('../fixtures/pprof/', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'parcascope-diff-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pairs = readdirSync(FOLDER)
  .filter((file) => file.startsWith('diff-'))
  .map((file) => file.slice('diff-'.length, -'.txt'.length).split('..') as [string, string]);
const hasGo = spawnSync('go', ['version']).status === 0;

const pathOf = (name: string) => new URL(`merge-pprof-${name}.pb.gz`, FOLDER).pathname;
const decode = (name: string) => decodePprof(new Uint8Array(readFileSync(pathOf(name))));

/** `flat cum name` of what pprof prints, without the header. */
function rowsOf(printed: string): string[] {
  const lines = printed.trimEnd().split('\n');
  const header = lines.findIndex((line) => line.trim().startsWith('flat  flat%'));
  return lines.slice(header + 1).map((line) => {
    const row = /^\s*(-?\d+)\D*\s+\S+%?\s+\S+%\s+(-?\d+)\D*\s+\S+%?\s+(.+)$/.exec(line);
    if (!row) throw new Error(line);
    return `${row[1]} ${row[2]} ${row[3]!.replace(/ \((?:partial-)?inline\)$/, '')}`;
  });
}

/** Of both sides in one file: as `go tool pprof -diff_base` has them. */
function write(baseline: string, comparison: string) {
  const [a, b] = [decode(baseline), decode(comparison)];
  const tree = unite([a.tree, b.tree]);
  const path = join(folder, `${baseline}-${comparison}.pb.gz`);
  const { sampleType } = b;
  writeFileSync(path, encodePprof(tree, { sampleType, column: 1, baseline: 0 }));
  return { path, tree, unit: sampleType.unit };
}

test('there are pairs', () => expect(pairs).toHaveLength(7));

test.skipIf(!hasGo).each(pairs)(
  '%s → %s: go tool pprof -top on our file prints our table, in its own percentages',
  (baseline, comparison) => {
    const { path, tree, unit } = write(baseline, comparison);
    const all = ['-nodecount=0', '-nodefraction=0', '-edgefraction=0', `-unit=${unit}`];
    const top = (...args: string[]) =>
      execFileSync('go', ['tool', 'pprof', '-top', ...all, ...args], { stdio: 'pipe' }).toString();
    const { names, columns } = buildTopTable(tree, 'function');
    const [a, b] = columns as [(typeof columns)[0], (typeof columns)[0]];
    const ours = names
      .map((name, i) => `${b.self[i]! - a.self[i]!} ${b.total[i]! - a.total[i]!} ${name}`)
      .filter((line) => !line.startsWith('0 0 '));
    const printed = top(path);
    expect(rowsOf(printed).sort()).toEqual(ours.sort());
    // Percentages are of the baseline, as where pprof itself compares.
    const own = top(`-diff_base=${pathOf(baseline)}`, pathOf(comparison));
    const percentages = (text: string) => /Showing nodes.*/.exec(text)?.[0];
    expect(percentages(printed)).toBe(percentages(own));
  },
);
