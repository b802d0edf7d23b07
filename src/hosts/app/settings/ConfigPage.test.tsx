import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { GrafanaPlugin, type AppPluginMeta } from '@grafana/data';
import { createReplay, openArchive } from '#archive';
import { DATASOURCE_ID } from '#frames';
import { METRIC_PANEL_TEXTS } from '#targets';
import { setUpCombobox } from '../../../../tests/support/combobox-setup';
import { ConfigPage } from './ConfigPage';
import { datasource, setUpGrafana, type Answer, type Asked } from '../grafana.fixture';
import { refreshSettings } from './settings-store';

let replay: ReturnType<typeof createReplay>;
vi.setConfig({ testTimeout: 60_000 });
beforeAll(async () => {
  setUpCombobox();
  const archive = await openArchive('public/demo.zip');
  replay = createReplay(archive);
  return () => archive.close();
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

test('a long expression is seen whole, and what a chart needs is kept and changed', async () => {
  await open({});
  const metrics = part('Metrics beside a profile');
  const rows = (chart: number) =>
    Number(
      metrics.getByRole('textbox', { name: `Chart ${chart}: expression` }).getAttribute('rows'),
    );
  const lengths = METRIC_PANEL_TEXTS.map(({ expression }) => expression.length);
  const longest = lengths.indexOf(Math.max(...lengths)) + 1;
  expect(rows(longest)).toBeGreaterThan(1);
  expect(rows(lengths.indexOf(Math.min(...lengths)) + 1)).toBe(1);

  const needs = metrics.getByRole('textbox', { name: 'Chart 1: metrics' });
  expect(needs).toHaveProperty('value', METRIC_PANEL_TEXTS[0]!.metrics!.join(' '));
  await userEvent.clear(needs);
  await userEvent.type(needs, 'cpu_total .+_cpu_total ');
  await userEvent.click(metrics.getByRole('button', { name: 'Save' }));
  await screen.findByText('Saved.');
  const [first] = stored['metricPanels'] as unknown[];
  expect(first).toEqual({ ...METRIC_PANEL_TEXTS[0], metrics: ['cpu_total', '.+_cpu_total'] });
});

test('names of labels and applications are added to the known ones, checked and saved', async () => {
  await open({ aliases: { labels: { pod: ['k8s_pod'] } } });
  const names = part('Names of labels and applications');
  const pod = names.getByRole('textbox', { name: 'Other names of pod' });
  expect(pod).toHaveProperty('value', 'k8s_pod');
  expect(
    within(names.getByRole('row', { name: /^pod / })).getByText(/kubernetes_pod_name/),
  ).toBeTruthy();
  await userEvent.type(pod, ', "pod"');
  await userEvent.click(names.getByRole('button', { name: 'Add an application' }));
  await userEvent.type(
    names.getByRole('textbox', { name: 'Profiled application 1' }),
    'shop-profiler',
  );
  const wrong = names.getByText(/labels\.pod\[1\]: expected the name of a label/);
  expect(wrong.textContent).toContain('applications.shop-profiler: ');
  await userEvent.click(names.getByRole('button', { name: 'Save' }));
  expect(stored['aliases']).toEqual({ labels: { pod: ['k8s_pod'] } });

  await userEvent.clear(pod);
  await userEvent.type(pod, 'k8s_pod, pod_id,');
  const measured = names.getByRole('textbox', { name: 'Application with the metrics of 1' });
  await userEvent.type(measured, 'shop');
  await userEvent.click(names.getByRole('button', { name: 'Save' }));
  await screen.findByText('Saved.');
  expect(stored['aliases']).toEqual({
    labels: { pod: ['k8s_pod', 'pod_id'] },
    applications: { 'shop-profiler': 'shop' },
  });
  await userEvent.click(names.getByRole('button', { name: 'Back to the defaults' }));
  await waitFor(() => expect(stored).toEqual({}));
  expect(pod).toHaveProperty('value', '');
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
  await userEvent.click(screen.getByRole('button', { name: 'Remove them' }));
  await waitFor(() => expect(stored['savedViews']).toEqual([{ ...RISE, name: 'Second' }]));
  await waitFor(() => expect(screen.queryByText(/savedViews\[1\]/)).toBeNull());
});

test('a Viewer sees the settings and can change none', async () => {
  await open({ savedViews: [RISE] }, 'Viewer');
  expect(screen.getByText('Only an Admin can change these settings.')).toBeTruthy();
  const buttons = screen.getAllByRole('button', { name: 'Save' });
  expect(buttons.map((one) => one.matches(':disabled'))).toEqual(buttons.map(() => true));
});
