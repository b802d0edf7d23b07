import { useState } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { createMainThreadEngine } from '#engine';
import { encodePprof, treeFromFolded } from '#profile';
import { parseProfileType } from '#series';
import { SourceError, type ProfileSource } from '#sources';
import { setUpCombobox } from '../../../../tests/support/combobox-setup';
import { HostContext, TimeZoneContext, type Host } from '../../state/host';
import { createQueryClient } from '../../state/queries/query-client';
import { DEFAULT_VIEW, type ViewState } from '../../state/view/view-state';
import type { Selection } from '../../selection/use-selection';
import type { ScanState } from '../use-scan';
import { OddUnitSection } from './OddUnitSection';

setUpCombobox();
// Five merges, one after the other, on a machine that does other things too.
configure({ asyncUtilTimeout: 30_000 });
vi.setConfig({ testTimeout: 60_000 });

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const CPU_SAMPLES = { type: 'cpu', unit: 'nanoseconds' };
const RANGE = { start: 0, end: 1_800_000 };
const applicationOf = (name: string, count: number) => ({
  name,
  matchers: [{ name: 'juju_application', op: '=' as const, value: name }],
  units: Array.from({ length: count }, (_, u) => ({
    name: `${name}/${u}`,
    matchers: [
      { name: 'juju_application', op: '=' as const, value: name },
      { name: 'juju_unit', op: '=' as const, value: `${name}/${u}` },
    ],
  })),
});

/** Five units; `shop/1` has three times as much of one function. */
function sourceOf(refused: readonly string[]): Pick<ProfileSource, 'server' | 'fetchProfile'> {
  return {
    server: { name: 'Parca', scrapes: true, groups: true },
    fetchProfile: async ({ matchers }, range) => {
      const unit = matchers.find(({ name }) => name === 'juju_unit')!.value;
      if (refused.includes(unit))
        throw new SourceError({ kind: 'busy', source: 'Parca', detail: 'too many questions' });
      const lines = Array.from({ length: 30 }, (_, i) => {
        const samples = unit === 'shop/1' && i === 4 ? 1500 : 500 + ((i * 7) % 11);
        return `main.main;shop.f${i} ${samples * 1e7}`;
      });
      const tree = treeFromFolded([...lines, 'main.main;shop.rare 10000000']);
      const pprof = encodePprof(tree, { sampleType: CPU_SAMPLES });
      return {
        parts: [{ pprof, total: tree.columns[0]!.total[0]!, weight: 1 }],
        range,
        scrapes: [],
        interval: 10_000,
        notices: [],
      };
    },
  };
}

function show(of: {
  readonly oddIn?: string;
  readonly refused?: readonly string[];
  readonly scanState?: ScanState['state'];
}) {
  const engine = createMainThreadEngine();
  const refused = [...(of.refused ?? [])];
  const host = {
    ...{ engine, profiles: sourceOf(refused) },
    linkTo: ({ path, search }) => `http://console/${path}${search}`,
  } as Partial<Host> as Host;
  const views: ViewState[] = [];
  const selection = {
    profileType: CPU,
    profileTypes: {
      data: [CPU],
      state: 'ready',
      error: undefined,
      stale: false,
      retry: () => undefined,
    },
  } as Partial<Selection> as Selection;
  function Held() {
    const [oddIn, setOddIn] = useState(of.oddIn);
    const view = {
      ...DEFAULT_VIEW,
      page: 'changes' as const,
      changes: { ...DEFAULT_VIEW.changes, oddIn },
    };
    return (
      <OddUnitSection
        control={{
          view,
          problems: [],
          setView: (next) => views.push(next),
          setDisplay: () => undefined,
        }}
        {...{ selection }}
        range={RANGE}
        applications={of.scanState ? [] : [applicationOf('shop', 5), applicationOf('mail', 1)]}
        scanState={of.scanState ?? 'ready'}
        onChange={setOddIn}
      />
    );
  }
  const client = createQueryClient(engine);
  client.setDefaultOptions({ queries: { retry: false } });
  render(
    <QueryClientProvider client={client}>
      <HostContext.Provider value={host}>
        <TimeZoneContext.Provider value={['utc', () => undefined]}>
          <Held />
        </TimeZoneContext.Provider>
      </HostContext.Provider>
    </QueryClientProvider>,
  );
  return { views, refused };
}

/** Of a cell, which has all of its table's keys. */
const WAYS = {
  'a click': (cell: HTMLElement) => userEvent.click(cell),
  'the keyboard': async () => {
    const user = userEvent.setup();
    const grid = screen.getByRole('grid');
    for (let i = 0; i < 20 && !grid.contains(document.activeElement); i++) await user.tab();
    // The first function is the oddest one; the second unit is its.
    await user.keyboard('{Control>}{Home}{/Control}{ArrowRight}{Enter}');
  },
};

test.each(['a click', 'the keyboard'] as const)(
  'the odd unit is said and marked; %s on its cell compares the same window with all others',
  async (way) => {
    const { views } = show({ oddIn: 'shop' });
    expect(await screen.findByText(/^shop\/1: shop\.f4 \+\d+ %/)).toBeTruthy();
    await WAYS[way](await screen.findByRole('link', { name: /^shop\.f4 in shop\/1, odd: more/ }));
    expect(views).toHaveLength(1);
    expect(views[0]).toMatchObject({
      page: 'compare',
      normalise: 'perUnit',
      baseline: {
        window: RANGE,
        matchers: [
          { name: 'juju_application', op: '=', value: 'shop' },
          { name: 'juju_unit', op: '=~', value: 'shop/0|shop/2|shop/3|shop/4' },
        ],
      },
      comparison: { window: RANGE },
      display: { selected: 'shop.f4' },
    });
  },
);

test('nothing is asked before an application is chosen', () => {
  show({});
  expect(screen.queryByRole('grid')).toBeNull();
  expect(screen.queryByRole('status')).toBeNull();
});

test('while the applications are looked for it says so', async () => {
  show({ oddIn: 'shop', scanState: 'scanning' });
  expect(screen.getByText(/^Asking .* which applications there are …$/)).toBeTruthy();
});

test.each(['failed', 'stopped'] as const)(
  'of a scan that %s nothing is said of what there is: it is not known',
  (scanState) => {
    show({ oddIn: 'shop', scanState });
    expect(screen.getByRole('heading', { name: 'Odd unit out' })).toBeTruthy();
    expect(screen.queryByText(/is profiled in this range/)).toBeNull();
  },
);

test.each([
  ['mail', 'mail has one unit: there is nothing to hold it against.'],
  ['gone', 'Nothing of gone is profiled in this range and scope.'],
])('%s', (oddIn, title) => {
  show({ oddIn });
  expect(screen.getByText(title)).toBeTruthy();
});

test('a unit that cannot be merged is left out by name, and can be asked again', async () => {
  const { refused } = show({ oddIn: 'shop', refused: ['shop/3'] });
  expect(await screen.findByText('Without shop/3')).toBeTruthy();
  expect(await screen.findByRole('grid')).toBeTruthy();
  expect(screen.queryByRole('columnheader', { name: 'shop/3' })).toBeNull();
  refused.length = 0;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('columnheader', { name: 'shop/3' })).toBeTruthy();
});

test('where no unit can be merged it has failed, with the facts', async () => {
  const all = ['0', '1', '2', '3', '4'].map((u) => `shop/${u}`);
  show({ oddIn: 'shop', refused: all });
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('The units cannot be compared');
  expect(alert.textContent).toContain('Parca: too many questions');
});
