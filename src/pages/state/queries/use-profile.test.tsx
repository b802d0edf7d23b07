import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { createMainThreadEngine } from '#engine';
import { encodePprof, treeFromFolded, TRIMMED } from '#profile';
import { parseProfileType } from '#series';
import { SourceError, type FetchedProfile } from '#sources';
import { HostContext, type Host } from '../host';
import { useProfile } from './use-profile';

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const RANGE = { start: 0, end: 60_000 };
const SCRAPE = { labels: {}, timestamp: 0n, duration: 15_000_000_000n, value: 100 };

function profileOf(lines: readonly string[], trimmed: number, isWhole: boolean): FetchedProfile {
  const sampleType = { type: 'cpu', unit: 'nanoseconds' };
  const pprof = encodePprof(treeFromFolded(lines), { sampleType });
  const part = { pprof, total: 100, weight: 1, ...(!isWhole && { trimmed }) };
  return { parts: [part], trimmed, scrapes: [SCRAPE], range: RANGE, interval: 0, notices: [] };
}

const CUT = profileOf(['main;work 60', `main;${TRIMMED} 40`], 40, true);

/** A server whose profile comes trimmed; `detail` answers for one function. */
function show(detail: (through: string) => Promise<FetchedProfile>, looked: string | undefined) {
  const host = {
    engine: createMainThreadEngine(),
    profiles: {
      fetchProfile: (_: unknown, __: unknown, { through }: { through?: string }) =>
        through === undefined ? Promise.resolve(CUT) : detail(through),
    },
  } as unknown as Host;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <QueryClientProvider client={client}>
      <HostContext.Provider value={host}>{children}</HostContext.Provider>
    </QueryClientProvider>
  );
  const hook = renderHook(
    ({ through }: { through: string | undefined }) =>
      useProfile({ matchers: [], window: undefined }, CPU, RANGE, through),
    { wrapper, initialProps: { through: looked } },
  );
  return { hook, client, engine: host.engine };
}

const view = { filters: [], inverted: false, by: 'function' } as const;

test('a function of a trimmed profile is asked for in detail when it is looked at', async () => {
  const asked: string[] = [];
  const { hook, engine } = show((through) => {
    asked.push(through);
    return Promise.resolve(profileOf(['main;work;deep;narrow 60'], 40, false));
  }, undefined);
  await waitFor(() => expect(hook.result.current.data?.total).toBe(100));
  expect(asked).toEqual([]);
  hook.rerender({ through: 'work' });
  await waitFor(async () => {
    const { handle } = hook.result.current.data!;
    const { table } = await engine.view([handle], { ...view, calleesOf: 'work' });
    expect(table.names).toContain('narrow');
  });
  expect(asked).toEqual(['work']);
  expect(hook.result.current.data!.total).toBe(100);
  expect(hook.result.current.data!.noStack).toBe(0);
});

test('where the server finds no stack with it the trimmed profile stays', async () => {
  const asked: string[] = [];
  const { hook, client } = show((through) => {
    asked.push(through);
    return Promise.resolve(profileOf([], 100, false));
  }, 'Demangled::name');
  await waitFor(() => expect(asked).toEqual(['Demangled::name']));
  await waitFor(() => expect(client.isFetching()).toBe(0));
  expect(hook.result.current.data!.fetched.trimmed).toBe(40);
});

test('why there is no detail is said, over the trimmed profile', async () => {
  const busy = new SourceError({ kind: 'busy', source: 'Parca', detail: 'queued' });
  const { hook } = show(() => Promise.reject(busy), 'work');
  await waitFor(() => expect(hook.result.current.error).toBe(busy));
  expect(hook.result.current.data!.fetched.trimmed).toBe(40);
});
