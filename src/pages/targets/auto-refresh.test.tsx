import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { DEFAULT_ALIASES } from '#series';
import { createMainThreadEngine } from '#engine';
import type { Target } from '#series';
import type { ProfileSource } from '#sources';
import { setUpCombobox } from '../../../tests/support/combobox-setup';
import type { Host } from '../state/host';
import { PagesRoot } from '../PagesRoot';

const START = Date.UTC(2026, 10, 21, 12);
const PATIENCE = { timeout: 20_000 };
const engine = createMainThreadEngine();

beforeAll(setUpCombobox);
afterEach(() => vi.restoreAllMocks());

let now = START;
let place: { path: string; search: string };

function Page({ fetchTargets }: Pick<ProfileSource, 'fetchTargets'>) {
  const [location, setLocation] = useState({ path: 'targets', search: '?refresh=15s' });
  place = location;
  const nothing = () => Promise.resolve([]);
  const profiles: ProfileSource = {
    server: { name: 'Parca', scrapes: true, groups: true },
    fetchTargets,
    fetchAgents: nothing,
    fetchProfileTypes: nothing,
    fetchLabelNames: nothing,
    fetchLabelValues: nothing,
    fetchSeries: nothing,
    fetchLabelSets: nothing,
    fetchProfile: () => Promise.reject(new Error('nobody asks for it')),
    fetchScrapes: () => Promise.reject(new Error('nobody asks for it')),
    fetchSlice: () => Promise.reject(new Error('nobody asks for it')),
    fetchSlices: () => Promise.reject(new Error('nobody asks for it')),
  };
  const [host] = useState<Host>(() => ({
    profiles,
    metrics: undefined,
    engine,
    metricPanels: [],
    targetAliases: DEFAULT_ALIASES,
    source: 'Parca',
    frozen: false,
    defaultRange: { from: 'now-1h', to: 'now' },
    navigate: (to) => setLocation(to),
    linkTo: ({ path, search }) => `http://console/${path}${search}`,
    now: () => now,
    defaultTimeZone: 'utc',
  }));
  return <PagesRoot host={host} location={location} />;
}

const target = (): Target => ({
  job: 'dev_shop',
  profileName: 'process_cpu',
  labels: { juju_model: 'dev', juju_application: 'shop', juju_unit: 'shop/0' },
  discoveredLabels: { __address__: '10.1.0.4:4080', __name__: 'process_cpu' },
  url: 'http://10.1.0.4:4080/debug/pprof/profile?seconds=10',
  health: 'good',
  lastError: undefined,
  lastScrape: now - 4000,
  lastScrapeDuration: 10_000,
});

test(
  'auto refresh asks again until it is paused, and the rows stay',
  { timeout: 60_000 },
  async () => {
    const started = vi.spyOn(window, 'setInterval');
    const stopped = vi.spyOn(window, 'clearInterval');
    const fetchTargets = vi.fn(() => Promise.resolve([target()]));
    const user = userEvent.setup();
    render(<Page fetchTargets={fetchTargets} />);
    await screen.findByRole('row', { name: /shop\/0/ }, PATIENCE);

    const latest = () => started.mock.calls.findLastIndex(([, pause]) => pause === 15_000);
    const tick: unknown = started.mock.calls[latest()]![0];
    now += 15_000;
    act(() => {
      if (typeof tick === 'function') tick();
    });
    await waitFor(() => expect(fetchTargets).toHaveBeenCalledTimes(2), PATIENCE);
    expect(place.search).toContain('refresh=15s');

    const id: unknown = started.mock.results[latest()]!.value;
    await user.click(screen.getByRole('button', { name: /Choose refresh time interval/ }));
    await user.click(await screen.findByRole('menuitemradio', { name: /off/i }));
    await waitFor(() => expect(stopped.mock.calls.map(([one]) => one)).toContain(id), PATIENCE);
    expect(place.search).not.toContain('refresh');
    expect(latest()).toBe(
      started.mock.calls.findIndex((_, i) => started.mock.results[i]!.value === id),
    );
    expect(screen.getByRole('row', { name: /shop\/0/ })).toBeTruthy();
  },
);
