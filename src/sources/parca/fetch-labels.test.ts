import { describe, expect, test } from 'vitest';
import { parseMatchers, parseProfileType, type Labels } from '#series';
import { createFakeParca } from '../../../tests/support/fake-parca';
import { createParcaSource } from './parca-source';

const TYPES = [
  'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
  'memory:inuse_space:bytes:space:bytes',
];
const SETS: readonly Labels[] = [
  { app: 'a', unit: 'a/1' },
  { app: 'a', unit: 'a/0' },
  { app: 'legacy' },
  Object.fromEntries([
    ['app', 'odd'],
    ['__proto__', 'x'],
    ['constructor', '{"\\,}'],
  ]),
];
const range = { start: 1_800_000_000_000, end: 1_800_000_060_000 };

describe.each(TYPES)('labels of %s', (type) => {
  const profileType = parseProfileType(type);
  const stored = SETS.map((labels) => {
    const timestamp = 1_800_000_030_000_000_000n;
    return { type, labels, timestamp, duration: 15_000_000_000n, value: 1 };
  });
  const { transport } = createFakeParca(stored);
  const source = createParcaSource({ transport, now: () => range.end });
  const question = (matchers: string) => ({
    profileType,
    matchers: parseMatchers(matchers),
    range,
  });

  test('names', async () => {
    expect(await source.fetchLabelNames(question(''))).toEqual([
      '__proto__',
      'app',
      'constructor',
      'unit',
    ]);
  });

  test('values, narrowed by matchers', async () => {
    expect(await source.fetchLabelValues('unit', question(''))).toEqual(['a/0', 'a/1']);
    expect(await source.fetchLabelValues('unit', question('{app="legacy"}'))).toEqual([]);
    expect(await source.fetchLabelValues('app', question('{unit!="a/0"}'))).toEqual([
      'a',
      'legacy',
      'odd',
    ]);
    expect(await source.fetchLabelValues('constructor', question('{app="odd"}'))).toEqual([
      '{"\\,}',
    ]);
    expect(await source.fetchLabelValues('__proto__', question('{app="odd"}'))).toEqual(['x']);
  });

  test('sets, each once', async () => {
    const sets = (by: readonly string[], matchers = '') =>
      source.fetchLabelSets(question(matchers), range, by);
    expect(await sets(['app'])).toEqual([{ app: 'a' }, { app: 'legacy' }, { app: 'odd' }]);
    expect(await sets(['unit', 'app'], '{app=~"a|legacy"}')).toEqual([
      { app: 'a', unit: 'a/0' },
      { app: 'a', unit: 'a/1' },
      { app: 'legacy' },
    ]);
    expect(await sets([])).toEqual([{}]);
    expect(await sets(['app'], '{app="none"}')).toEqual([]);
  });
});
