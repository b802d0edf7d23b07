import { expect, test } from 'vitest';
import { METRIC_PANEL_TEXTS } from '#pages';
import { changedSettings, parseSettings, withoutBroken } from './settings';

const RISE = { name: 'The rise', page: 'compare', search: '?type=a&baseline=%7B%7D' };
const RATE = { title: 'Requests', unit: '', expression: 'rate(http_requests_total$matchers[5m])' };

test('nothing stored is the defaults', () => {
  for (const nothing of [undefined, null, {}])
    expect(parseSettings(nothing)).toEqual({
      settings: {
        sources: { parca: '', prometheus: '', pairings: [] },
        metricPanels: METRIC_PANEL_TEXTS,
        savedViews: [],
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
    savedViews: [{ ...RISE, page: 'compare' as const }],
  };
  expect(parseSettings(changedSettings({}, change))).toEqual({
    settings: {
      sources: { parca: 'ours', prometheus: 'p1', pairings: change.pairings },
      metricPanels: [RATE],
      savedViews: [RISE],
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

const DAMAGED = {
  later: { version: 9 },
  parca: 5,
  pairings: 'all',
  metricPanels: [RATE, { title: 'No expression', unit: '' }, null],
  savedViews: [{ ...RISE, page: 'elsewhere' }, RISE, { ...RISE, search: 'https://elsewhere' }],
};

test('broken entries are told by their place and the rest is used', () => {
  const { settings, broken } = parseSettings(DAMAGED);
  expect(settings.metricPanels).toEqual([RATE]);
  expect(settings.savedViews).toEqual([RISE]);
  expect(settings.sources).toEqual({ parca: '', prometheus: '', pairings: [] });
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
