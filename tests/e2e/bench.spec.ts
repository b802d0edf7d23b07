import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

const ROOT = join(import.meta.dirname, '../..');
const METRICS = ['complete', 'hover', 'search', 'zoom', 'unzoom'];

/* How long anything takes is no test: that all of it is measured and written is. */
test('the benchmark of the flame graph measures ours and the canvas', () => {
  // The pages are built for it.
  test.setTimeout(180_000);
  const file = test.info().outputPath('bench.json');
  const options = ['--sizes', '300', '--runs', '1', '--renderers', 'parcascope,canvas'];
  execFileSync('node', ['bench/run.mjs', 'flame-graph', ...options, '--json', file], { cwd: ROOT });
  const rows = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>[];
  const measured = rows.map((row) => {
    expect(row).toEqual({
      renderer: expect.any(String),
      nodes: expect.any(Number),
      metric: expect.any(String),
      medianMs: expect.any(Number),
      runs: 1,
    });
    expect(row['medianMs']).toBeGreaterThan(0);
    return `${String(row['renderer'])} ${String(row['nodes'])} ${String(row['metric'])}`;
  });
  const expected = ['parcascope', 'canvas'].flatMap((renderer) =>
    METRICS.flatMap((metric) => [
      `${renderer} 300 ${metric}`,
      `${renderer} 2592 ${metric}`,
      `${renderer} 300 comparison-${metric}`,
    ]),
  );
  expect(measured.sort()).toEqual(expected.sort());
});
