import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { execute } from '../execute.fixture';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parcascope-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(text: string): Promise<string> {
  const path = join(folder, 'given.json');
  await writeFile(path, text);
  return path;
}

const PANELS = [
  { title: 'Queue', unit: 'jobs', expression: 'queue_length$matchers' },
  {
    title: 'Jobs',
    unit: 'jobs/s',
    expression: 'sum by ($by) (rate($metric$matchers[5m]))',
    metrics: ['jobs_total', '.+_jobs_total'],
    measures: 'cpu',
  },
];
const ALIASES = { labels: { pod: ['k8s_pod'] }, applications: { 'shop-profiler': 'shop' } };

test('panels and aliases are read and given to the console, by option or environment', async () => {
  const panels = await write(`\uFEFF${JSON.stringify(PANELS)}`);
  const { code, started } = await execute(['--panels', panels]);
  expect(code).toBe(0);
  expect(started[0]).toMatchObject({ metricPanels: PANELS });
  expect(started[0]).not.toHaveProperty('aliases');

  const aliases = await write(JSON.stringify(ALIASES));
  const env = { PARCASCOPE_ALIASES: aliases, PARCASCOPE_PANELS: '' };
  const other = await execute([], { env });
  expect(other.started[0]).toMatchObject({ aliases: ALIASES });
  expect(other.started[0]).not.toHaveProperty('metricPanels');
});

test('where browsers reach Parca’s page is told to them, with nothing that is secret', async () => {
  const { code, started } = await execute(['--parca-page', 'https://parca.example/ui/?a=b']);
  expect(code).toBe(0);
  expect(started[0]).toMatchObject({ parcaPage: 'https://parca.example/ui/' });
  for (const page of ['parca.example', 'javascript:alert(1)', 'https://me:secret@parca.example']) {
    const refused = await execute(['--parca-page', page]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('--parca-page: ');
    expect(refused.stderr).not.toContain('secret');
  }
});

test.each([
  { option: '--panels', text: '[{"title": "x",\n }]', error: 'given.json:2:2: no JSON: ' },
  { option: '--panels', text: '', error: 'given.json:1:1: no JSON: ' },
  { option: '--panels', text: '{}', error: 'given.json: Invalid input: expected array' },
  {
    option: '--panels',
    text: JSON.stringify([PANELS[0], { ...PANELS[0], expression: 'up' }]),
    error: 'given.json: [1].expression: $matchers is missing',
  },
  {
    option: '--panels',
    text: JSON.stringify([{ ...PANELS[1], metrics: ['a('] }]),
    error: 'given.json: [0].metrics[0]: not a regular expression: missing closing )',
  },
  {
    option: '--panels',
    text: JSON.stringify([{ ...PANELS[0], colour: 'red' }]),
    error: 'given.json: [0]: Unrecognized key: "colour"',
  },
  {
    option: '--aliases',
    text: JSON.stringify({ labels: { pot: ['x'] } }),
    error: 'given.json: labels: Unrecognized key: "pot"',
  },
  {
    option: '--aliases',
    text: JSON.stringify({ labels: { pod: ['a="b"'] } }),
    error: 'given.json: labels.pod[0]: expected the name of a label',
  },
])('$option with $text is refused with file and place', async ({ option, text, error }) => {
  const { code, stderr, started } = await execute([option, await write(text)]);
  expect([code, started]).toEqual([2, []]);
  expect(stderr).toContain(error);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('a file that is not there is reported before anything starts', async () => {
  const { code, stderr } = await execute(['--panels', 'missing.json']);
  expect([code, stderr]).toEqual([2, 'parcascope: missing.json: no such file\n']);
});
