import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { reportSchema } from './compare/report.fixture';
import { execute } from './execute.fixture';
import { AFTER, BEFORE } from './profiles/profile-files.fixture';
import { topSchema } from './profiles/top-report.fixture';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'answer-format-'))));
afterAll(() => rm(folder, { recursive: true }));

const COMMANDS = [
  { args: ['compare', BEFORE, AFTER], schema: reportSchema, file: 'docs/schemas/compare.json' },
  { args: ['top', BEFORE], schema: topSchema, file: 'docs/schemas/top.json' },
];

describe.each(COMMANDS)('$args.0', ({ args, schema, file }) => {
  test('its JSON is of the schema that is documented', async () => {
    const documented: object = JSON.parse(await readFile(file, 'utf8'));
    expect(documented).toEqual(z.toJSONSchema(schema));
    const validate = new Ajv2020({ strict: false }).compile(documented);
    const { stdout } = await execute([...args, '--format', 'json']);
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
    expect((await execute([...args, '--json'])).stdout).toBe(stdout);
  });

  test('a report beside what is printed, or as what is printed', async () => {
    const path = join(folder, 'report.html');
    const plain = await execute(args);
    expect(await execute([...args, '--html', path])).toEqual(plain);
    const report = await readFile(path, 'utf8');
    expect(report.length).toBeLessThan(1_500_000);
    expect(report).toContain('Made with Parcascope 1.2.3, 2026-11-21 00:34 UTC');
    expect((await execute([...args, '--format', 'html'])).stdout).toBe(report);
  });

  test('a report that cannot be written is a fault', async () => {
    const { code, stderr } = await execute([...args, '--html', join(folder, 'no', 'report.html')]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('ENOENT')]);
  });

  test('another format is refused with those that there are', async () => {
    const { code, stderr } = await execute([...args, '--format', 'pdf']);
    expect([code, stderr]).toEqual([
      2,
      'parcascope: --format: expected text, json, markdown, csv, html, got "pdf"\n',
    ]);
    expect((await execute([...args, '--format', 'csv', '--json'])).code).toBe(2);
  });
});

test('compare as Markdown: the answer, both sides, the formula, and what changed most', async () => {
  const { stdout } = await execute(['compare', BEFORE, AFTER, '--format', 'markdown']);
  expect(stdout).toMatch(/^### \S.*: what changed\n\n- \S/);
  expect(stdout).toContain('\n- delta = comparison');
  const rows = stdout.split('\n').filter((line) => line.endsWith('` |'));
  expect(rows).toHaveLength(20);
  expect(rows.join('\n')).toMatch(
    /\| 0 \| 3\.23 \| 0 \| 4\.50 \| 0 \| \+1\.270 \| more than sampling explains, \+\d+ to \+\d+ % \| `shop\/pricing\.Quote` \|/,
  );
});

test('compare as CSV: every row, exact', async () => {
  const { stdout } = await execute(['compare', BEFORE, AFTER, '--format', 'csv']);
  const json = JSON.parse((await execute(['compare', BEFORE, AFTER, '--json'])).stdout);
  const quote = json.rows.find(({ name }: { name: string }) => name === 'shop/pricing.Quote');
  expect(stdout).toContain(
    `shop/pricing.Quote,0,3230000000,0,4500000000,0,1270000000,${quote.verdict},${quote.interval[0]},${quote.interval[1]},${quote.q}\r\n`,
  );
  expect(stdout.trimEnd().split('\r\n')).toHaveLength(json.rows.length + 1);
});

test('the report has the numbers of the table', async () => {
  const { stdout } = await execute(['compare', BEFORE, AFTER, '--format', 'html']);
  expect(stdout).toMatch(
    /shop\/pricing\.Quote<\/button><\/th>(<td[^>]*>[^<]*<\/td>){5}<td class="up" data-value="1270000000" title="1270000000 nanoseconds">\+1\.270</,
  );
  expect(stdout).toContain('<h2>baseline</h2><p class="total">25.3 s</p>');
});

test('top as Markdown and CSV', async () => {
  const markdown = await execute(['top', BEFORE, '--format', 'markdown']);
  expect(markdown.stdout).toContain('| self, s | total, s | name |');
  const csv = await execute(['top', BEFORE, '--format', 'csv', '--by', 'binary']);
  expect(csv.stdout.split('\r\n')[0]).toBe('name,self (nanoseconds),total (nanoseconds)');
});
