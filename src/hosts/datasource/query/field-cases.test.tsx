import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataFrame } from '@grafana/data';
import { afterEach, expect, test } from 'vitest';
import { openArchive, writeArchive, type Archive } from '#archive';
import { treeFromFrame, type ParcaQuery } from '#frames';
import { foldTree } from '#profile';
import { collect, demoDatasource } from '../demo-datasource.fixture';
import { CPU, demoRequest, grafanaRange, MEMORY } from '../request.fixture';

/* What users run into, in Grafana: from the archive's bytes over Grafana's proxy to a frame, which the panel reads back. */

const CASES = 'tests/fixtures/field-cases';
const START = Date.parse('2026-11-20T10:00:00Z');
const opened: Archive[] = [];
afterEach(() => Promise.all(opened.splice(0).map((archive) => archive.close())));

async function ask(path: string, query: Partial<ParcaQuery>): Promise<DataFrame> {
  const archive = await openArchive(path);
  opened.push(archive);
  const { start, end } = archive.manifest;
  const range = grafanaRange(start.getTime(), end.getTime());
  const { datasource } = demoDatasource(archive);
  const request = demoRequest([{ refId: 'A', ...query }], { range });
  const [answer] = (await collect(datasource.query(request))).slice(-1);
  expect(answer?.errors ?? []).toEqual([]);
  return answer!.data[0] as DataFrame;
}

const valuesOf = (frame: DataFrame, name: string): number[] =>
  frame.fields.find((field) => field.name === name)!.values;
const noticesOf = (frame: DataFrame) =>
  (frame.meta?.notices ?? []).map(({ text }) => text).join('\n');

test.each([
  { file: 'F02-over-2-53/sum.zip', unit: 'sum/0', of: '', value: 11e12 },
  { file: 'F02-over-2-53/sum.zip', unit: 'sum/0', of: ':total', value: 1.2055e15 },
  { file: 'F09-clipped/types.zip', unit: 't/0', of: '', value: 5 },
  { file: 'F09-clipped/types.zip', unit: 't/0', of: ':total', value: 11e15, rounded: true },
])('$file, waits$of: $value ns', async ({ file, unit, of, value, rounded = false }) => {
  const frame = await ask(`${CASES}/${file}`, {
    profileTypeId: `block:delay:nanoseconds:contentions:count${of}`,
    labelSelector: `{juju_unit="${unit}"}`,
  });
  // Of 11e15 every second number exists.
  expect(Math.abs(valuesOf(frame, 'value')[0]! - value)).toBeLessThan(rounded ? 4 : 1);
  expect(noticesOf(frame).includes('add up to more than 2^53')).toBe(rounded);
});

test.each([
  ['neg/0', ['main;cache;evict -3000000', 'main;log 500000', 'main;serve 1000000']],
  ['cancel/0', ['main;a -2000000', 'main;b 2000000']],
])('negative values of %s keep their signs, and are said to be there', async (unit, stacks) => {
  const frame = await ask(`${CASES}/F06-negative/zero.zip`, {
    profileTypeId: MEMORY,
    labelSelector: `{juju_unit="${unit}"}`,
  });
  expect(noticesOf(frame)).toContain('holds negative values');
  expect(foldTree(treeFromFrame(frame).tree)).toEqual(stacks);
});

test('one text that is no UTF-8, and gzip of several members, are profiles like any other', async () => {
  const files = ['F03-utf8/name', 'F03-utf8/label', 'F13-gzip-members/two'];
  const bytes = await Promise.all(files.map((file) => readFile(`${CASES}/${file}.pb.gz`)));
  const folder = await mkdtemp(join(tmpdir(), 'parcascope-'));
  const path = join(folder, 'files.zip');
  await writeArchive(path, {
    manifest: {
      created: new Date(START).toISOString(),
      start: new Date(START),
      end: new Date(START + 60_000),
      source: 'Parca',
      servers: { parca: '', prometheus: '' },
      notes: [],
      profiles: [30n, 30n, 10n].map((ms, i) => ({
        ...{ type: CPU, labels: { juju_unit: `u/${i}` }, file: `profiles/${i}.pb.gz` },
        timestamp: BigInt(START + i) * 1_000_000n,
        ...{ duration: 10_000_000_000n, value: ms * 1_000_000n, noStackValue: 0n },
      })),
    },
    targetsJson: '{}',
    metrics: { step: 15, queries: [] },
    readProfile: async ({ file }) => bytes[Number(/\d/.exec(file)![0])]!,
  });
  const frame = await ask(path, { profileTypeId: CPU });
  await rm(folder, { recursive: true });
  const stacks = foldTree(treeFromFrame(frame).tree);
  expect(valuesOf(frame, 'value')[0]).toBe(70e6);
  expect(stacks.join('\n')).toMatch(/\\x[89a-f]/);
});

test('a stack of 5,000 frames, and 20,000 callees: whole in the frame, and as the panel reads it', async () => {
  const deep = await ask(`${CASES}/F08-fanout/deep.zip`, {
    profileTypeId: CPU,
    labelSelector: '{juju_unit="deep/0"}',
  });
  expect(Math.max(...valuesOf(deep, 'level'))).toBe(5000);
  expect(noticesOf(deep)).toBe('');
  const fan = await ask(`${CASES}/F08-fanout/deep.zip`, {
    profileTypeId: CPU,
    labelSelector: '{juju_unit="fan/0"}',
  });
  expect(fan.length).toBe(20_003);
  expect(noticesOf(fan)).toBe('');
  for (const frame of [deep, fan]) {
    const { tree } = treeFromFrame(frame);
    expect(tree.frame.length).toBe(frame.length);
    expect(tree.columns[0]!.total[0]).toBe(valuesOf(frame, 'value')[0]);
  }
});
