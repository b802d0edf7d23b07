import { render, screen, waitFor, within } from '@testing-library/react';
import { afterAll, expect, test } from 'vitest';
import { createMainThreadEngine } from '#engine';
import { DEFAULT_ALIASES, parseProfileType, printProfileType } from '#series';
import type { ProfileSource } from '#sources';
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

/** Answers at once, but for totals: these when `answer` is called. */
function source() {
  const asked: string[] = [];
  let answer = (): void => undefined;
  const wanted = new Promise<void>((resolve) => (answer = resolve));
  const times = Array.from({ length: 240 }, (_, i) => START + i * 15_000);
  const values = times.map((_, i) => (i < 120 ? 1 : 2) + 0.01 * (i % 3));
  const say = <T,>(what: string, value: T): Promise<T> => {
    asked.push(what);
    return Promise.resolve(value);
  };
  const profiles: Partial<ProfileSource> = {
    server: { name: 'Parca', scrapes: true, groups: true },
    fetchProfileTypes: ({ start }) => say(start === START ? 'types' : 'last types', [CPU]),
    fetchLabelNames: () => say('names', Object.keys(LABELS)),
    fetchLabelSets: () => say('sets', [LABELS]),
    fetchSeries: async () => {
      asked.push('totals');
      await wanted;
      return [{ labels: LABELS, times, values, unit: 'cores' as const }];
    },
    fetchScrapes: (_, range) => Promise.resolve({ range, scrapes: [], interval: 0, notices: [] }),
  };
  return { profiles: profiles as ProfileSource, asked, answer: () => answer() };
}

test(
  'the first totals are asked for before what the pickers need, and the types only once',
  async () => {
    const { profiles, asked, answer } = source();
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
