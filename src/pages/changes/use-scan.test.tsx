import { QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterAll, expect, test } from 'vitest';
import { createMainThreadEngine } from '#engine';
import { DEFAULT_ALIASES, parseProfileType } from '#series';
import { SourceError, type ProfileSource } from '#sources';
import { HostContext, type Host } from '../state/host';
import { createQueryClient } from '../state/queries/query-client';
import { useScan } from './use-scan';

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const START = Date.UTC(2026, 10, 21);
const MINUTE = 60_000;
const QUESTION = {
  range: { start: START, end: START + 60 * MINUTE },
  against: 'previous' as const,
  matchers: [],
  aliases: DEFAULT_ALIASES,
};
const PATIENCE = { timeout: 20_000 };

const engine = createMainThreadEngine();
afterAll(() => engine.close());

/** A unit that costs twice as much from the middle of the range on; no profile of it can be had. */
function source() {
  const state: { fails: Error | undefined; dies: boolean; hangs: boolean } = {
    ...{ fails: undefined, dies: false, hangs: false },
  };
  const answer = <T,>(value: T): Promise<T> => {
    if (state.hangs) return new Promise(() => undefined);
    return state.fails ? Promise.reject(state.fails) : Promise.resolve(value);
  };
  const times = Array.from({ length: 240 }, (_, i) => START + i * 15_000);
  const values = times.map((_, i) => (i < 120 ? 1 : 2) + 0.01 * (i % 3));
  const labels = { juju_model: 'dev', juju_application: 'shop', juju_unit: 'shop/0' };
  const profiles: Partial<ProfileSource> = {
    server: { name: 'Parca', scrapes: true, groups: true },
    fetchProfileTypes: () => answer([CPU]),
    fetchSeries: () => answer([{ labels, times, values, unit: 'cores' }]),
    fetchScrapes: (_, range) =>
      state.dies ? Promise.reject(down) : answer({ range, scrapes: [], interval: 0, notices: [] }),
  };
  return { state, profiles: profiles as ProfileSource };
}

function scan(profiles: ProfileSource) {
  const host = { profiles, metrics: undefined, engine, now: () => START } as Partial<Host> as Host;
  const client = createQueryClient(engine);
  return renderHook(({ key }) => useScan(QUESTION, key), {
    initialProps: { key: 'first' },
    wrapper: ({ children }: { readonly children: ReactNode }) => (
      <QueryClientProvider client={client}>
        <HostContext.Provider value={host}>{children}</HostContext.Provider>
      </QueryClientProvider>
    ),
  });
}

const down = new SourceError({ kind: 'unreachable', source: 'Parca', detail: 'gone' });

test('what was found stays while it is scanned again, when that fails, and when it is stopped', async () => {
  const { state, profiles } = source();
  const { result } = scan(profiles);
  const found = () => result.current.shown?.scan.findings.map(({ application }) => application);
  await waitFor(() => expect(result.current.state).toBe('ready'), PATIENCE);
  expect(found()).toEqual(['shop']);
  expect(result.current.isOpening).toBe(false);

  state.fails = down;
  act(() => result.current.again());
  expect(found()).toEqual(['shop']);
  await waitFor(() => expect(result.current.error).toBe(down), PATIENCE);
  expect(found()).toEqual(['shop']);

  state.hangs = true;
  act(() => result.current.again());
  expect(result.current).toMatchObject({ state: 'scanning', error: undefined });
  // Of the last minutes: what else is asked waits for the first totals.
  const types = { server: 'Parca', what: 'profile types' };
  await waitFor(() => expect(result.current.questions.open()).toEqual([types]), PATIENCE);
  act(() => result.current.stop());
  expect(found()).toEqual(['shop']);
});

test('a server that dies on the way leaves what a whole scan has found, and is a failure', async () => {
  const { state, profiles } = source();
  const { result } = scan(profiles);
  await waitFor(() => expect(result.current.state).toBe('ready'), PATIENCE);
  const whole = result.current.shown?.scan;
  state.dies = true;
  act(() => result.current.again());
  await waitFor(() => expect(result.current.state).toBe('failed'), PATIENCE);
  expect(result.current.error).toBe(down);
  expect(whole).toBeDefined();
  expect(result.current.shown?.scan).toBe(whole);
  expect(result.current.newest?.phase).toBe('lost');
});

test('what was found stands for another question until there is something of that', async () => {
  const { state, profiles } = source();
  const { result, rerender } = scan(profiles);
  await waitFor(() => expect(result.current.state).toBe('ready'), PATIENCE);
  state.fails = down;
  rerender({ key: 'second' });
  expect(result.current).toMatchObject({ state: 'scanning', isOpening: true });
  await waitFor(() => expect(result.current.state).toBe('failed'), PATIENCE);
  expect(result.current).toMatchObject({ stale: true, shown: { key: 'first' } });
  state.fails = undefined;
  act(() => result.current.again());
  await waitFor(() => expect(result.current.state).toBe('ready'), PATIENCE);
  expect(result.current).toMatchObject({ stale: false, shown: { key: 'second' } });
});
