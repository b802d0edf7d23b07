import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReplay, type Archive } from '#replay';
import { openArchive } from './open-archive';
import { writeSampleArchive } from './sample-archive.fixture';

let sample: Awaited<ReturnType<typeof writeSampleArchive>>;
let archive: Archive;
beforeEach(async () => {
  sample = await writeSampleArchive();
  archive = await openArchive(sample.path);
});
afterEach(async () => {
  await archive.close();
  await sample.remove();
});

/** Of this many series without a point, which a stranger's archive may have; 10,000 moments are asked for. */
async function ask(count: number) {
  const series = Array.from({ length: count }, (_, i) => ({
    labels: { i: String(i) },
    points: [],
  }));
  const replay = createReplay({
    ...archive,
    metrics: { step: 15, queries: [{ query: 'up', series }] },
  });
  const { status, body } = await replay.prometheus({
    path: 'api/v1/query_range?query=up&start=0&end=9999&step=1',
    method: 'GET',
  });
  return { status, text: new TextDecoder().decode(body) };
}

test('a question that would keep the console busy for others is refused', async () => {
  expect(await ask(501)).toEqual({
    status: 422,
    text: expect.stringContaining('too many samples into memory: 501 series with a step of 1 s'),
  });
  expect((await ask(500)).status).toBe(200);
});
