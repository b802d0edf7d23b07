import { useState } from 'react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { DEFAULT_ALIASES } from '#series';
import { createParcaSource } from '#sources';
import { setUpCombobox } from '../../tests/support/combobox-setup';
import { createFakeParca, type StoredProfile } from '../../tests/support/fake-parca';
import { createCountedEngine, type CountedEngine } from '../../tests/support/port-worker';
import type { Host } from './state/host';
import { PagesRoot } from './PagesRoot';
import { PictureOnly } from './PictureOnly';

/*
 * How often a whole call tree passes between the page and its worker: once for a picture, never for what is asked of a picture that is
 * there.
 */

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
/** On a machine that does other things too. */
const PATIENCE = { timeout: 20_000 };
const START = 1_800_000_000_000;
const stored = Array.from({ length: 8 }, (_, i): StoredProfile => ({
  type: CPU,
  labels: { unit: 'a/0' },
  timestamp: BigInt(START + 1000 + i * 15_000) * 1_000_000n,
  duration: 15_000_000_000n,
  value: 1000 + i,
  noStack: 5,
}));

beforeAll(setUpCombobox);

let counted: CountedEngine | undefined;
afterEach(() => counted?.engine.close());

function Page({ search, engine }: { readonly search: string; readonly engine: Host['engine'] }) {
  const [location, setLocation] = useState({
    path: search.includes('baseline') ? 'compare' : 'profile',
    search,
  });
  const [host] = useState(
    () =>
      ({
        profiles: createParcaSource({
          transport: createFakeParca(stored).transport,
          now: () => START + 3_600_000,
        }),
        engine,
        targetAliases: DEFAULT_ALIASES,
        frozen: true,
        defaultRange: { from: String(START), to: String(START + 120_000) },
        defaultTimeZone: 'utc',
        navigate: (to) => setLocation(to),
        now: () => START + 3_600_000,
      }) as Partial<Host> as Host,
  );
  return (
    <PagesRoot host={host} location={location}>
      <PictureOnly />
    </PagesRoot>
  );
}

async function open(params: Record<string, string>) {
  counted = createCountedEngine();
  const { engine, crossings } = counted;
  const search = `?${new URLSearchParams({ type: CPU, ...params }).toString()}`;
  const shown = render(<Page {...{ search, engine }} />);
  await screen.findByRole('table', undefined, PATIENCE);
  return { crossings, again: () => shown.rerender(<Page {...{ search, engine }} />) };
}

const PICTURES: readonly { name: string; params: Record<string, string> }[] = [
  { name: 'a profile', params: { profile: '{unit="a/0"}' } },
  {
    name: 'a comparison',
    params: {
      baseline: '{unit="a/0"}',
      baselineWindow: `${START}-${START + 59_000}`,
      comparison: '{unit="a/0"}',
      comparisonWindow: `${START + 60_000}-${START + 120_000}`,
    },
  },
];

test.each(PICTURES)('$name: one for the first picture', async ({ params }) => {
  const { crossings } = await open(params);
  expect(crossings()).toBe(1);
});

test.each(PICTURES)('$name: none for a search, a drawing', async (of) => {
  const { crossings, again } = await open(of.params);
  fireEvent.change(screen.getByRole('textbox', { name: /^Search functions/ }), {
    target: { value: 'main' },
  });
  await screen.findByText(/^1 function, /, undefined, PATIENCE);
  again();
  expect(crossings()).toBe(1);
});

test.each(PICTURES)('$name: one for another view, none for the way back', async ({ params }) => {
  const { crossings } = await open(params);
  const inverted = screen.getByRole('button', { name: 'Inverted' });
  fireEvent.click(inverted);
  await waitFor(() => expect(crossings()).toBe(2), PATIENCE);
  fireEvent.click(inverted);
  const section = screen.getByRole('region', { name: 'Flame graph and table' });
  await waitFor(() => expect(section.dataset['stale']).toBe('false'), PATIENCE);
  expect(crossings()).toBe(2);
});
