import { afterEach, expect, test } from 'vitest';
import { createReplay, createReplayTransport, openArchive, type Archive } from '#archive';
import { createMainThreadEngine } from '#engine';
import { parseMatchers, parseProfileType } from '#series';
import { createParcaSource } from '#sources';

const CASES = 'tests/fixtures/field-cases';
const opened: Archive[] = [];
afterEach(() => Promise.all(opened.splice(0).map((archive) => archive.close())));

/** The profile of a type in an archive, as the pages load it from its replay. */
async function load(file: string, type: string, matchers = '') {
  const archive = await openArchive(`${CASES}/${file}`);
  opened.push(archive);
  const range = { start: archive.manifest.start.getTime(), end: archive.manifest.end.getTime() };
  const source = createParcaSource({
    transport: createReplayTransport(createReplay(archive)),
    now: () => range.end + 3_600_000,
  });
  const profileType = parseProfileType(type);
  const fetched = await source.fetchProfile(
    { profileType, matchers: parseMatchers(matchers) },
    range,
  );
  return createMainThreadEngine().open(fetched.parts);
}

test.each([
  ['block:delay:nanoseconds:contentions:count:total', 1.2055e15],
  ['memory:alloc_space:bytes:space:bytes:total', 1.001e15],
])('the mean of %s is shown, however large the sum of its scrapes is', async (type, mean) => {
  const { total, noStack, notices } = await load('F02-over-2-53/sum.zip', type);
  expect(Math.abs(total - mean)).toBeLessThan(1);
  expect({ noStack, notices }).toEqual({ noStack: 0, notices: [] });
});

test('values that cancel out, and a negative total, keep their signs and are said to be there', async () => {
  const type = 'memory:inuse_space:bytes:space:bytes';
  for (const unit of ['neg/0', 'cancel/0']) {
    const { total, notices } = await load('F06-negative/zero.zip', type, `{juju_unit="${unit}"}`);
    expect(total).toBeLessThanOrEqual(0);
    expect(notices.join()).toContain('holds negative values');
  }
});
