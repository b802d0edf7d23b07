import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { ChartHeader } from './ChartHeader';
import { JoinBadge } from '../join/JoinBadge';
import type { TimelineChart } from '../timeline-types';

afterEach(() => vi.restoreAllMocks());

const badge = (
  <JoinBadge
    {...{ label: 'by unit', certainty: 'same', explanation: '', matchers: '{a="b"}', override: '' }}
    found={{ state: 'found', message: '', count: 1 }}
    onOverride={() => undefined}
  />
);
const chart: TimelineChart = {
  ...{ id: 'cpu', title: 'Process CPU', unit: 'cores', height: 56, badge },
  remark: 'profiler sees 93 % of it',
  remarkShort: '93 % seen',
  remarkFormula: '93 % = 0.39 cores ÷ 0.42 cores',
  state: {
    kind: 'ready',
    series: ['a', 'b', 'c'].map((label) => ({ label, times: [1], values: [1] })),
    warnings: [],
  },
};

function show(more: Partial<TimelineChart> = {}) {
  render(
    <ChartHeader
      chart={{ ...chart, ...more }}
      looks={new Map()}
      cursor={undefined}
      explained={new Set(['a', 'b', 'c'])}
    />,
  );
}
const remark = () => screen.getByRole('button', { name: /^profiler sees 93 % of it/ });

test('the remark is explained by its formula', async () => {
  show();
  await userEvent.hover(remark());
  expect((await screen.findByRole('tooltip')).textContent).toBe(
    'profiler sees 93 % of it\n93 % = 0.39 cores ÷ 0.42 cores',
  );
});

test('what wraps out of the legend’s line is counted, and stands in a tooltip', async () => {
  // jsdom lays nothing out: the third entry is in the second line.
  vi.spyOn(HTMLElement.prototype, 'offsetTop', 'get').mockImplementation(function (
    this: HTMLElement,
  ) {
    return this.textContent === 'c1' ? 20 : 0;
  });
  show();
  await userEvent.hover(screen.getByRole('button', { name: '+1 more' }));
  const tip = await screen.findByRole('tooltip');
  expect(
    within(tip)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual(['c1']);
});

test('a legend that has room for all counts none', () => {
  show();
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'a1',
    'b1',
    'c1',
  ]);
  expect(screen.queryByRole('button', { name: /more/ })).toBeNull();
});

test('a chart without badge and remark has neither', () => {
  show({ badge: null, remark: '' });
  expect(screen.queryAllByRole('button')).toEqual([]);
});
