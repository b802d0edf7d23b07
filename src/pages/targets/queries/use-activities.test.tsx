import type { ReactNode } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, printProfileType, type Labels } from '#series';
import { createPyroscopeSource, SourceError, type ProfileSource } from '#sources';
import { createFakePyroscope, type StoredProfile } from '../../../../tests/support/fake-pyroscope';
import type { Host } from '../../state/host';
import { useActivities } from './use-activities';

const NAMES = ['cpu', 'memory', 'goroutine', 'mutex', 'block', 'wall'] as const;
const TYPES: Record<(typeof NAMES)[number], string> = {
  cpu: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
  memory: 'memory:inuse_space:bytes:space:bytes',
  goroutine: 'goroutine:goroutine:count:goroutine:count',
  mutex: 'mutex:delay:nanoseconds:contentions:count',
  block: 'block:delay:nanoseconds:contentions:count',
  wall: 'wall:wall:nanoseconds:wall:nanoseconds',
};
const END = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;
const RANGE = { start: END - 10 * MINUTE, end: END };

const profiles = (name: keyof typeof TYPES, service: string, minutesAgo = 1): StoredProfile[] =>
  [3, 2, 1, 0].map((i) => ({
    ...{ type: TYPES[name], labels: { service_name: service }, value: 5 },
    time: BigInt(END - minutesAgo * MINUTE - i * 15_000) * 1_000_000n,
  }));

/** Of every type two applications; one has none of CPU, and one ended before the range, with its block in it. */
const STORED = [
  ...NAMES.flatMap((name) => [...profiles(name, 'shop'), ...profiles(name, 'cart', 2)]),
  ...['goroutine', 'mutex'].flatMap((name) => profiles(name as 'mutex', 'php')),
  ...NAMES.flatMap((name) => profiles(name, 'ended', 15)),
];

function ask(change: Partial<ProfileSource> = {}) {
  const { transport, sent } = createFakePyroscope(STORED);
  const source = createPyroscopeSource({ transport, now: () => END + 5 * MINUTE });
  const host = {
    profiles: { ...source, ...change },
    targetAliases: DEFAULT_ALIASES,
  } as Partial<Host> as Host;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const targets = { data: [], state: 'ready', error: undefined, stale: false } as const;
  const of = { targets: { ...targets, retry: () => undefined }, range: RANGE };
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return { host, of, wrapper, sent, source };
}

const count = (sent: readonly string[], method: string) =>
  sent.filter((one) => one.startsWith(`${method} `)).length;

async function told(change?: Partial<ProfileSource>) {
  const { host, of, wrapper, sent, source } = ask(change);
  const found = await source.fetchProfileTypes(RANGE);
  const { result } = renderHook(() => useActivities(host, { ...of, found }), { wrapper });
  await waitFor(() => expect(result.current.isComplete).toBe(true));
  const services = new Map(
    result.current.all.map(({ answer }) => [
      printProfileType({ ...answer.profileType, delta: false }),
      answer.series.map(({ labels }: { labels: Labels }) => labels.service_name).sort(),
    ]),
  );
  return { services, sent, activities: result.current };
}

test('who has which type is one question; exact are costs, and whether there is anything of an application', async () => {
  const { services, sent, activities } = await told();
  expect(count(sent, 'Series')).toBe(1);
  const of = (name: keyof typeof TYPES) => services.get(TYPES[name]);
  for (const name of NAMES)
    expect(of(name)?.filter((one) => one !== 'php')).toEqual(['cart', 'shop']);
  expect([of('cpu'), of('goroutine'), of('mutex')]).toEqual([
    ['cart', 'shop'],
    ['cart', 'php', 'shop'],
    ['cart', 'php', 'shop'],
  ]);
  // When the last one was is known where it was asked, and else to the range.
  const wall = activities.all.find(({ answer }) => answer.profileType.sampleType === 'wall')!;
  expect(wall.answer.resolution).toBe(10 * MINUTE);
  expect(wall.answer.series.every(({ lastSeen }) => lastSeen === RANGE.start)).toBe(true);
  const asked = new Set(
    sent
      .filter((one) => one.startsWith('SelectSeries'))
      .flatMap((one) => /"profileTypeID":"([^"]+)"/.exec(one)![1]!),
  );
  // php has none of CPU: one of its types is asked for.
  expect(asked).toEqual(new Set([TYPES.cpu, TYPES.memory, TYPES.goroutine]));
});

test('a server that does not tell all at once is asked type by type', async () => {
  const refused = new SourceError({ kind: 'notFound', source: 'Pyroscope', detail: 'Series' });
  const { services, sent } = await told({ fetchLabelSetsOfTypes: () => Promise.reject(refused) });
  expect(count(sent, 'SelectSeries')).toBeGreaterThanOrEqual(NAMES.length);
  expect(services.get(TYPES.wall)).toEqual(['cart', 'shop']);
  expect(services.get(TYPES.mutex)).toEqual(['cart', 'php', 'shop']);
});
