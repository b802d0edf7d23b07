import { useState } from 'react';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { createMainThreadEngine, type Engine } from '#engine';
import { DEFAULT_ALIASES, parseProfileType } from '#series';
import { createParcaSource } from '#sources';
import { createFakeParca, type StoredProfile } from '../../../../tests/support/fake-parca';
import { PagesRoot } from '../../PagesRoot';
import type { Host } from '../../state/host';
import { useSides } from '../../state/queries/use-profile';
import { useViewState } from '../../state/view/use-view-state';
import { ComparisonHead } from '../ComparisonView';
import { BesideStep } from './StepsWithin';
import { useComparison } from '../use-comparison';
import { NO_SIDE_METRICS } from '../requests/use-side-metrics';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const PATIENCE = { timeout: 60_000 };
/** Sixty slices are decoded and judged on the main thread. */
const LONG = 120_000;
vi.setConfig({ testTimeout: 60_000 });
const START = Date.parse('2026-11-21T00:00:00Z');
const SCRAPE_MS = 15_000;
const at = (scrape: number) => START + scrape * SCRAPE_MS;

/** 80 scrapes of a unit that costs half more from the given one on. */
const stored = (from: number) =>
  Array.from({ length: 80 }, (_, i): StoredProfile => ({
    type: CPU,
    labels: { unit: 'a/0' },
    timestamp: BigInt(at(i)) * 1_000_000n,
    duration: 10_000_000_000n,
    value: (i < from ? 1000 : 1500) + ((i * 7) % 5),
  }));

let engine: Engine | undefined;
afterEach(() => engine?.close());

let search = '';
function Head({ range }: { readonly range: { start: number; end: number } }) {
  const control = useViewState();
  const profileType = parseProfileType(CPU);
  const comparison = useComparison(
    control.view,
    useSides(control.view, profileType),
    NO_SIDE_METRICS,
  );
  return (
    <ComparisonHead
      {...{ control, comparison }}
      stepAction={(step) => <BesideStep {...{ step, control, profileType, range }} levels={[]} />}
    />
  );
}

/** The baseline is scrapes 0 to 19, the comparison 22 to 61; the page's range is all there is, or the comparison's window. */
function show(of: { stepAt: number; range?: readonly [number, number] }) {
  engine = createMainThreadEngine();
  const [from, to] = of.range ?? [0, 80];
  const { transport } = createFakeParca(stored(of.stepAt));
  const host = {
    profiles: createParcaSource({ transport, now: () => at(400) }),
    engine,
    targetAliases: DEFAULT_ALIASES,
    frozen: true,
    defaultRange: { from: String(at(from)), to: String(at(to)) },
    defaultTimeZone: 'utc',
    now: () => at(400),
  } as Partial<Host> as Host;
  function Page() {
    const [location, setLocation] = useState({
      path: 'compare',
      search: `?${new URLSearchParams({
        ...{ type: CPU, baseline: '{unit="a/0"}', comparison: '{unit="a/0"}' },
        baselineWindow: `${at(0)}-${at(19) + 1000}`,
        comparisonWindow: `${at(22)}-${at(61) + 1000}`,
      }).toString()}`,
    });
    const [own] = useState(() => ({
      ...host,
      navigate: (next: { path: string; search: string }) => {
        search = next.search;
        setLocation(next);
      },
    }));
    return (
      <PagesRoot host={own} location={location}>
        <Head range={{ start: at(from), end: at(to) }} />
      </PagesRoot>
    );
  }
  render(<Page />);
}

const answer = () => screen.getByRole('region', { name: 'Answer' });
const windowOf = (side: string) => new URLSearchParams(search).get(`${side}Window`);

test(
  'the comparison itself changes: said first, with windows beside it from the page’s range',
  async () => {
    show({ stepAt: 40 });
    await screen.findByText(/in 20 and 40 slices/, undefined, PATIENCE);
    expect(answer().textContent).toMatch(
      /^Caution: 286 s against 586 s.*The comparison itself changes at 00:10:00 \(\+(49\.9|50) %\): choose windows on either side\. /,
    );
    await userEvent.click(
      within(answer()).getByRole('button', { name: 'Compare before with after' }),
    );
    const [start, end] = windowOf('baseline')!.split('-').map(Number);
    expect(start).toBeLessThan(at(4));
    expect(end).toBeLessThan(at(40));
    expect(Number(windowOf('comparison')!.split('-')[0])).toBeGreaterThan(at(40));
    await waitFor(() => expect(answer().textContent).toMatch(/in total; /), PATIENCE);
    expect(answer().textContent).not.toContain('itself changes');
  },
  LONG,
);

test(
  'where the page’s range does not show it, windows are of the side’s own',
  async () => {
    show({ stepAt: 40, range: [0, 20] });
    await screen.findByText(/in 20 and 40 slices/, undefined, PATIENCE);
    await userEvent.click(screen.getByRole('button', { name: 'Compare before with after' }));
    expect(windowOf('baseline')).toBe(`${at(22)}-${at(39) - 1}`);
    expect(windowOf('comparison')!.split('-')[0]).toBe(String(at(41)));
  },
  LONG,
);

test(
  'sides that each stay as they are: nothing is said before the answer',
  async () => {
    show({ stepAt: 21 });
    await waitFor(() => expect(answer().textContent).toMatch(/in 20 and 40 slices/), PATIENCE);
    expect(answer().textContent).not.toContain('itself changes');
    expect(answer().textContent).toMatch(/^Caution: [^]*CPU time \+/);
  },
  LONG,
);
