import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { GUTTER_PX, RIGHT_PX } from './plot/time-scale';
import { Timeline } from './Timeline';
import type { TimelineChart, TimelineProps } from './timeline-types';

const PLOT_PX = 1000;
const START = Date.parse('2026-11-21T00:00:00Z');
/** 1000 s over 1000 px: a pixel is a second. */
const range = { start: START, end: START + 1_000_000 };
const at = (seconds: number) => START + seconds * 1000;
const times = Array.from({ length: 11 }, (_, i) => at(i * 100));

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(
    GUTTER_PX + PLOT_PX + RIGHT_PX,
  );
  return () => vi.restoreAllMocks();
});

const cpu: TimelineChart = {
  id: 'rate',
  title: 'CPU time',
  unit: 'cores',
  height: 100,
  state: {
    kind: 'ready',
    series: [{ label: 'shop-k8s/1', times, values: [1, 1, 2, 2, null, 3, 3, 3, 3, 3, 0.5] }],
    warnings: [],
  },
};
const memory: TimelineChart = {
  id: 'memory',
  title: 'Resident memory',
  unit: 'bytes',
  height: 50,
  state: {
    kind: 'ready',
    series: [{ label: 'shop-k8s/1', times, values: times.map((_, i) => i * 1024) }],
    warnings: [],
  },
};

function show(more: Partial<TimelineProps> = {}) {
  const calls = {
    onSelectWindow: vi.fn(),
    onZoom: vi.fn(),
    onZoomOut: vi.fn(),
    onPickTime: vi.fn(),
    onClearWindow: vi.fn(),
  };
  const props = { charts: [cpu, memory], range, timeZone: 'utc', ...calls, ...more };
  const view = render(<Timeline {...props} />);
  const again = (next: Partial<TimelineProps>) => view.rerender(<Timeline {...props} {...next} />);
  return { ...calls, again };
}
/** jsdom has no pointer events with a place; React takes them by name. */
function pointer(
  name: 'down' | 'move' | 'up' | 'leave',
  target: Element | Window,
  init: MouseEventInit = {},
) {
  // React hears of leaving by what bubbles, pointerout.
  const type = name === 'leave' ? 'pointerout' : `pointer${name}`;
  fireEvent(target, new MouseEvent(type, { bubbles: true, ...init }));
}
const plot = (id: string) => screen.getByTestId(`plot-${id}`);

function drag(from: number, to: number, { id = 'rate', shiftKey = false } = {}) {
  pointer('down', plot(id), { clientX: from, button: 0, shiftKey });
  pointer('move', window, { clientX: to });
  pointer('up', window, { clientX: to });
}
const legend = (title: string) =>
  within(screen.getByRole('list', { name: `${title}: series` }))
    .getAllByRole('listitem')
    .map((entry) => entry.textContent);

test('each chart says in words what it shows', () => {
  show();
  expect(screen.getByRole('img', { name: /^CPU time/ }).getAttribute('aria-label')).toBe(
    'CPU time. shop-k8s/1: minimum 0.5 cores, maximum 3 cores, last 0.5 cores, 1 gap.',
  );
  expect(screen.getByTitle('CPU time, cores').textContent).toBe('CPU time, cores');
});

test('a drag selects a window, in either direction, in whole seconds', () => {
  const { onSelectWindow, onZoom, onPickTime } = show();
  drag(200.4, 400.2);
  expect(onSelectWindow).toHaveBeenLastCalledWith({ start: at(200), end: at(401) }, 'window');
  drag(400, 200);
  expect(onSelectWindow).toHaveBeenLastCalledWith({ start: at(200), end: at(400) }, 'window');
  drag(900, 5000);
  expect(onSelectWindow).toHaveBeenLastCalledWith({ start: at(900), end: at(1000) }, 'window');
  expect(onZoom).not.toHaveBeenCalled();
  expect(onPickTime).not.toHaveBeenCalled();
});

test('a drag moves the nearer window', async () => {
  const { onSelectWindow } = show({ windows: sides });
  drag(250, 350);
  expect(onSelectWindow).toHaveBeenLastCalledWith({ start: at(250), end: at(350) }, 'baseline');
  drag(500, 600);
  expect(onSelectWindow).toHaveBeenLastCalledWith({ start: at(500), end: at(600) }, 'comparison');
  expect(screen.getByText(/drag outside: set the nearer one/)).toBeTruthy();
  screen.getByRole('slider', { name: 'Time cursor' }).focus();
  await userEvent.keyboard('{Home}{Enter}{ArrowRight}{Enter}');
  expect(onSelectWindow).toHaveBeenLastCalledWith({ start: at(0), end: at(100) }, 'baseline');
});

test('a drag that overlaps both windows moves the one whose middle is nearer', () => {
  const { onSelectWindow } = show({ windows: sides });
  drag(150, 750);
  expect(onSelectWindow).toHaveBeenLastCalledWith({ start: at(150), end: at(750) }, 'baseline');
  drag(200, 900);
  expect(onSelectWindow).toHaveBeenLastCalledWith({ start: at(200), end: at(900) }, 'comparison');
});

test('Shift and drag zooms, Shift and click zooms out; the hint says so', () => {
  const { onSelectWindow, onZoom, onZoomOut } = show();
  drag(200, 400, { shiftKey: true });
  expect(onZoom).toHaveBeenCalledWith({ start: at(200), end: at(400) });
  drag(300, 301, { shiftKey: true });
  expect(onZoomOut).toHaveBeenCalledTimes(1);
  expect(onSelectWindow).not.toHaveBeenCalled();
  expect(screen.getByText(/⇧ drag: zoom · click: pick a scrape · ⇧ click: zoom out/)).toBeTruthy();
});

test('a click picks its moment; a drag that comes back does not', () => {
  const { onPickTime, onSelectWindow } = show();
  drag(300, 302);
  expect(onPickTime).toHaveBeenCalledWith(at(300), 'window', 'rate');
  pointer('down', plot('rate'), { clientX: 500, button: 0 });
  pointer('move', window, { clientX: 600 });
  pointer('move', window, { clientX: 500 });
  pointer('up', window, { clientX: 500 });
  expect(onPickTime).toHaveBeenCalledTimes(1);
  expect(onSelectWindow).not.toHaveBeenCalled();
});

test('another button than the first does nothing', () => {
  const { onPickTime } = show();
  pointer('down', plot('rate'), { clientX: 300, button: 2 });
  pointer('up', window, { clientX: 300 });
  expect(onPickTime).not.toHaveBeenCalled();
});

test('Escape gives a drag up and clears nothing', () => {
  const { onSelectWindow, onClearWindow } = show();
  pointer('down', plot('rate'), { clientX: 100, button: 0 });
  pointer('move', window, { clientX: 300 });
  fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
  pointer('up', window, { clientX: 300 });
  expect(onSelectWindow).not.toHaveBeenCalled();
  expect(onClearWindow).not.toHaveBeenCalled();
});

test('one cursor over all charts, with the values there; the last values without it', () => {
  show();
  expect(legend('CPU time')).toEqual(['shop-k8s/10.5']);
  expect(legend('Resident memory')).toEqual(['shop-k8s/110 KiB']);
  pointer('move', plot('memory'), { clientX: 210 });
  expect(screen.getAllByTestId('cursor')).toHaveLength(2);
  expect(legend('CPU time')).toEqual(['shop-k8s/12']);
  expect(legend('Resident memory')).toEqual(['shop-k8s/12 KiB']);
  pointer('move', plot('memory'), { clientX: 400 });
  expect(legend('CPU time')).toEqual(['shop-k8s/1–']);
  pointer('leave', plot('memory'));
  expect(screen.queryByTestId('cursor')).toBeNull();
});

test('a cursor that others share', () => {
  const onCursorChange = vi.fn();
  const { again } = show({ onCursorChange });
  pointer('move', plot('rate'), { clientX: 500 });
  expect(onCursorChange).toHaveBeenLastCalledWith(at(500));
  expect(screen.queryByTestId('cursor')).toBeNull();
  again({ onCursorChange, cursor: at(200) });
  expect(legend('CPU time')).toEqual(['shop-k8s/12']);
});

const sides: TimelineProps['windows'] = [
  { kind: 'baseline', label: 'Baseline', range: { start: at(100), end: at(200) } },
  { kind: 'comparison', label: 'Comparison', range: { start: at(700), end: at(1100) } },
];

test('names of two windows that begin at one place stand one under the other', () => {
  const topOf = (name: string) =>
    Number.parseFloat(
      within(plot('rate').parentElement!).getByText(new RegExp(`^${name} · `)).style.marginTop,
    );

  const both = (start: number) =>
    sides.map((side, k) => ({ ...side, range: { start: k ? start : at(100), end: at(900) } }));
  const { again } = show({ windows: both(at(100)) });
  expect([topOf('Baseline'), topOf('Comparison')]).toEqual([0, 14]);
  again({ windows: both(at(400)) });
  expect([topOf('Baseline'), topOf('Comparison')]).toEqual([0, 0]);
});

test('windows are named in words, and cleared one by one', async () => {
  const { onClearWindow } = show({ windows: sides });
  const list = screen.getByRole('list', { name: 'Selected windows' });
  expect(
    within(list)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual([
    'BaselineNov 21, 00:01:40 to 00:03:20 · 1 min 40 s',
    'ComparisonNov 21, 00:11:40 to 00:18:20 · 6 min 40 s',
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Clear Comparison' }));
  expect(onClearWindow).toHaveBeenCalledWith('comparison');
});

test('the edges of a window are dragged on any chart; one outside of the range has no handle', () => {
  const { onSelectWindow } = show({ windows: sides });
  const edges = [...plot('memory').querySelectorAll('[data-edge]')];
  expect(edges.map((edge) => edge.getAttribute('data-edge'))).toEqual([
    'baseline start',
    'baseline end',
    'comparison start',
  ]);
  pointer('down', edges[1]!, { clientX: 200, button: 0 });
  pointer('move', window, { clientX: 300 });
  pointer('up', window, { clientX: 300 });
  expect(onSelectWindow).toHaveBeenLastCalledWith({ start: at(100), end: at(300) }, 'baseline');
});

test('a drag inside of a window moves it, as wide as it is; a click there picks its moment', () => {
  const { onSelectWindow, onPickTime, onZoom } = show({ windows: sides });
  const inside = plot('memory').querySelector('[data-inside="baseline"]')!;
  const dragInside = (from: number, to: number, shiftKey = false) => {
    pointer('down', inside, { clientX: from, button: 0, shiftKey });
    pointer('move', window, { clientX: to });
    pointer('up', window, { clientX: to });
  };
  dragInside(150, 390.4);
  expect(onSelectWindow).toHaveBeenLastCalledWith({ start: at(340), end: at(440) }, 'baseline');
  dragInside(150, -5000);
  expect(onSelectWindow).toHaveBeenLastCalledWith({ start: at(0), end: at(100) }, 'baseline');
  dragInside(150, 151);
  expect(onPickTime).toHaveBeenCalledWith(at(150), 'baseline', 'memory');
  dragInside(150, 180, true);
  expect(onZoom).toHaveBeenCalledWith({ start: at(150), end: at(180) });
  expect(onSelectWindow).toHaveBeenCalledTimes(2);
});

test('a window that is all of the range cannot be moved: a drag sets a new one', () => {
  const { onSelectWindow } = show({ windows: [{ kind: 'window', label: 'Window', range }] });
  expect(plot('rate').querySelector('[data-inside]')).toBeNull();
  drag(200, 400);
  expect(onSelectWindow).toHaveBeenCalledWith({ start: at(200), end: at(400) }, 'window');
});

test('a window moves by keys, from point to point', async () => {
  const { onSelectWindow } = show({ windows: sides });
  const slider = screen.getByRole('slider', { name: 'Baseline, whole' });
  expect(slider.getAttribute('aria-valuetext')).toBe('Nov 21, 00:01:40 to 00:03:20');
  slider.focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(onSelectWindow).toHaveBeenLastCalledWith({ start: at(200), end: at(300) }, 'baseline');
  await userEvent.keyboard('{Home}{End}');
  expect(onSelectWindow).toHaveBeenLastCalledWith({ start: at(900), end: at(1000) }, 'baseline');
});

test('the text of a window opens what sets it', async () => {
  const { onSelectWindow } = show({ windows: sides });
  const text = screen.getByRole('button', { name: /^Nov 21, 00:01:40/ });
  text.focus();
  await userEvent.keyboard('{Enter}');
  const picker = screen.getByRole('dialog', { name: 'Baseline' });
  const from = within(picker).getByRole('textbox', { name: 'From' });
  expect(document.activeElement).toBe(from);
  await userEvent.clear(from);
  await userEvent.type(from, 'yesterday{Enter}');
  expect(within(picker).getByText(/expected a time .* got "yesterday"/)).toBeTruthy();
  expect(onSelectWindow).not.toHaveBeenCalled();
  await userEvent.clear(from);
  await userEvent.type(from, '00:02');
  await userEvent.click(within(picker).getByRole('button', { name: '5 min' }));
  await userEvent.click(within(picker).getByRole('button', { name: 'Apply' }));
  expect(onSelectWindow).toHaveBeenCalledWith({ start: at(120), end: at(420) }, 'baseline');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(text);
  await userEvent.keyboard('{Enter}');
  expect(screen.getByRole('dialog', { name: 'Baseline' })).toBeTruthy();
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(text);
  expect(onSelectWindow).toHaveBeenCalledTimes(1);
});

test('the edges move by keys, from point to point', async () => {
  const { onSelectWindow } = show({ windows: sides });
  screen.getByRole('slider', { name: 'Baseline, end' }).focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(onSelectWindow).toHaveBeenLastCalledWith({ start: at(100), end: at(300) }, 'baseline');
  await userEvent.keyboard('{ArrowLeft}');
  expect(onSelectWindow).toHaveBeenCalledTimes(1);
});

test('a window by keys alone', async () => {
  const { onSelectWindow, onPickTime } = show();
  await userEvent.tab();
  const cursor = screen.getByRole('slider', { name: 'Time cursor' });
  expect(document.activeElement).toBe(cursor);
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{Enter}');
  expect(cursor.getAttribute('aria-valuetext')).toBe('Nov 21, 00:03:20, shop-k8s/1 2 cores');
  expect(screen.getByText(/^From 00:03:20/)).toBeTruthy();
  await userEvent.keyboard('{ArrowRight}{ArrowRight} ');
  expect(onSelectWindow).toHaveBeenCalledWith({ start: at(200), end: at(400) }, 'window');
  expect(screen.getByText('Selected Nov 21, 00:03:20 to 00:06:40, 3 min 20 s')).toBeTruthy();
  await userEvent.keyboard('{Home}{Enter}{Enter}');
  expect(onPickTime).toHaveBeenCalledWith(at(0), 'window');
});

test('zoom, zoom out and clear by keys', async () => {
  const { onZoom, onZoomOut, onClearWindow } = show();
  await userEvent.tab();
  await userEvent.keyboard('{End}{Enter}{Shift>}{ArrowLeft}{/Shift}z');
  expect(onZoom).toHaveBeenCalledWith({ start: at(0), end: at(1000) });
  await userEvent.keyboard('Z');
  expect(onZoomOut).toHaveBeenCalledTimes(1);
  await userEvent.keyboard('{Enter}{Escape}');
  expect(onClearWindow).not.toHaveBeenCalled();
  await userEvent.keyboard('{Escape}');
  expect(onClearWindow).toHaveBeenCalledWith('window');
});

const series = cpu.state.kind === 'ready' ? cpu.state.series : [];

test('loading keeps the old lines and says that it loads', () => {
  show({ charts: [{ ...cpu, state: { kind: 'loading', series } }, memory] });
  const timeline = screen.getByRole('region', { name: 'Timeline' });
  expect(timeline.dataset['state']).toBe('loading');
  expect(legend('CPU time')).toEqual(['shop-k8s/10.5']);
  expect(screen.queryByText(/^Loading/)).toBeNull();
});

test('the first load, an empty chart and a failed one are told apart', () => {
  show({
    charts: [
      { ...cpu, state: { kind: 'loading' } },
      { ...memory, id: 'a', state: { kind: 'empty', reason: 'No metrics for this unit.' } },
      {
        ...memory,
        id: 'b',
        state: { kind: 'failed', message: 'Prometheus: <b>refused</b>', series },
      },
    ],
  });
  expect(screen.getByText('Loading CPU time …')).toBeTruthy();
  expect(screen.getByText('No metrics for this unit.')).toBeTruthy();
  expect(screen.getByText('Prometheus: <b>refused</b>')).toBeTruthy();
  expect(within(plot('b').parentElement!).getByRole('img').getAttribute('aria-label')).toContain(
    'Failed: Prometheus: <b>refused</b> shop-k8s/1: minimum',
  );
});

test('idle when nothing loads, with what is missing and how it was chosen', () => {
  show({
    charts: [
      { ...cpu, note: 'Same unit.', state: { kind: 'ready', series, warnings: ['store is down'] } },
    ],
  });
  expect(screen.getByRole('region', { name: 'Timeline' }).dataset['state']).toBe('idle');
  expect(screen.getByRole('button', { name: 'store is down' }).textContent).toContain('partial');
  expect(screen.getByRole('button', { name: 'Same unit.' })).toBeTruthy();
});

test('many series: those without room are counted, not dropped', () => {
  const many = Array.from({ length: 40 }, (_, i) => ({ label: `unit/${i}`, times, values: times }));
  show({ charts: [{ ...cpu, state: { kind: 'ready', series: many, warnings: [] } }] });
  const entries = legend('CPU time');
  expect(entries.length).toBeGreaterThan(3);
  expect(screen.getByRole('button', { name: `+${40 - entries.length} more` })).toBeTruthy();
});

test('hostile labels are text', () => {
  const labels = ['__proto__', 'constructor', '', '<img src=x onerror=1>'];
  const hostile = labels.map((label) => ({ label, times, values: times.map(() => 1) }));
  show({ charts: [{ ...cpu, state: { kind: 'ready', series: hostile, warnings: [] } }] });
  expect(legend('CPU time')).toEqual(labels.map((label) => `${label}1`));
});
