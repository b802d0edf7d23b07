// @vitest-environment jsdom
import { PanelOptionsEditorBuilder, standardEditorsRegistry } from '@grafana/data';
import { beforeAll, expect, test } from 'vitest';
import { foreignFrame, profileFrame } from './state/panel.fixture';
import { DEFAULT_OPTIONS, queriesIn, setPanelOptions, type PanelOptions } from './panel-options';

// Grafana brings the editors; only their names matter here.
beforeAll(() =>
  standardEditorsRegistry.setInit(() =>
    ['radio', 'select', 'boolean'].map((id) => ({ id, name: id, editor: () => null })),
  ),
);

test('every option can be set, and starts as its default', () => {
  const builder = new PanelOptionsEditorBuilder<PanelOptions>();
  setPanelOptions(builder);
  const items = builder.getItems().map(({ path, defaultValue }) => [path, defaultValue]);
  expect(Object.fromEntries(items)).toEqual(DEFAULT_OPTIONS);
});

test('sides are chosen among the queries that have brought a profile', () => {
  const nameless = { ...foreignFrame(['main 1'], 'C'), name: 'process_cpu' };
  const table = { refId: 'T', fields: [], length: 0 };
  const data = [profileFrame(['main 1']), table, nameless, nameless];
  expect(queriesIn(data, 'First')).toEqual([
    { value: '', label: 'First' },
    { value: 'A', label: 'A', description: 'profile' },
    { value: 'C', label: 'C', description: 'process_cpu' },
  ]);
});
