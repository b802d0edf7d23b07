import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { Timeline } from '../Timeline';
import type { TimelineChart, TimelineProps } from '../timeline-types';

const times = [0, 100_000, 200_000];
const lines = { 'shop/1': [1, 2, 3], 'shop/0': [0.5, 0.5, 1], '2 others': [0.25, 0, null] };

function show(cursor?: number) {
  const picked: string[] = [];
  const chart: TimelineChart = {
    id: 'rate',
    title: 'CPU time',
    unit: 'cores',
    height: 80,
    state: {
      kind: 'ready',
      series: Object.entries(lines).map(([label, values]) => ({ label, times, values })),
      warnings: [],
    },
    groups: {
      by: 'Unit',
      count: 4,
      entries: [
        { label: 'shop/1', share: 0.75, isPicked: false, onPick: () => picked.push('shop/1') },
        { label: 'shop/0', share: 0.2, isPicked: true, onPick: () => picked.push('shop/0') },
        { label: '2 others', share: 0.05, isPicked: false },
      ],
    },
  };
  const props: TimelineProps = {
    charts: [chart],
    range: { start: 0, end: 200_000 },
    onSelectWindow: vi.fn(),
    onZoom: vi.fn(),
    ...(cursor !== undefined && { cursor, onCursorChange: vi.fn() }),
  };
  render(<Timeline {...props} />);
  return { picked, legend: screen.getByRole('toolbar', { name: 'CPU time by Unit' }) };
}

test('each line has its last value and its share, and all of them their sum', () => {
  const { legend } = show();
  expect([...legend.children].map(({ textContent }) => textContent)).toEqual([
    'shop/1375.0 %',
    'shop/0120.0 %',
    '2 others05.0 %',
    'all 44100.0 %',
  ]);
});

test('under the cursor the values are those of that place', () => {
  const { legend } = show(100_000);
  expect(within(legend).getByRole('button', { name: /shop\/1/ }).textContent).toBe('shop/1275.0 %');
  expect(legend.lastElementChild!.textContent).toBe('all 42.5100.0 %');
});

test('a click and Enter pick a value; what is several values cannot be picked', async () => {
  const { picked, legend } = show();
  const buttons = within(legend).getAllByRole('button');
  expect(buttons.map((button) => button.getAttribute('aria-pressed'))).toEqual(['false', 'true']);
  await userEvent.click(buttons[0]!);
  buttons[1]!.focus();
  await userEvent.keyboard('{Enter}');
  expect(picked).toEqual(['shop/1', 'shop/0']);
});

test('one tab stop, and arrow keys from line to line', async () => {
  const { legend } = show();
  const [first, second] = within(legend).getAllByRole('button');
  expect([first!.tabIndex, second!.tabIndex]).toEqual([0, -1]);
  first!.focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(document.activeElement).toBe(second);
  expect([first!.tabIndex, second!.tabIndex]).toEqual([-1, 0]);
  await userEvent.keyboard('{ArrowRight}');
  expect(document.activeElement).toBe(second);
  await userEvent.keyboard('{Home}');
  expect(document.activeElement).toBe(first);
});
