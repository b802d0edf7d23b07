import { render, screen } from '@testing-library/react';
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

/** jsdom lays nothing out: the legend is given what is left of the header. */
function show(widthPx: number, legendPx = widthPx, more: Partial<TimelineChart> = {}) {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(legendPx);
  render(
    <ChartHeader
      chart={{ ...chart, ...more }}
      looks={new Map()}
      cursor={undefined}
      explained={new Set(['a', 'b', 'c'])}
      widthPx={widthPx}
    />,
  );
}
const badgeText = () => screen.getByRole('button', { name: /^Metrics: by unit/ }).textContent;
const remark = () => screen.getByRole('button', { name: /^profiler sees 93 % of it/ });

test.each([
  [900, 'by unit · 1 endpoint', 'profiler sees 93 % of it'],
  [460, '', 'profiler sees 93 % of it'],
  [330, '', '93 % seen'],
  [250, '', ''],
])('%i px: what matters least gives way first, and no name is lost', (widthPx, words, seen) => {
  show(widthPx);
  expect(badgeText()).toBe(words);
  expect(remark().textContent).toBe(seen);
});

test('the remark is explained by its formula', async () => {
  show(900);
  await userEvent.hover(remark());
  expect((await screen.findByRole('tooltip')).textContent).toBe(
    'profiler sees 93 % of it\n93 % = 0.39 cores ÷ 0.42 cores',
  );
});

test.each([
  [300, ['a1', 'b1', 'c1']],
  [210, ['a1', 'b1', '+1 more']],
  [110, ['a1', '+2']],
  [80, ['3 series']],
])('a legend of %i px: what has no room is counted', (legendPx, entries) => {
  show(400, legendPx);
  const items = screen.getAllByRole('listitem').map((item) => item.textContent);
  expect(items).toEqual(entries);
});

test('a chart without badge and remark has neither', () => {
  show(900, 900, { badge: null, remark: '' });
  expect(screen.queryAllByRole('button')).toEqual([]);
});
