import { expect, test } from 'vitest';
import { execute } from '../execute.fixture';
import { AFTER, BEFORE, HEAP, profileFolder } from '../profiles/profile-files.fixture';
import { reportSchema } from './report.fixture';

const profiles = profileFolder();
const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const AT = ['public/demo.zip', '--selector', `${CPU}{juju_unit="shop-k8s/1"}`];
/** Of the recording's README: what BEFORE and AFTER are the merges of. */
const [FIRST, SECOND] = [
  '2026-11-21T00:18:00Z..2026-11-21T00:23:00Z',
  '2026-11-21T00:26:00Z..2026-11-21T00:31:00Z',
];

async function compareJson(...args: string[]) {
  const { code, stdout, stderr } = await execute(['compare', ...AT, ...args, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  return reportSchema.parse(JSON.parse(stdout));
}

test.each([
  { baseline: BEFORE, comparison: SECOND },
  { baseline: FIRST, comparison: AFTER },
])('a file against a window is what two files are: $baseline', async ({ baseline, comparison }) => {
  const sides = ['--baseline', baseline, '--comparison', comparison];
  const mixed = await compareJson(...sides, '--normalise', 'raw');
  const files = JSON.parse((await execute(['compare', BEFORE, AFTER, '--json'])).stdout);
  const numbers = ({ rows }: typeof mixed) =>
    rows
      // What an answer in pprof leaves out, the archive knows.
      .filter(({ name }) => name !== '(no stack)')
      .map(({ name, baseline: a, comparison: b, delta }) => ({ name, a, b, delta }));
  expect(numbers(mixed)).toEqual(numbers(files));
});

test('without a duration it is compared by shares, with one per second', async () => {
  const bare = await profiles.write('bare.pb.gz', ['main;shop/pricing.Quote 5', 'main;other 5']);
  const timed = await profiles.write('timed.pb.gz', ['main;work 5000000000'], { seconds: 10 });
  const normalised = async (file: string) =>
    (await compareJson('--baseline', file, '--comparison', SECOND)).normalise;
  expect(await normalised(bare)).toBe('share');
  expect(await normalised(timed)).toBe('per-second');
});

test('what a file lacks, and sides that are both files, are said before anything is asked', async () => {
  const refused = async (...args: string[]) => {
    const { code, stdout, stderr } = await execute(['compare', ...AT, ...args]);
    expect([code, stdout]).toEqual([2, '']);
    return stderr;
  };
  expect(await refused('--baseline', HEAP, '--comparison', SECOND)).toMatch(/cpu/);
  expect(await refused('--baseline', BEFORE, '--comparison', AFTER)).toContain(
    '--selector is of windows: both sides are files',
  );
  expect(await refused('--baseline', 'no-such.pb.gz', '--comparison', SECOND)).toContain(
    '--baseline: expected FROM..TO',
  );
});
