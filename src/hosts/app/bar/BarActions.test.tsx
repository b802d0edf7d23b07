import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { locationService } from '@grafana/runtime';
import { createReplay, openArchive } from '#archive';
import { DATASOURCE_ID, PANEL_ID } from '#frames';
import { DEFAULT_VIEW, type ViewState } from '#pages';
import { METRIC_PANEL_TEXTS } from '#targets';
import { setUpCombobox } from '../../../../tests/support/combobox-setup';
import { BarActions } from './BarActions';
import type { Datasource } from '../datasources/datasource-choice';
import { setUpGrafana, type Answer, type Asked } from '../grafana.fixture';
import { useSettings } from '../settings/settings-store';

const SETTINGS = '/api/plugins/parcascope-console-app/settings';
const PARCA: Datasource = {
  uid: 'ours',
  name: 'Our Parca',
  type: DATASOURCE_ID,
  isDefault: false,
  url: '',
  linkedPrometheus: undefined,
  kind: 'parca',
  ours: true,
};
const RANGE = { start: 1_795_220_000_000, end: 1_795_223_600_000 };
const VIEW: ViewState = {
  ...DEFAULT_VIEW,
  profileType: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
  range: { from: 'now-1h', to: 'now' },
  profile: { matchers: [{ name: 'juju_unit', op: '=', value: 'a/0' }], window: undefined },
};

let replay: ReturnType<typeof createReplay>;
vi.setConfig({ testTimeout: 30_000 });
beforeAll(async () => {
  setUpCombobox();
  const archive = await openArchive('public/demo.zip');
  replay = createReplay(archive);
  return () => archive.close();
});

/** What Grafana has stored of the app. */
let stored: { jsonData: Record<string, unknown>; pinned: boolean };
beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('<svg></svg>')));
  stored = { pinned: true, jsonData: { savedViews: [], later: 1 } };
  return () => vi.unstubAllGlobals();
});

function settingsApi({ method, path, body }: Asked): Answer | undefined {
  if (path !== SETTINGS) return undefined;
  if (method === 'POST') stored = structuredClone(body) as typeof stored;
  return { data: { enabled: true, secureJsonFields: null, ...stored } };
}

function Bar() {
  const { settings } = useSettings(stored.jsonData);
  const at = { view: VIEW, range: RANGE };
  const shown = { ...settings, metricPanels: METRIC_PANEL_TEXTS };
  return (
    <BarActions at={at} datasources={{ parca: PARCA, prometheus: undefined }} settings={shown} />
  );
}

const open = (
  how: { role?: 'Admin' | 'Viewer'; api?: (asked: Asked) => Answer | undefined } = {},
) => {
  const api = (asked: Asked) => how.api?.(asked) ?? settingsApi(asked);
  const seen = setUpGrafana({ replay, datasources: [], ...how, api });
  render(<Bar />);
  return seen;
};
const saved = () => userEvent.click(screen.getByRole('button', { name: 'Saved' }));
const item = (name: string | RegExp) => screen.findByRole('menuitem', { name });

test('an Admin saves a view, which is in the menu at once and opens as it was', async () => {
  open();
  await saved();
  await userEvent.click(await item(/Save this view/));
  await userEvent.type(screen.getByLabelText(/^Name/), ' The rise ');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const search = `?${new URLSearchParams({
    type: VIEW.profileType!,
    from: String(RANGE.start),
    to: String(RANGE.end),
    profile: '{juju_unit="a/0"}',
    parca: 'ours',
  }).toString()}`;
  expect(stored).toMatchObject({
    pinned: true,
    jsonData: { later: 1, savedViews: [{ name: 'The rise', page: 'profile', search }] },
  });

  await saved();
  await userEvent.click(await item(/The rise/));
  const { pathname, search: opened } = locationService.getLocation();
  expect(pathname + opened).toBe(`/a/parcascope-console-app/profile${search}`);
});

test('saving keeps what another Admin saved meanwhile', async () => {
  open();
  await saved();
  await userEvent.click(await item(/Save this view/));
  const other = { name: 'Of another', page: 'compare', search: '?type=x' };
  stored = { ...stored, jsonData: { savedViews: [other, { broken: true }] } };
  await userEvent.type(screen.getByLabelText(/^Name/), 'Mine');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const { savedViews } = stored.jsonData as { savedViews: { name?: string }[] };
  expect(savedViews.map(({ name }) => name)).toEqual(['Of another', 'Mine', undefined]);
});

test("a refusal is reported in Grafana's words, and what was typed stays", async () => {
  open({
    api: ({ method }) =>
      method === 'POST' ? { status: 403, data: { message: 'Permission denied' } } : undefined,
  });
  await saved();
  await userEvent.click(await item(/Save this view/));
  await userEvent.type(screen.getByLabelText(/^Name/), 'Mine');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect((await screen.findByRole('alert')).textContent).toContain('HTTP 403: Permission denied');
  expect(screen.getByLabelText(/^Name/)).toHaveProperty('value', 'Mine');
  expect(stored.jsonData['savedViews']).toEqual([]);
});

test('a Viewer opens what others saved, and is offered nothing that is refused', async () => {
  const seen = open({ role: 'Viewer' });
  stored.jsonData['savedViews'] = [{ name: 'New one', page: 'compare', search: '' }];
  expect(screen.queryByRole('button', { name: 'Add to dashboard' })).toBeNull();
  await saved();
  await userEvent.click(await item(/New one/));
  expect(locationService.getLocation().pathname).toBe('/a/parcascope-console-app/compare');
  await saved();
  expect(screen.queryByRole('menuitem', { name: /Save this view/ })).toBeNull();
  expect(seen.asked.filter(({ method }) => method === 'POST')).toEqual([]);
});

const dashboards =
  (refuse?: Answer) =>
  (asked: Asked): Answer | undefined => {
    if (asked.path.startsWith('/api/search')) {
      const type = new URLSearchParams(asked.path.split('?')[1]).get('type');
      return {
        data:
          type === 'dash-db'
            ? [{ uid: 'd1', title: 'Shop', folderTitle: 'Team' }]
            : [{ uid: 'f1', title: 'Team' }],
      };
    }
    if (asked.path === '/api/dashboards/uid/d1')
      return {
        data: {
          dashboard: {
            uid: 'd1',
            version: 7,
            title: 'Shop',
            panels: [{ id: 4, gridPos: { y: 0, h: 5 } }],
          },
          meta: { folderUid: 'f1' },
        },
      };
    if (asked.path === '/api/dashboards/db') return refuse ?? { data: { url: '/sub/d/d1/shop' } };
    return undefined;
  };
const posted = (asked: readonly Asked[]) => asked.find(({ method }) => method === 'POST')?.body;

test('a view becomes a dashboard of its own, with a link to it', async () => {
  const seen = open({ api: dashboards() });
  await userEvent.click(screen.getByRole('button', { name: 'Add to dashboard' }));
  const title = screen.getByLabelText('Title');
  await userEvent.clear(title);
  await userEvent.type(title, 'My profile');
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
  const link = await screen.findByRole('link', { name: 'Open the dashboard' });
  expect(link.getAttribute('href')).toBe('/sub/d/d1/shop');
  expect(posted(seen.asked)).toMatchObject({
    overwrite: false,
    dashboard: {
      title: 'My profile',
      time: { from: 'now-1h', to: 'now' },
      panels: [
        { id: 1, type: PANEL_ID },
        { id: 2, type: 'timeseries' },
      ],
    },
  });
});

test('a view is added to an existing dashboard in the version that was read', async () => {
  const seen = open({ api: dashboards() });
  await userEvent.click(screen.getByRole('button', { name: 'Add to dashboard' }));
  await userEvent.click(screen.getByRole('radio', { name: 'Existing dashboard' }));
  const add = screen.getByRole('button', { name: 'Add' });
  expect(add).toHaveProperty('disabled', true);
  await userEvent.click(screen.getByRole('combobox', { name: /Dashboard/ }));
  await screen.findByRole('listbox');
  await waitFor(() => expect(seen.asked.some(({ path }) => path.includes('dash-db'))).toBe(true));
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(add).toHaveProperty('disabled', false));
  await userEvent.click(add);
  await screen.findByRole('link', { name: 'Open the dashboard' });
  expect(posted(seen.asked)).toMatchObject({
    overwrite: false,
    folderUid: 'f1',
    dashboard: {
      uid: 'd1',
      version: 7,
      panels: [{ id: 4 }, { id: 5, gridPos: { y: 5 } }, { id: 6, gridPos: { y: 5 } }],
    },
  });
});

test('what Grafana refuses is reported, and can be tried again', async () => {
  let refuse: Answer | undefined = { status: 403, data: { message: 'Access denied to folder' } };
  open({ api: (asked) => dashboards(refuse)(asked) });
  await userEvent.click(screen.getByRole('button', { name: 'Add to dashboard' }));
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
  expect((await screen.findByRole('alert')).textContent).toContain(
    'HTTP 403: Access denied to folder',
  );
  refuse = undefined;
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
  expect(await screen.findByRole('link', { name: 'Open the dashboard' })).toBeTruthy();
});

test('a dashboard in the newer format is left alone, and an address elsewhere is not linked', async () => {
  const { addToDashboard, createDashboard } = await import('./dashboard-api');
  open({
    api: ({ path }) =>
      path === '/api/dashboards/uid/v2'
        ? { data: { dashboard: { elements: {} }, meta: {} } }
        : { data: { url: '//elsewhere' } },
  });
  await expect(addToDashboard('v2', [])).rejects.toThrow(/elements: .*newer format/);
  const time = { from: 'now-1h', to: 'now' };
  await expect(createDashboard({ title: 'x', folder: '', time, panels: [] })).rejects.toThrow(
    '/api/dashboards/db: url: expected a path',
  );
});
