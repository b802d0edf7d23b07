import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createReplay, createReplayTransport, openArchive, type Archive } from '#archive';
import { createMainThreadEngine, type Engine } from '#engine';
import { DEFAULT_ALIASES, parseMatchers, parseProfileType } from '#series';
import { createParcaSource, SourceError, type ProfileSource } from '#sources';
import { PagesRoot } from '../../../PagesRoot';
import type { Host } from '../../../state/host';
import { BiggestChangePreset, type BiggestChangePresetProps } from './BiggestChangePreset';

/* The recorded incident: Quote rises on shop-k8s/1 at 00:24, which its total does not show; nothing on shop-k8s/0. */

const PATIENCE = { timeout: 60_000 };
vi.setConfig({ testTimeout: 90_000 });
const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
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

type Sides = Parameters<BiggestChangePresetProps['onSides']>[0];

function show(unit: string, change: Partial<ProfileSource> = {}) {
  const set: Sides[] = [];
  const transport = createReplayTransport(createReplay(archive));
  const profiles = createParcaSource({ transport, now: () => at('01:00:00') });
  const host = {
    ...{ engine, frozen: true, targetAliases: DEFAULT_ALIASES, defaultTimeZone: 'utc' },
    ...{ profiles: { ...profiles, ...change }, now: () => at('01:00:00') },
  } as Partial<Host> as Host;
  render(
    <PagesRoot host={host} location={{ path: 'compare', search: '' }}>
      <BiggestChangePreset
        range={{ start: at('00:14:00'), end: at('00:34:00') }}
        profileType={CPU}
        matchers={parseMatchers(`{juju_unit="${unit}"}`)}
        levels={[]}
        isWaiting={false}
        onSides={(sides) => set.push(sides)}
      />
    </PagesRoot>,
  );
  return { set, profiles };
}

const button = () => screen.getByRole('button', { name: /biggest change/ });
const isDisabled = () => button().getAttribute('aria-disabled') === 'true';

test('where the total has no step, the one of a function within it', async () => {
  const { set } = show('shop-k8s/1');
  await waitFor(() => expect(isDisabled()).toBe(false), PATIENCE);
  await userEvent.click(button());
  await waitFor(() => expect(set).toHaveLength(1), PATIENCE);
  const { baseline, comparison } = set[0]!;
  expect(baseline.end).toBeLessThan(at('00:24:00'));
  expect(comparison.start).toBeGreaterThan(at('00:24:00'));
  for (const { start, end } of [baseline, comparison])
    expect(end - start).toBeGreaterThan(5 * 60_000);
  await userEvent.hover(button());
  expect(await screen.findByText(/^Nov 21, 00:2\d:\d\d: shop\/pricing\.Quote became/)).toBeTruthy();
});

test('where neither has one it says so', async () => {
  const { set } = show('shop-k8s/0');
  await waitFor(() => expect(isDisabled()).toBe(false), PATIENCE);
  await userEvent.click(button());
  await waitFor(() => expect(isDisabled()).toBe(true), PATIENCE);
  await userEvent.hover(button());
  expect(
    await screen.findByText(
      'Neither the total nor a function has a step here.',
      undefined,
      PATIENCE,
    ),
  ).toBeTruthy();
  expect(set).toEqual([]);
});

test('a server that fails is named, and can be asked again', async () => {
  const refused = new SourceError({ kind: 'badQuery', source: 'Parca', detail: 'not today' });
  let asked = 0;
  const { set } = show('shop-k8s/1', {
    fetchSeries: () => (asked++ === 0 ? Promise.resolve([]) : Promise.reject(refused)),
  });
  await waitFor(() => expect(isDisabled()).toBe(false), PATIENCE);
  await userEvent.click(button());
  await userEvent.hover(button());
  expect(await screen.findByText(/not today/, undefined, PATIENCE)).toBeTruthy();
  expect(isDisabled()).toBe(false);
  expect(set).toEqual([]);
});
