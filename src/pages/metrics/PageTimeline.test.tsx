import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import type { TimelineChart } from '#ui';
import { PageTimeline } from './PageTimeline';
import { PageHeight } from '../shell/page-height';
import { DEFAULT_VIEW, type DisplayState } from '../state/view/view-state';

const RANGE = { start: 0, end: 60_000 };
const chart = (id: string): TimelineChart => ({
  id,
  title: id,
  unit: 'cores',
  height: 60,
  state: { kind: 'empty', reason: 'nothing' },
});
const CHARTS = [chart('CPU time'), chart('Process CPU'), chart('Goroutines')];

function open(
  metrics: DisplayState['metrics'],
  { yields = false, heightPx = 1080, widthPx = 1400 } = {},
) {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(widthPx);
  const setDisplay = vi.fn();
  const view = { ...DEFAULT_VIEW, display: { ...DEFAULT_VIEW.display, metrics } };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <PageHeight.Provider value={heightPx}>
        <PageTimeline
          control={{ view, problems: [], setView: vi.fn(), setDisplay }}
          yields={yields}
          reported={[]}
          charts={CHARTS}
          range={RANGE}
          onSelectWindow={vi.fn()}
          onZoom={vi.fn()}
        />
      </PageHeight.Provider>
    </QueryClientProvider>,
  );
  return setDisplay;
}

const shown = () =>
  CHARTS.map(({ title }) => title).filter((name) => screen.queryByRole('group', { name }));

test('metrics are folded away and back, and the link carries it', async () => {
  const setDisplay = open('auto');
  expect(shown()).toEqual(['CPU time', 'Process CPU', 'Goroutines']);
  const button = screen.getByRole('button', { name: 'Hide 2 metrics' });
  expect(button.getAttribute('aria-expanded')).toBe('true');
  await userEvent.click(button);
  expect(setDisplay).toHaveBeenCalledWith({ metrics: 'hidden' }, 'replace');
});

test('folded away, the rate of the profile stays', async () => {
  const setDisplay = open('hidden');
  expect(shown()).toEqual(['CPU time']);
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'Process CPU, mcoresnothing',
    'Goroutines, mcoresnothing',
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Show 2 metrics' }));
  expect(setDisplay).toHaveBeenCalledWith({ metrics: 'shown' }, 'replace');
});

test.each([
  { yields: true, heightPx: 900, metrics: 'auto', count: 1 },
  { yields: true, heightPx: 1000, metrics: 'auto', count: 3 },
  { yields: false, heightPx: 900, metrics: 'auto', count: 3 },
  { yields: false, heightPx: 805, metrics: 'auto', count: 1 },
  { yields: true, heightPx: 805, metrics: 'shown', count: 3 },
  { yields: false, heightPx: 805, metrics: 'shown', count: 3 },
] as const)('a page without height, unless one chose: %j', ({ metrics, count, ...where }) => {
  open(metrics, where);
  expect(shown()).toHaveLength(count);
});

test('on a low page metrics are one row, as many as it is wide, and the rest one press away', async () => {
  const setDisplay = open('auto', { heightPx: 900, widthPx: 300 });
  expect(shown()).toEqual(['CPU time', 'Process CPU']);
  await userEvent.click(screen.getByRole('button', { name: 'Show 1 more metric' }));
  expect(setDisplay).toHaveBeenCalledWith({ metrics: 'shown' }, 'replace');
});
