import { useState } from 'react';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createReplay, createReplayTransport, openArchive, type Archive } from '#archive';
import { createMainThreadEngine, type Engine } from '#engine';
import { DEFAULT_ALIASES } from '#series';
import { createParcaSource, SourceError, type ProfileSource } from '#sources';
import { setUpCombobox } from '../../../../tests/support/combobox-setup';
import { PagesRoot } from '../../PagesRoot';
import { PictureOnly } from '../../PictureOnly';
import type { Host } from '../../state/host';

/* The recorded incident: Quote rises on shop-k8s/1 at 00:24, nothing on shop-k8s/0. */

/** Each test asks for some sixty slices and judges them, on a machine that does other things too. */
const PATIENCE = { timeout: 60_000 };
vi.setConfig({ testTimeout: 120_000 });
const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const at = (time: string) => Date.parse(`2026-11-21T${time}Z`);
const span = (from: string, to: string) => `${at(from)}-${at(to)}`;

let archive: Archive;
let engine: Engine;
beforeAll(async () => {
  setUpCombobox();
  archive = await openArchive('public/demo.zip');
  engine = createMainThreadEngine();
});
afterAll(async () => {
  engine.close();
  await archive.close();
});

function sourceOf(): ProfileSource {
  const transport = createReplayTransport(createReplay(archive));
  return createParcaSource({ transport, now: () => at('01:00:00') });
}

interface PageProps {
  readonly unit: string;
  readonly profiles: ProfileSource;
  readonly type?: string;
  readonly windows?: readonly [string, string];
}

const WINDOWS = [span('00:18:00', '00:23:00'), span('00:26:00', '00:31:00')] as const;

function Page({ unit, profiles, type = CPU, windows = WINDOWS }: PageProps) {
  const selector = `{juju_unit="${unit}"}`;
  const [location, setLocation] = useState({
    path: 'compare',
    search: `?${new URLSearchParams({
      ...{ type, baseline: selector, comparison: selector },
      ...{ baselineWindow: windows[0], comparisonWindow: windows[1] },
    }).toString()}`,
  });
  const [host] = useState(
    () =>
      ({
        ...{
          profiles,
          engine,
          frozen: true,
          defaultTimeZone: 'utc',
          targetAliases: DEFAULT_ALIASES,
        },
        linkTo: (to) => to.path,
        defaultRange: { from: String(at('00:14:00')), to: String(at('00:34:00')) },
        navigate: (to) => setLocation(to),
        now: () => at('01:00:00'),
      }) as Partial<Host> as Host,
  );
  return (
    <PagesRoot host={host} location={location}>
      <PictureOnly />
    </PagesRoot>
  );
}

const answer = () => screen.getByRole('region', { name: 'Answer' });

test('the changed unit: what moved and is no noise, from the picture to the self-check', async () => {
  render(<Page unit="shop-k8s/1" profiles={sourceOf()} />);
  await screen.findByText(/functions more than noise, in 20 and 20 slices/, undefined, PATIENCE);
  expect(answer().textContent).toMatch(
    /^shop\/pricing\.Quote \+39\.3 % \(at equal load \+\d+ to \+\d+ %\), .* under shop\/cart\.Checkout/,
  );
  await screen.findByText(/Self-check: 0 of 3 tables flagged/, undefined, PATIENCE);
  expect(screen.getByRole('button', { name: /^Show \d+ within noise$/ })).toBeTruthy();
});

test('until it is judged nothing is claimed: neither a change nor that it is none', async () => {
  const source = sourceOf();
  const waiting: (() => void)[] = [];
  let isOpen = false;
  const profiles: ProfileSource = {
    ...source,
    fetchSlice: async (...question) => {
      if (!isOpen) await new Promise<void>((go) => waiting.push(go));
      return source.fetchSlice(...question);
    },
  };
  render(<Page unit="shop-k8s/1" profiles={profiles} />);
  await screen.findByText(/Being judged: 0 of 40 slices/, undefined, PATIENCE);
  expect(answer().textContent).toMatch(/^CPU time .* in total; what of it .* is being judged\./);
  const quote = () => screen.getByRole('button', { name: 'shop/pricing.Quote' }).closest('tr')!;
  await waitFor(() => expect(quote().textContent).toContain('being judged'), PATIENCE);
  const legend = screen.getByRole('group', { name: 'Legend' });
  expect(legend.textContent).toContain('being judged');
  expect(screen.queryByRole('button', { name: /within noise$/ })).toBeNull();
  const unclaimed = [...quote().cells].map(({ className }) => className);

  isOpen = true;
  waiting.forEach((go) => go());
  await screen.findByText(/functions more than noise, in 20 and 20 slices/, undefined, PATIENCE);
  expect(quote().textContent).not.toContain('being judged');
  expect(answer().textContent).toMatch(/^shop\/pricing\.Quote/);
  expect(legend.textContent).toContain('within noise');
  // In the colour of a change now.
  expect([...quote().cells].map(({ className }) => className)).not.toEqual(unclaimed);
});

test('the other unit claims nothing', async () => {
  render(<Page unit="shop-k8s/0" profiles={sourceOf()} />);
  await screen.findByText(
    /^0 of \d+ functions more than noise, in 20 and 20 slices/,
    undefined,
    PATIENCE,
  );
  expect(answer().textContent).toMatch(
    /in total, within noise; no function stands out at equal load/,
  );
});

const ONE_SCRAPE = [span('00:18:00', '00:18:15'), span('00:26:00', '00:26:15')] as const;

test('one scrape a side: said first, and what sampling explains is noise', async () => {
  render(<Page unit="shop-k8s/1" profiles={sourceOf()} windows={ONE_SCRAPE} />);
  await screen.findByText(/0 of \d+ functions changed by more than sampling/, undefined, PATIENCE);
  expect(answer().textContent).toMatch(
    /^1 scrape a side: only sampling can be judged\. CPU time .* in total; no function changed by more than sampling explains\./,
  );
  expect(answer().textContent).toContain('1 scrape each');
  expect(screen.getByRole('button', { name: /^\d+ within noise$/ })).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Minus what the other units/ })).toBeNull();
});

test('one scrape a side of states: how much they vary is not known', async () => {
  const type = 'goroutine:goroutine:count:goroutine:count';
  render(<Page unit="shop-k8s/1" profiles={sourceOf()} windows={ONE_SCRAPE} type={type} />);
  await waitFor(
    () =>
      expect(answer().textContent).toMatch(
        /1 scrape a side: how much it varies is not known\. Goroutines /,
      ),
    PATIENCE,
  );
  expect(screen.queryByRole('button', { name: /within noise$/ })).toBeNull();
});

test('slices that fail are told, and can be asked again', async () => {
  const user = userEvent.setup();
  const source = sourceOf();
  let asked = 0;
  let fails = true;
  const profiles: ProfileSource = {
    ...source,
    fetchSlice: (...question) => {
      asked += 1;
      if (fails)
        return Promise.reject(
          new SourceError({ kind: 'server', source: 'Parca', detail: 'disk full' }),
        );
      return source.fetchSlice(...question);
    },
  };
  render(<Page unit="shop-k8s/0" profiles={profiles} />);
  await screen.findByText(/40 of 40 slices failed: Parca: disk full/, undefined, PATIENCE);
  expect(answer().textContent).toMatch(/^CPU time .* in total\./);
  fails = false;
  const before = asked;
  await user.click(within(answer()).getByRole('button', { name: 'Try again' }));
  await screen.findByText(/in 20 and 20 slices/, undefined, PATIENCE);
  await waitFor(() => expect(asked).toBeGreaterThanOrEqual(before + 40));
});

test('stopped after some slices, and gone on with', async () => {
  const user = userEvent.setup();
  const source = sourceOf();
  const waiting: (() => void)[] = [];
  const profiles: ProfileSource = {
    ...source,
    fetchSlice: async (...question) => {
      await new Promise<void>((go) => waiting.push(go));
      return source.fetchSlice(...question);
    },
  };
  render(<Page unit="shop-k8s/1" profiles={profiles} />);
  await waitFor(() => expect(waiting).toHaveLength(4), PATIENCE);
  await user.click(await screen.findByRole('button', { name: 'Stop' }, PATIENCE));
  expect(screen.getByText(/Not tested for noise: that takes 40 questions, up to /)).toBeTruthy();
  waiting.splice(0).forEach((go) => go());
  await screen.findByText(/Stopped after 4 of 40 slices\./, undefined, PATIENCE);
  await user.click(screen.getByRole('button', { name: 'Go on' }));
  await screen.findByText(/4 of 40/, undefined, PATIENCE);
  await waitFor(() => expect(waiting.length).toBeGreaterThan(0), PATIENCE);
});

test('minus the one other unit: what both did is taken away, and whose change it is is not claimed', async () => {
  const user = userEvent.setup();
  render(<Page unit="shop-k8s/1" profiles={sourceOf()} />);
  const minus = { name: 'Minus what the other units did' };
  await user.click(await screen.findByRole('button', minus, PATIENCE));
  await screen.findByText(/minus what the one other unit did/, undefined, PATIENCE);
  await user.click(screen.getByRole('button', { name: 'This unit alone' }));
  await waitFor(() => expect(answer().textContent).not.toContain('other unit did,'), PATIENCE);
});
