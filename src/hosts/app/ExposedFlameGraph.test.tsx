import { render, screen } from '@testing-library/react';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createReplay, openArchive, type Archive, type Replay } from '#archive';
import { CORE_DATASOURCE_ID } from '#frames';
import { setUpCombobox } from '../../../tests/support/combobox-setup';
import { ExposedFlameGraph, type ExposedFlameGraphProps } from './ExposedFlameGraph';
import { datasource, setUpGrafana } from './grafana.fixture';

const PATIENCE = { timeout: 20_000 };
const LONG = 40_000;
const CORE = datasource('core', { name: 'Core Parca', type: CORE_DATASOURCE_ID });
const PROFILE: ExposedFlameGraphProps = {
  datasourceUid: 'core',
  profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
  labelSelector: '{juju_unit="shop-k8s/1"}',
  from: '1795220760000',
  to: '1795221060000',
};

let archive: Archive;
let replay: Replay;
beforeAll(async () => {
  setUpCombobox();
  archive = await openArchive('public/demo.zip');
  replay = createReplay(archive);
});
afterAll(() => archive.close());
beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('<svg></svg>')));
  return () => vi.unstubAllGlobals();
});

function show(props: Partial<ExposedFlameGraphProps>) {
  const seen = setUpGrafana({ replay, datasources: [CORE], subPath: '/sub' });
  render(<ExposedFlameGraph {...PROFILE} {...props} />);
  return seen;
}

test(
  'one profile, with a link to it in the app',
  async () => {
    const seen = show({});
    await screen.findByRole('table', {}, PATIENCE);
    expect(screen.queryByRole('group', { name: 'Baseline' })).toBeNull();
    const href = screen.getByRole('link', { name: /Open in Parcascope/ }).getAttribute('href')!;
    const link = new URL(href);
    expect(link.pathname).toBe('/sub/a/parcascope-console-app/profile');
    expect(link.searchParams.get('parca')).toBe('core');
    expect(link.searchParams.get('profile')).toBe(PROFILE.labelSelector);
    expect(seen.proxied.every((path) => path.startsWith('core/'))).toBe(true);
  },
  LONG,
);

test(
  'two profiles are compared; what the baseline leaves out is as in the other one',
  async () => {
    show({ baseline: { from: '1795220280000', to: '1795220580000' } });
    await screen.findByRole('region', { name: 'Answer' }, PATIENCE);
    const href = screen.getByRole('link', { name: /Open in Parcascope/ }).getAttribute('href')!;
    const { searchParams } = new URL(href);
    expect(searchParams.get('baseline')).toBe(PROFILE.labelSelector);
    expect(searchParams.get('baselineWindow')).toBe('1795220280000-1795220580000');
    expect(searchParams.get('comparisonWindow')).toBe('1795220760000-1795221060000');
  },
  LONG,
);

test.each([
  [{ datasourceUid: 'gone' }, 'datasourceUid: no such Parca datasource: "gone"'],
  [{ from: 'soon' }, 'from "soon" to "1795221060000" is no range'],
  [{ profileTypeId: '<b>' }, 'profile type: not understood: ""'],
  [{ labelSelector: '{' }, 'matchers: column 2'],
] as const)('%j is reported inside', async (props, words) => {
  show(props);
  expect((await screen.findByRole('alert')).textContent).toContain(words);
});
