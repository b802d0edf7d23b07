import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { createMainThreadEngine } from '#engine';
import { parseMatchers, parseProfileType, type TimeRange } from '#series';
import { SourceError, type ProfileSource } from '#sources';
import { PagesRoot } from '../../../PagesRoot';
import type { Host } from '../../../state/host';
import type { SideState } from '../../../state/view/view-state';
import { MedianWeekPreset } from './MedianWeekPreset';

/* A Parca of four weeks in place of the network. */

const NOW = Date.UTC(2026, 10, 30, 12);
const WEEK = 7 * 86_400_000;
const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const comparison: SideState = {
  matchers: parseMatchers('{juju_unit="shop/1"}'),
  window: { start: NOW - 600_000, end: NOW },
};
const weeksBack = (range: TimeRange) => Math.round((NOW - range.end) / WEEK);

function shown(totalOf: (weeksAgo: number) => number | null | Promise<never>) {
  const set: SideState[] = [];
  const profiles: Partial<ProfileSource> = {
    fetchSeries: async ({ range }) => {
      const total = await totalOf(weeksBack(range));
      return total === null
        ? []
        : [{ labels: {}, unit: 'cores', times: [range.start, range.end], values: [total, null] }];
    },
  };
  const host = {
    profiles,
    engine: createMainThreadEngine(),
    now: () => NOW,
    frozen: false,
  } as unknown as Host;
  const preset = (side: SideState) => (
    <PagesRoot host={host} location={{ path: 'compare', search: '' }}>
      <MedianWeekPreset
        comparison={side}
        profileType={CPU}
        levels={[]}
        setBaseline={(side) => set.push(side)}
      />
    </PagesRoot>
  );
  const view = render(preset(comparison));
  return { set, compare: (side: SideState) => view.rerender(preset(side)) };
}

const button = () => screen.getByRole('button', { name: /median of 4 weeks/ });
const isDisabled = () => button().getAttribute('aria-disabled') === 'true';

test('the baseline is the week in the middle, and the tip says what each had', async () => {
  const { set } = shown((week) => [0.2, 0.5, 0.3, 0.9][week - 1]!);
  await userEvent.click(button());
  const window = { start: NOW - 600_000 - 3 * WEEK, end: NOW - 3 * WEEK };
  await waitFor(() => expect(set).toEqual([{ matchers: comparison.matchers, window }]));
  await userEvent.hover(button());
  const tip = await screen.findByText(/; in the middle: Nov 9, 11:50:00$/);
  expect(tip.textContent).toMatch(/0\.2 cores, .* 0\.5 cores, .* 0\.3 cores, .* 0\.9 cores;/);
});

test('without a profile in any week nothing is set, and the tip says so', async () => {
  const { set } = shown(() => null);
  await userEvent.click(button());
  await waitFor(() => expect(isDisabled()).toBe(true));
  await userEvent.hover(button());
  expect(await screen.findByText(/No profiles at this time/)).toBeTruthy();
  expect(set).toEqual([]);
});

test('a server that fails is named, and can be asked again', async () => {
  let fails = true;
  const refused = new SourceError({ kind: 'badQuery', source: 'Parca', detail: 'not today' });
  const { set } = shown((week) => (fails ? Promise.reject(refused) : week));
  await userEvent.click(button());
  await userEvent.hover(button());
  expect(await screen.findByText(/not today/)).toBeTruthy();
  fails = false;
  await userEvent.click(button());
  await waitFor(() => expect(set).toHaveLength(1));
});

test('what was asked of another comparison is not wanted any more', async () => {
  const waiting: (() => void)[] = [];
  const { set, compare } = shown(async (week) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return week as never;
  });
  await userEvent.click(button());
  await waitFor(() => expect(waiting).toHaveLength(4));
  compare({ ...comparison, window: { start: NOW - 60_000, end: NOW } });
  waiting.forEach((answer) => answer());
  await waitFor(() => expect(isDisabled()).toBe(false));
  expect(set).toEqual([]);
});
