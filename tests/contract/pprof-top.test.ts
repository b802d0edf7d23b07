import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  besideEachOther,
  buildTopTable,
  decodePprof,
  encodePprof,
  unite,
  type CallTree,
  sumParts,
} from '#profile';

const FOLDER = new URL('../fixtures/pprof/', import.meta.url);
const files = readdirSync(FOLDER);
const profiles = files
  .filter((file) => file.endsWith('.pb.gz') && !file.includes('empty'))
  .map((file) => file.replace('.pb.gz', ''));
const diffs = files
  .filter((file) => file.startsWith('diff-'))
  .map((file) => file.slice('diff-'.length, -'.txt'.length).split('..'));

function decode(name: string) {
  return decodePprof(new Uint8Array(readFileSync(new URL(`${name}.pb.gz`, FOLDER))));
}

/** `self total name` of each function of what pprof prints, in code unit order; pprof marks inlined functions behind their name. */
function readTop(file: string): string[] {
  const row = /^\s*(-?\d+)\D*\s+\S+%?\s+\S+%\s+(-?\d+)\D*\s+\S+%?\s+(.+)$/;
  const lines = readFileSync(new URL(file, FOLDER), 'utf8').trimEnd().split('\n');
  const header = lines.findIndex((line) => line.trim().startsWith('flat  flat%'));
  return lines.slice(header + 1).map((line) => {
    const [, self, total, name] = row.exec(line) ?? [];
    if (name === undefined) throw new Error(`${file}: ${line}`);
    return `${self} ${total} ${name.replace(/ \((?:partial-)?inline\)$/, '')}`;
  });
}

/** In the form of `readTop`: the sums of weight × column. pprof shows no function that is 0 in both. */
function printTop(tree: CallTree, weights: readonly number[] = [1]): string[] {
  const { names, columns } = buildTopTable(tree, 'function');
  const sum = (row: number, of: 'self' | 'total') =>
    columns.reduce((value, column, k) => value + weights[k]! * column[of][row]!, 0);
  return names
    .map((name, row) => `${sum(row, 'self')} ${sum(row, 'total')} ${name}`)
    .filter((line) => !line.startsWith('0 0 '));
}

test('there is something to agree with', () => {
  expect(profiles).toHaveLength(14);
  expect(diffs).toHaveLength(7);
});

test.each(profiles)('%s: every self and total is that of go tool pprof -top', (name) => {
  const { tree } = decode(name);
  expect(printTop(tree).sort()).toEqual(readTop(`${name}.top-flat.txt`).sort());
  expect(printTop(tree).sort()).toEqual(readTop(`${name}.top-cum.txt`).sort());
});

test.each(diffs)('%s → %s: every delta is that of go tool pprof -diff_base', (baseline, other) => {
  const both = unite([decode(`merge-pprof-${baseline}`).tree, decode(`merge-pprof-${other}`).tree]);
  expect(printTop(both, [-1, 1]).sort()).toEqual(readTop(`diff-${baseline}..${other}.txt`).sort());
});

test.each(profiles)('%s: encoded and decoded again it is the same tree', (name) => {
  const { tree, sampleType } = decode(name);
  expect(decodePprof(encodePprof(tree, { sampleType })).tree).toEqual(tree);
});

test('an answer without samples is a bare root', () => {
  const { tree, sampleType } = decode('merge-pprof-empty');
  expect(sampleType).toEqual({ type: 'cpu', unit: 'nanoseconds' });
  expect([...tree.end]).toEqual([1]);
});

test('grouped by a label, the samples of each value are told apart, and they add up', () => {
  const bytes = new Uint8Array(readFileSync(new URL('merge-pprof-cpu-app-grouped.pb.gz', FOLDER)));
  const { tree: whole, labelNames, sum } = decodePprof(bytes);
  expect(labelNames).toEqual(['juju_unit']);
  const units = ['shop-k8s/0', 'shop-k8s/1'].map((juju_unit) => {
    const only = { juju_unit };
    return sumParts([{ pprof: bytes, total: 0, weight: 1, only }]);
  });
  expect(units.map(({ total }) => total > 0)).toEqual([true, true]);
  expect(units.reduce((all, { total }) => all + total, 0)).toBe(Number(sum));
  const both = besideEachOther(units.map(({ tree }) => tree));
  expect(printTop(both, [1, 1])).toEqual(printTop(whole));
});
