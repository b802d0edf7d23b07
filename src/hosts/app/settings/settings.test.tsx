import { expect, test } from 'vitest';
import { METRIC_PANEL_TEXTS } from '#targets';
import { changedSettings, parseSettings, withoutBroken } from './settings';

const RISE = { name: 'The rise', page: 'compare', search: '?type=a&baseline=%7B%7D' };
const RATE = { title: 'Requests', unit: '', expression: 'rate(http_requests_total$matchers[5m])' };

test('nothing stored is the defaults', () => {
  for (const nothing of [undefined, null, {}])
    expect(parseSettings(nothing)).toEqual({
      settings: {
        sources: { parca: undefined, prometheus: undefined, pairings: [] },
        metricPanels: METRIC_PANEL_TEXTS,
        aliases: {},
        savedViews: [],
        dismissed: [],
      },
      broken: [],
    });
});

test('what is changed is what is read', () => {
  const change = {
    parca: 'ours',
    prometheus: 'p1',
    pairings: [{ parca: 'ours', prometheus: 'p2' }],
    metricPanels: [RATE],
    aliases: { labels: { pod: ['k8s_pod'] }, applications: { 'shop-profiler': 'shop' } },
    savedViews: [{ ...RISE, page: 'compare' as const }],
    dismissed: [{ key: 'shop|cpu|main|up', at: 1_795_220_000_000 }],
  };
  expect(parseSettings(changedSettings({}, change))).toEqual({
    settings: {
      sources: { parca: 'ours', prometheus: 'p1', pairings: change.pairings },
      metricPanels: [RATE],
      aliases: change.aliases,
      savedViews: [RISE],
      dismissed: change.dismissed,
    },
    broken: [],
  });
});

test('no panel at all is a choice; the defaults can be had back', () => {
  const none = changedSettings({}, { metricPanels: [] });
  expect(parseSettings(none).settings.metricPanels).toEqual([]);
  const back = changedSettings(none, { metricPanels: undefined });
  expect(back).toEqual({});
});

test('the usual panels are stored and read as they are', () => {
  const stored: unknown = JSON.parse(
    JSON.stringify(changedSettings({}, { metricPanels: METRIC_PANEL_TEXTS })),
  );
  expect(parseSettings(stored)).toMatchObject({
    settings: { metricPanels: METRIC_PANEL_TEXTS },
    broken: [],
  });
});

test.each([
  { what: 'no selection', panel: { expression: 'up' }, problem: '$matchers is missing' },
  { what: 'no pattern', panel: { metrics: ['a('] }, problem: 'not a regular expression' },
  {
    what: '$metric of nothing',
    panel: { expression: '$metric$matchers' },
    problem: '$metric stands for one of metrics, which is missing',
  },
])('a panel with $what is reported and not drawn', ({ panel, problem }) => {
  const { settings, broken } = parseSettings({ metricPanels: [{ ...RATE, ...panel }] });
  expect(settings.metricPanels).toEqual([]);
  expect(broken[0]!.problem).toContain(problem);
});

test('aliases that cannot be read are reported by their place and stay until they are replaced', () => {
  const aliases = { labels: { pot: ['x'], pod: ['a b'] }, applications: { shop: 1 } };
  const { settings, broken } = parseSettings({ aliases });
  expect(settings.aliases).toEqual({});
  expect(broken.map(({ place }) => place)).toEqual(['aliases']);
  for (const words of [
    'labels: Unrecognized key: "pot"',
    'labels.pod[0]: expected the name of a label',
    'applications.shop',
  ])
    expect(broken[0]!.problem).toContain(words);
  expect(changedSettings({ aliases }, { savedViews: [] })['aliases']).toEqual(aliases);
  expect(withoutBroken({ aliases })).toEqual({});
  const replaced = changedSettings({ aliases }, { aliases: { labels: { pod: ['p'] } } });
  expect(parseSettings(replaced).settings.aliases).toEqual({ labels: { pod: ['p'] } });
  expect(changedSettings(replaced, { aliases: undefined })).toEqual({});
});

const DAMAGED = {
  later: { version: 9 },
  parca: 5,
  pairings: 'all',
  metricPanels: [RATE, { title: 'No expression', unit: '' }, null],
  savedViews: [{ ...RISE, page: 'elsewhere' }, RISE, { ...RISE, search: 'https://elsewhere' }],
};

test('broken entries are reported by their place and the rest is used', () => {
  const { settings, broken } = parseSettings(DAMAGED);
  expect(settings.metricPanels).toEqual([RATE]);
  expect(settings.savedViews).toEqual([RISE]);
  expect(settings.sources).toEqual({ parca: undefined, prometheus: undefined, pairings: [] });
  expect(broken.map(({ place }) => place)).toEqual([
    'parca',
    'pairings',
    'metricPanels[1]',
    'metricPanels[2]',
    'savedViews[0]',
    'savedViews[2]',
  ]);
  expect(broken[1]!.problem).toBe('expected a list, got string');
  expect(broken[2]!.problem).toContain('expression');
  expect(parseSettings('text').broken[0]).toEqual({
    place: 'settings',
    problem: 'expected an object, got string',
  });
});

test('a change keeps what it does not touch, and what cannot be read', () => {
  const saved = changedSettings(DAMAGED, { savedViews: [], pairings: [] });
  expect(saved).toEqual({
    ...DAMAGED,
    savedViews: [DAMAGED.savedViews[0], DAMAGED.savedViews[2]],
    pairings: ['all'],
  });
  expect(changedSettings(DAMAGED, { metricPanels: [] })['metricPanels']).toEqual([
    DAMAGED.metricPanels[1],
    null,
  ]);
});

test('the broken entries go only when asked to', () => {
  expect(withoutBroken(DAMAGED)).toEqual({
    later: { version: 9 },
    pairings: [],
    metricPanels: [RATE],
    savedViews: [RISE],
  });
  expect(parseSettings(withoutBroken(DAMAGED)).broken).toEqual([]);
});
