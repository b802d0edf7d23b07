import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createReplay, createReplayTransport, openArchive, type Archive } from '#archive';
import { createMainThreadEngine, type Engine } from '#engine';
import { coverageOf, DEFAULT_ALIASES } from '#series';
import { createParcaSource, SourceError, type ProfileSource } from '#sources';
import { HostContext, TimeZoneContext, type Host } from '../../state/host';
import { DEFAULT_VIEW, type SideState } from '../../state/view/view-state';
import { QUOTE, SCAN } from '../changes.fixture';
import { linksOf } from '../finding/finding-links';
import { DifferenceGraph } from './DifferenceGraph';

const PATIENCE = { timeout: 30_000 };
vi.setConfig({ testTimeout: 60_000 });
const at = (time: string) => Date.parse(`2026-11-21T${time}Z`);

let archive: Archive;
let engine: Engine;
beforeAll(async () => {
  archive = await openArchive('public/demo.zip');
  engine = createMainThreadEngine();
});
afterAll(async () => {
  engine.close();
  await archive.close();
});

function show(
  change: (profiles: ProfileSource) => Partial<ProfileSource>,
  range = { start: at('00:14:00'), end: at('00:34:00') },
) {
  const transport = createReplayTransport(createReplay(archive));
  const profiles = createParcaSource({ transport, now: () => at('01:00:00') });
  const host = { profiles: { ...profiles, ...change(profiles) }, engine } as Partial<Host> as Host;
  const question = { range, against: 'previous', matchers: [], aliases: DEFAULT_ALIASES } as const;
  const { compare } = linksOf(DEFAULT_VIEW, QUOTE, { scan: SCAN, question });
  render(
    <QueryClientProvider
      client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
    >
      <HostContext.Provider value={host}>
        <TimeZoneContext.Provider value={['utc', () => undefined]}>
          <DifferenceGraph finding={QUOTE} compare={compare} />
        </TimeZoneContext.Provider>
      </HostContext.Provider>
    </QueryClientProvider>,
  );
  return compare;
}

test('the difference of what is compared, from where the function is called, with its numbers', async () => {
  const asked: string[] = [];
  const compare = show(({ fetchProfile }) => ({
    fetchProfile: (selector, range, options) => {
      asked.push(`${range.start} ${range.end}`);
      return fetchProfile(selector, range, options);
    },
  }));
  const graph = await screen.findByRole('treegrid', undefined, PATIENCE);
  const { baseline, comparison } = compare;
  // One merge a side, of the windows that Compare is given.
  expect(asked).toEqual(
    [baseline, comparison].map(({ window }) => `${window!.start} ${window!.end}`),
  );
  const way = screen.getByRole('navigation', { name: 'Focus of the flame graph' });
  expect(way.querySelector('[aria-current]')?.textContent).toMatch(/checkout$/i);
  expect(graph.getAttribute('aria-label')).toBe('Flame graph of the difference');

  const [before, after] = await Promise.all([baseline, comparison].map(coresOfQuote));
  const caption = screen.getByText(/^measured:/).textContent!;
  const [from, to] = [...caption.matchAll(/([\d.]+) mcores/g)].map(([, value]) => Number(value));
  expect(from).toBeCloseTo(1000 * before!, 1);
  expect(to).toBeCloseTo(1000 * after!, 1);
});

/** Of each scrape alone, added up. */
async function coresOfQuote({ matchers = [], window }: SideState): Promise<number> {
  const transport = createReplayTransport(createReplay(archive));
  const profiles = createParcaSource({ transport, now: () => at('01:00:00') });
  const selector = { profileType: QUOTE.profileType, matchers };
  const scraped = await profiles.fetchScrapes(selector, window!);
  let nanoseconds = 0;
  for (const scrape of scraped.scrapes) {
    const { parts } = await profiles.fetchSlice(selector, [scrape]);
    const { handle } = await engine.open(parts);
    const [values] = await engine.functionValues([handle], [QUOTE.function!]);
    nanoseconds += values!.total[0]!;
  }
  return nanoseconds / 1e9 / coverageOf(scraped).seconds;
}

test('a side that fails says why, and can be tried again', async () => {
  let isDown = true;
  show(({ fetchProfile }) => ({
    fetchProfile: (selector, range, options) =>
      isDown && range.start > at('00:24:00')
        ? Promise.reject(new SourceError({ kind: 'server', source: 'Parca', detail: 'HTTP 500' }))
        : fetchProfile(selector, range, options),
  }));
  expect((await screen.findByRole('alert', undefined, PATIENCE)).textContent).toMatch(/HTTP 500/);
  isDown = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('treegrid', undefined, PATIENCE)).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a side without profiles is no measurement: it is said which', async () => {
  show(({ fetchProfile }) => ({
    fetchProfile: async (selector, range, options) => {
      const fetched = await fetchProfile(selector, range, options);
      return range.start < at('00:24:00') ? { ...fetched, parts: [], scrapes: [] } : fetched;
    },
  }));
  expect(
    await screen.findByText('No profiles in the window of the baseline.', undefined, PATIENCE),
  ).toBeTruthy();
  expect(screen.queryByRole('treegrid')).toBeNull();
});
