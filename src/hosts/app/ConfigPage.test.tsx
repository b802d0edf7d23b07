import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { GrafanaPlugin, type AppPluginMeta } from '@grafana/data';
import { createReplay, openArchive } from '#archive';
import { DATASOURCE_ID } from '#frames';
import { METRIC_PANEL_TEXTS } from '#pages';
import { setUpCombobox } from '../../../tests/support/combobox-setup';
import { ConfigPage } from './ConfigPage';
import { datasource, setUpGrafana, type Answer, type Asked } from './fake-grafana';
import { refreshSettings } from './settings-store';

let replay: ReturnType<typeof createReplay>;
vi.setConfig({ testTimeout: 30_000 });
beforeAll(async () => {
  setUpCombobox();
  replay = createReplay(await openArchive('public/demo.zip'));
});

let stored: Record<string, unknown>;
beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('<svg></svg>')));
  stored = {};
  return () => vi.unstubAllGlobals();
});

function api({ method, body }: Asked): Answer {
  if (method === 'POST') stored = (structuredClone(body) as { jsonData: typeof stored }).jsonData;
  return { data: { enabled: true, pinned: false, jsonData: stored } };
}

async function open(jsonData: Record<string, unknown>, role: 'Admin' | 'Viewer' = 'Admin') {
  stored = jsonData;
  const datasources = [
    datasource('ours', { name: 'Our Parca', type: DATASOURCE_ID }),
    datasource('metrics', { name: 'Metrics' }),
  ];
  setUpGrafana({ replay, datasources, role, api });
  await refreshSettings();
  const plugin = new GrafanaPlugin<AppPluginMeta>();
  Object.assign(plugin, { meta: { jsonData } });
  render(<ConfigPage plugin={plugin} query={{}} />);
}
const part = (name: string) => within(screen.getByRole('group', { name }));

test('the default metric panels are shown, changed, checked and saved', async () => {
  await open({});
  const metrics = part('Metrics beside a profile');
  expect(metrics.getAllByRole('group').map((one) => one.getAttribute('aria-label'))).toHaveLength(
    METRIC_PANEL_TEXTS.length,
  );
  const expression = metrics.getByRole('textbox', { name: 'Chart 1: expression' });
  expect(expression).toHaveProperty('value', METRIC_PANEL_TEXTS[0]!.expression);
  await userEvent.clear(expression);
  await userEvent.type(expression, 'rate(cpu[[5m])');
  expect(metrics.getByText('chart 1: expression: $matchers is missing')).toBeTruthy();
  await userEvent.click(metrics.getByRole('button', { name: 'Save' }));
  expect(stored).toEqual({});

  await userEvent.clear(expression);
  await userEvent.type(expression, 'cpu$matchers');
  await userEvent.click(metrics.getByRole('button', { name: 'Save' }));
  await screen.findByText('Saved.');
  expect(stored['metricPanels']).toEqual([
    { ...METRIC_PANEL_TEXTS[0], expression: 'cpu$matchers' },
    ...METRIC_PANEL_TEXTS.slice(1),
  ]);
  await userEvent.click(metrics.getByRole('button', { name: 'Back to the defaults' }));
  await waitFor(() => expect(stored).toEqual({}));
});

test('default datasources and a pairing are saved by uid', async () => {
  await open({ later: 1 });
  const sources = part('Datasources');
  const pick = async (name: string) => {
    await userEvent.click(sources.getByRole('combobox', { name: new RegExp(`^${name}`) }));
    await userEvent.keyboard('{ArrowDown}{Enter}');
  };
  await pick('Default Parca');
  await userEvent.click(sources.getByRole('button', { name: 'Pair a Parca with a Prometheus' }));
  await pick('Parca of pair 1');
  await pick('Prometheus of pair 1');
  await userEvent.click(sources.getByRole('button', { name: 'Save' }));
  await screen.findByText('Saved.');
  expect(stored).toEqual({
    later: 1,
    parca: 'ours',
    prometheus: '',
    pairings: [{ parca: 'ours', prometheus: 'metrics' }],
  });
});

const RISE = { name: 'The rise', page: 'compare', search: '?type=a' };

test('a saved view is linked and can be removed; what is broken stays until it is removed', async () => {
  await open({ savedViews: [RISE, { name: 'Damaged' }, { ...RISE, name: 'Second' }] });
  const views = part('Saved views');
  expect(views.getByRole('link', { name: 'The rise' }).getAttribute('href')).toBe(
    '/a/parcascope-console-app/compare?type=a',
  );
  await userEvent.click(views.getByRole('button', { name: 'Remove The rise' }));
  await screen.findByText('Saved.');
  expect(stored['savedViews']).toEqual([{ ...RISE, name: 'Second' }, { name: 'Damaged' }]);
  expect(screen.getByText(/savedViews\[1\]: page/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Remove it' }));
  await waitFor(() => expect(stored['savedViews']).toEqual([{ ...RISE, name: 'Second' }]));
  await waitFor(() => expect(screen.queryByText(/savedViews\[1\]/)).toBeNull());
});

test('a Viewer sees the settings and can change none', async () => {
  await open({ savedViews: [RISE] }, 'Viewer');
  expect(screen.getByText('Only an Admin can change these settings.')).toBeTruthy();
  const buttons = screen.getAllByRole('button', { name: 'Save' });
  expect(buttons.map((one) => one.matches(':disabled'))).toEqual(buttons.map(() => true));
});
