import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReplay, createReplayTransport, openArchive, type Archive } from '#archive';
import { decodePprof, decodeProfile, filterTree, searchTree, treeFromFolded } from '#profile';
import { compileMatchers, parseMatchers, parseSelector } from '#series';
import { createParcaSource, type Transport } from '#sources';
import { compileMetricNames } from '#targets';
import { writePprof } from '../../src/profile/decode/pprof.fixture';
import { shortestTime } from '../support/shortest-time';

/*
 * Regular expressions of strangers on texts of strangers, by every way that both come in. What keeps a backtracking engine busy for ever has its
 * answer in 50 ms; what keeps RE2's busy, which has no bound but states × characters, ends within a second, with a reason.
 */

/** Letters a and b without a pattern, the same in each run. */
const TEXTS = Array.from({ length: 60 }, (_, text) => {
  let state = text + 1;
  const letter = () => ((state = (state * 48_271) % 2_147_483_647) & 64 ? 'a' : 'b');
  return Array.from({ length: 1500 }, letter).join('');
});

const RANGE = { start: 1_795_168_800_000, end: 1_795_168_840_000 };
const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';

let archive: Archive;
let transport: Transport;
beforeAll(async () => {
  const found = await openArchive('tests/fixtures/field-cases/F01-matcher-regex/labels.zip');
  const [first] = found.manifest.profiles;
  const profiles = TEXTS.map((a) => ({ ...first!, labels: { job: 'labels', a } }));
  const series = TEXTS.map((a) => ({ labels: { job: 'labels', a }, points: [] }));
  archive = {
    ...found,
    manifest: { ...found.manifest, profiles },
    metrics: { step: 15, queries: [{ query: 'up', series }] },
  };
  transport = createReplayTransport(createReplay(archive));
});
afterAll(() => archive.close());

const tree = treeFromFolded(TEXTS.map((name) => `${name} 1`));

function pprof(dropFrames: string): Uint8Array {
  return writePprof({
    functions: TEXTS.map((name, i) => ({ id: i + 1, name })),
    locations: TEXTS.map((_, i) => ({ id: i + 1, lines: [i + 1] })),
    samples: TEXTS.map((_, i) => ({ stack: [i + 1], values: [1] })),
    more: (out, text) => out.int(7, text(dropFrames)),
  });
}

const selector = (op: string, pattern: string) => `{a${op}"${pattern.replaceAll('\\', '\\\\')}"}`;

const ask = (op: string) => async (pattern: string) => {
  const source = createParcaSource({ transport, now: () => RANGE.end });
  await source.fetchProfile(parseSelector(CPU + selector(op, pattern)), RANGE);
};

const ENTRIES: readonly { name: string; ask: (pattern: string) => unknown }[] = [
  { name: 'a matcher in a question to a replay', ask: ask('=~') },
  { name: 'a negative matcher', ask: ask('!~') },
  {
    name: 'match[] of label values',
    ask: async (pattern) => {
      const path = `api/v1/label/job/values?match[]=${encodeURIComponent(selector('=~', pattern))}`;
      const { status, body } = await transport.request({ path, method: 'GET' });
      if (status !== 200) throw new Error(new TextDecoder().decode(body));
    },
  },
  {
    name: 'a matcher of a page, datasource or panel on the label sets that it knows',
    ask: (pattern) => {
      const matches = compileMatchers(parseMatchers(selector('=~', pattern)));
      TEXTS.forEach((a) => matches({ a }));
    },
  },
  {
    name: 'a filter of a link',
    ask: (pattern) =>
      filterTree(tree, [{ kind: 'hideFrame', field: 'function', pattern, regex: true }]),
  },
  {
    name: 'a search of a link',
    ask: (text) => {
      const found = searchTree(tree, { text, regex: true });
      if (found.kind === 'invalid') throw new Error(found.message);
    },
  },
  {
    name: 'names of metrics of a dashboard',
    ask: (pattern) => {
      const [fits] = compileMetricNames([pattern]);
      TEXTS.forEach((name) => fits!(name));
    },
  },
  { name: 'drop_frames of a pprof', ask: (pattern) => decodePprof(pprof(pattern)) },
  { name: 'drop_frames of a dropped file', ask: (pattern) => decodeProfile(pprof(pattern)) },
];

describe.each(ENTRIES)('$name', ({ ask }) => {
  test.each(['\\x{', '\\Q', '[[:', '(', '{1', 'a|', '\\.|'])(
    '%s twenty thousand times takes 50 ms',
    async (part) => {
      const refused = () =>
        Promise.resolve()
          .then(() => ask(part.repeat(20_000)))
          .catch(() => undefined);
      expect(await shortestTime(refused, 50)).toBeLessThan(50);
    },
  );

  test.each(['(.+)+#', '([ab]+[ab]+)+y', '([ab]|a|b)*y', '(?:[ab]?){99}[ab]{99}#'])(
    '%s is answered in 50 ms',
    async (pattern) => {
      expect(await shortestTime(() => ask(pattern), 50)).toBeLessThan(50);
    },
  );

  test.each(['[ab]*a[ab]{950}[cd]', '(?:[ab]*a[ab]{99}){9}[cd]'])(
    '%s ends within a second',
    { retry: 2 },
    async (pattern) => {
      const start = performance.now();
      await expect(async () => ask(pattern)).rejects.toThrow(
        'too slow a regular expression on these texts',
      );
      expect(performance.now() - start).toBeLessThan(1000);
    },
  );
});

test(
  'a hundred conditions of one question end within two seconds, and more are none',
  { retry: 2 },
  async () => {
    const hundred = (n: number) =>
      `{${Array.from({ length: n }, (_, i) => `a!~"[ab]*a[ab]{${850 + i}}[cd]"`).join(',')}}`;
    const source = createParcaSource({ transport, now: () => RANGE.end });
    const start = performance.now();
    await expect(source.fetchProfile(parseSelector(CPU + hundred(100)), RANGE)).rejects.toThrow(
      'too slow a regular expression on these texts',
    );
    expect(performance.now() - start).toBeLessThan(2000);
    expect(() => parseSelector(CPU + hundred(101))).toThrow('more than 100 conditions');
  },
);
