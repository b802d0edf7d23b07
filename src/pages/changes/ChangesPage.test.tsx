import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, expect, test } from 'vitest';
import { createMainThreadEngine } from '#engine';
import { DEFAULT_ALIASES, parseProfileType, printProfileType } from '#series';
import { SourceError, type ProfileSource } from '#sources';
import { setUpCombobox } from '../../../tests/support/combobox-setup';
import type { Host } from '../state/host';
import { PagesRoot } from '../PagesRoot';

setUpCombobox();

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const START = Date.UTC(2026, 10, 21);
const END = START + 3_600_000;
const PATIENCE = { timeout: 20_000 };
const LIMIT = 60_000;
const LABELS = { juju_model: 'dev', juju_application: 'shop', juju_unit: 'shop/0' };

const engine = createMainThreadEngine();
afterAll(() => engine.close());

const DOWN = new SourceError({ kind: 'badQuery', source: 'Parca', detail: 'no' });

/** Answers at once, but for totals: these when `answer` is called. While `state.fails` nothing is answered. */
function source() {
  const state = { fails: false };
  const asked: string[] = [];
  let answer = (): void => undefined;
  const wanted = new Promise<void>((resolve) => (answer = resolve));
  const times = Array.from({ length: 240 }, (_, i) => START + i * 15_000);
  const values = times.map((_, i) => (i < 120 ? 1 : 2) + 0.01 * (i % 3));
  const say = <T,>(what: string, value: T): Promise<T> => {
    asked.push(what);
    return state.fails ? Promise.reject(DOWN) : Promise.resolve(value);
  };
  const profiles: Partial<ProfileSource> = {
    server: { name: 'Parca', scrapes: true, groups: true },
    fetchProfileTypes: ({ start }) => say(start === START ? 'types' : 'last types', [CPU]),
    fetchLabelNames: () => say('names', Object.keys(LABELS)),
    fetchLabelSets: () => say('sets', [LABELS]),
    fetchSeries: async () => {
      asked.push('totals');
      await wanted;
      if (state.fails) throw DOWN;
      return [{ labels: LABELS, times, values, unit: 'cores' as const }];
    },
    fetchScrapes: (_, range) => Promise.resolve({ range, scrapes: [], interval: 0, notices: [] }),
  };
  return { profiles: profiles as ProfileSource, asked, state, answer: () => answer() };
}

function show(profiles: ProfileSource) {
  const host: Partial<Host> = {
    ...{ profiles, metrics: undefined, engine, targetAliases: DEFAULT_ALIASES },
    ...{ source: 'Parca', frozen: true, defaultTimeZone: 'utc' },
    defaultRange: { from: String(START), to: String(END) },
    navigate: () => undefined,
    linkTo: ({ path, search }) => `http://console/${path}${search}`,
    now: () => END,
  };
  // With the type in the link nothing but the scan holds the pickers' questions back.
  const search = `?type=${printProfileType(CPU)}`;
  render(<PagesRoot host={host as Host} location={{ path: 'changes', search }} />);
}

test(
  'the first totals are asked for before what the pickers need, and the types only once',
  async () => {
    const { profiles, asked, answer } = source();
    show(profiles);
    await waitFor(() => expect(asked).toContain('totals'), PATIENCE);
    expect(asked).toEqual(['last types', 'totals']);
    answer();
    const scope = within(screen.getByRole('group', { name: 'Scope: selection' }));
    expect(await scope.findByRole('combobox', { name: 'Application' }, PATIENCE)).toBeTruthy();
    await waitFor(() => expect(asked).toContain('sets'), PATIENCE);
    expect(asked.slice(0, 3)).toEqual(['last types', 'totals', 'types']);
    expect(asked.filter((one) => one === 'types')).toHaveLength(1);
  },
  LIMIT,
);

test(
  'after a failure one click scans again, and asks all else that failed',
  async () => {
    const { profiles, state, answer } = source();
    state.fails = true;
    answer();
    show(profiles);
    const again = () => screen.queryAllByRole('button', { name: 'Try again' });
    await waitFor(() => expect(again()).toHaveLength(1), PATIENCE);
    await screen.findByText('Parca did not answer', {}, PATIENCE);
    // Nothing is offered of what is not known.
    expect(screen.queryByRole('button', { name: 'Scan again' })).toBeNull();
    expect(screen.queryByText('Odd unit out')).toBeNull();
    state.fails = false;
    await userEvent.click(again()[0]!);
    await screen.findByText(/Scanned in/, {}, PATIENCE);
    await waitFor(() => expect(again()).toEqual([]), PATIENCE);
    expect(await screen.findByRole('button', { name: 'Higher: shop/0' }, PATIENCE)).toBeTruthy();
  },
  LIMIT,
);
