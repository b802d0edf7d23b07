import { useState } from 'react';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import {
  DEFAULT_ALIASES,
  labelsKey,
  parseProfileType,
  pickLabels,
  printMatchers,
  type Labels,
  type Matcher,
  type TimeRange,
} from '#series';
import type { ProfileSource } from '#sources';
import { Timeline } from '#ui';
import { PagesRoot } from '../PagesRoot';
import { levelsFor } from '../selection/topology-levels';
import type { Host } from '../state/host';
import { GroupByMenu } from './groups/GroupByMenu';
import { withValue } from './groups/pick-value';
import { useRateChart } from './use-rate-chart';

type SeriesQuestion = Parameters<ProfileSource['fetchSeries']>[0];

const RANGE: TimeRange = { start: 0, end: 200_000 };
const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const LEVELS = levelsFor(['juju_application', 'juju_unit'], DEFAULT_ALIASES);
const times = [0, 100_000, 200_000];

/** Cores of twelve units in three zones, of which one unit tells none. */
const UNITS = Array.from({ length: 12 }, (_, i): { labels: Labels; cores: number } => ({
  labels: {
    juju_application: 'shop',
    juju_unit: `shop/${i}`,
    ...(i > 0 && { zone: i % 2 ? 'a' : 'b' }),
  },
  cores: i + 1,
}));

function sourceOf(asked: SeriesQuestion[]): Partial<ProfileSource> {
  return {
    fetchLabelNames: async () => ['zone', 'juju_unit', 'juju_application'],
    fetchSeries: async (question) => {
      asked.push(question);
      const { selector, sumBy } = question;
      const sums = new Map<string, { labels: Labels; cores: number }>();
      for (const { labels, cores } of UNITS) {
        if (selector.matchers.some(({ name, value }) => (labels[name] ?? '') !== value)) continue;
        const kept = pickLabels(labels, sumBy);
        const before = sums.get(labelsKey(kept))?.cores ?? 0;
        sums.set(labelsKey(kept), { labels: kept, cores: before + cores });
      }
      return [...sums.values()].map(({ labels, cores }) => ({
        labels,
        unit: 'cores',
        times,
        values: times.map(() => cores),
      }));
    },
  };
}

function Page({ onMatchers }: { readonly onMatchers: (text: string) => void }) {
  const [by, setBy] = useState<string>();
  const [matchers, setMatchers] = useState<readonly Matcher[]>([]);
  const chart = useRateChart({
    profileType: CPU,
    levels: LEVELS,
    range: RANGE,
    selections: [{ matchers, title: 'Profile' }],
    grouping: {
      by,
      control: (
        <GroupByMenu
          profileType={CPU}
          matchers={matchers}
          range={RANGE}
          levels={LEVELS}
          by={by}
          onBy={setBy}
        />
      ),
      onPick: (value) => {
        const next = withValue(matchers, by!, value);
        setMatchers(next);
        onMatchers(printMatchers(next));
      },
    },
  });
  return <Timeline charts={[chart]} range={RANGE} onSelectWindow={() => {}} onZoom={() => {}} />;
}

function show() {
  const asked: SeriesQuestion[] = [];
  const matchers: string[] = [];
  const host = { profiles: sourceOf(asked) } as Host;
  render(
    <PagesRoot host={host} location={{ path: 'profile', search: '' }}>
      <Page onMatchers={(text) => matchers.push(text)} />
    </PagesRoot>,
  );
  return { asked, matchers };
}

const legend = (by: string) => screen.findByRole('toolbar', { name: `CPU time by ${by}` });
const textsOf = (element: HTMLElement) =>
  [...element.children].map((child) =>
    [...child.children].map((part) => part.textContent).join('|'),
  );
async function choose(name: RegExp) {
  await userEvent.click(screen.getByRole('button', { name: /Group by/ }));
  await userEvent.click(await screen.findByRole('menuitemradio', { name }));
}

test('grouped by unit: one question, the ten busiest, and the others as one line', async () => {
  const { asked } = show();
  await waitFor(() => expect(asked).toHaveLength(1));
  await choose(/Unit/);
  const shown = textsOf(await legend('Unit'));
  expect(asked.map(({ sumBy }) => sumBy)).toEqual([
    ['juju_application', 'juju_unit'],
    ['juju_unit'],
  ]);
  expect(shown).toHaveLength(12);
  expect(shown[0]).toBe('|shop/11|12|15.4 %');
  // 1 + 2 of 78.
  expect(shown[10]).toBe('|2 others|3|3.8 %');
  expect(shown[11]).toBe('|all 12|78|100.0 %');
});

test('a click on a value selects it, and once more selects all again', async () => {
  const { matchers } = show();
  await choose(/zone/);
  // Odd units are in a, 2 + 4 + … + 12; even ones but the first in b.
  expect(textsOf(await legend('zone'))).toEqual([
    '|a|42|53.8 %',
    '|b|35|44.9 %',
    '|(none)|1|1.3 %',
    '|all 3|78|100.0 %',
  ]);
  await userEvent.click(within(await legend('zone')).getByRole('button', { name: /none/ }));
  await waitFor(async () => expect(textsOf(await legend('zone'))).toEqual(['|(none)|1|100.0 %']));
  const alone = within(await legend('zone')).getByRole('button', { pressed: true });
  await userEvent.click(alone);
  await waitFor(async () => expect((await legend('zone')).children).toHaveLength(4));
  expect(matchers).toEqual(['{zone=""}', '{}']);
});

test('not grouped: a line for each unit and the chart’s usual legend', async () => {
  show();
  await choose(/zone/);
  await legend('zone');
  await choose(/none/);
  await waitFor(() => expect(screen.queryByRole('toolbar', { name: /CPU time by/ })).toBeNull());
  expect(await screen.findByRole('list', { name: 'CPU time: series' })).toBeTruthy();
});
