import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReplay, createReplayTransport, openArchive, type Archive } from '#archive';
import { decodePprof, searchTree, unite } from '#profile';
import { parseSelector } from '#series';
import { createParcaSource, type Transport } from '#sources';

/*
 * Regular expressions that come from others, by the ways that they come: they mean what they mean to Parca and Prometheus.
 */

const CASES = 'tests/fixtures/field-cases';
const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const START = 1_795_168_800_000;
const RANGE = { start: START, end: START + 40_000 };

let labels: Archive;
let transport: Transport;
beforeAll(async () => {
  labels = await openArchive(`${CASES}/F01-matcher-regex/labels.zip`);
  transport = createReplayTransport(createReplay(labels));
});
afterAll(() => labels.close());

/** In 10 ms a scrape and four scrapes a unit: `i0` 40 ms, `i1` 80 ms, … `i10` 440 ms. */
async function totalOf(matchers: string): Promise<number> {
  const source = createParcaSource({ transport, now: () => RANGE.end });
  const { parts } = await source.fetchProfile(parseSelector(CPU + matchers), RANGE);
  return parts.reduce((sum, { total, weight }) => sum + total * weight, 0) / 1e6;
}

test.each([
  { matchers: '{instance=~"i[[:digit:]]"}', ms: 2200 },
  { matchers: '{instance!~"i[[:digit:]]"}', ms: 440 },
  { matchers: String.raw`{instance=~"\\pL1"}`, ms: 80 },
  { matchers: String.raw`{instance=~"\\Qi1\\E"}`, ms: 80 },
  { matchers: '{instance=~"(?P<n>i)1"}', ms: 80 },
  { matchers: String.raw`{instance=~"i\\x{31}"}`, ms: 80 },
  { matchers: String.raw`{instance=~"i1\\z"}`, ms: 80 },
  { matchers: '{instance=~"(?i)I1"}', ms: 80 },
  { matchers: '{instance!~"(?i)I.*"}', ms: 0 },
  { matchers: String.raw`{a=~"new.line"}`, ms: 120 },
])('$matchers is $ms ms', async ({ matchers, ms }) => {
  expect(await totalOf(matchers)).toBe(ms);
});

test('what is no regular expression is an error that names the condition', async () => {
  await expect(totalOf('{job="labels", instance=~"("}')).rejects.toMatchObject({
    kind: 'badQuery',
    detail: 'instance=~: not a regular expression: missing closing )',
  });
});

test.each(['[unknown]', 'main.(*T).Do.func1', 'std::function<void (int)>'])(
  'the name %s finds itself',
  async (text) => {
    const archive = await openArchive(`${CASES}/F16-search-literal/labels2.zip`);
    const profiles = await Promise.all(
      archive.manifest.profiles.map(async (profile) =>
        decodePprof(gunzipSync(await archive.readProfile(profile))),
      ),
    );
    await archive.close();
    const tree = unite(profiles.map((profile) => profile.tree));
    expect(searchTree(tree, { text, regex: false })).toMatchObject({ functions: 1 });
  },
);
