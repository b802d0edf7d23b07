import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Annotation } from '#targets';
import { GUTTER_PX, RIGHT_PX } from '../plot/time-scale';
import { Timeline } from '../Timeline';
import type { TimelineChart, TimelineProps } from '../timeline-types';

const START = Date.parse('2026-11-21T00:00:00Z');
/** 1000 s over 1000 px: a pixel is a second. */
const range = { start: START, end: START + 1_000_000 };
const at = (seconds: number) => START + seconds * 1000;
const times = Array.from({ length: 11 }, (_, i) => at(i * 100));

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(
    GUTTER_PX + 1000 + RIGHT_PX,
  );
  return () => vi.restoreAllMocks();
});

const chart = (id: string): TimelineChart => ({
  id,
  title: `Chart ${id}`,
  unit: 'cores',
  height: 100,
  state: {
    kind: 'ready',
    series: [{ label: 'shop/1', times, values: times.map((_, i) => i) }],
    warnings: [],
  },
});
const annotation = (seconds: number, more: Partial<Annotation> = {}): Annotation => ({
  ...{ time: at(seconds), kind: 'restart', text: 'shop/1 restarted', labels: {} },
  ...more,
});
const deploy = annotation(400, { kind: 'deploy', text: 'shop/1: build aa became bb' });
const alert = annotation(600, {
  kind: 'alert',
  end: at(700),
  text: 'Slow (page) fired for shop/1',
});
const annotations = [annotation(200), deploy, alert];

function show(more: Partial<TimelineProps> = {}) {
  const calls = {
    onSelectWindow: vi.fn(),
    onZoom: vi.fn(),
    onZoomOut: vi.fn(),
    onPickTime: vi.fn(),
    onPickAnnotation: vi.fn(),
  };
  const charts = [chart('a'), chart('b')];
  render(<Timeline {...{ charts, range, annotations, timeZone: 'utc' }} {...calls} {...more} />);
  return calls;
}
const lane = () => screen.getByRole('toolbar');
const glyphs = () => within(lane()).getAllByRole('button');
const namesOf = (elements: readonly HTMLElement[]) =>
  elements.map((element) => element.getAttribute('aria-label'));
const pointer = (type: string, target: Element | Window, init: MouseEventInit) =>
  fireEvent(target, new MouseEvent(`pointer${type}`, { bubbles: true, ...init }));

test('the lane says in words what happened, and when in the zone', () => {
  show({ timeZone: 'Asia/Kathmandu' });
  expect(lane().getAttribute('aria-label')).toBe('Annotations: 1 alert, 1 deploy, 1 restart');
  expect(namesOf(glyphs())).toEqual([
    'restart: shop/1 restarted, Nov 21, 05:48:20',
    'deploy: shop/1: build aa became bb, Nov 21, 05:51:40',
    'alert: Slow (page) fired for shop/1, Nov 21, 05:55:00 to 05:56:40 · 1 min 40 s',
  ]);
  expect(glyphs().map((glyph) => glyph.textContent)).toEqual(['restart', 'deploy', 'alert']);
});

test('a line through every chart, glyphs on the first one', () => {
  show();
  expect(document.querySelectorAll('[data-annotation-line="deploy"]')).toHaveLength(2);
  expect(screen.getAllByRole('toolbar')).toHaveLength(1);
  expect(document.querySelectorAll('[data-annotation-bar]')).toHaveLength(1);
});

test('no lane without annotations to come, an empty one while there are none in the range', () => {
  const { rerender } = render(
    <Timeline charts={[chart('a')]} range={range} onSelectWindow={vi.fn()} onZoom={vi.fn()} />,
  );
  expect(screen.queryByTestId('annotation-lane')).toBeNull();
  rerender(
    <Timeline
      charts={[chart('a')]}
      range={range}
      annotations={[annotation(-5), annotation(1001)]}
      onSelectWindow={vi.fn()}
      onZoom={vi.fn()}
    />,
  );
  expect(screen.getByTestId('annotation-lane')).toBeTruthy();
  expect(screen.queryByRole('toolbar')).toBeNull();
});

test('a click on a glyph picks its annotation and no scrape', async () => {
  const { onPickAnnotation, onPickTime, onSelectWindow } = show();
  await userEvent.click(glyphs()[1]!);
  expect(onPickAnnotation.mock.calls).toEqual([[deploy]]);
  expect(onPickTime).not.toHaveBeenCalled();
  expect(onSelectWindow).not.toHaveBeenCalled();
});

test('a drag that starts on the lane or on a glyph selects, and picks no annotation', () => {
  const { onPickAnnotation, onPickTime, onSelectWindow, onZoom } = show();
  for (const from of [screen.getByTestId('annotation-lane'), glyphs()[1]!]) {
    pointer('down', from, { clientX: 400, button: 0 });
    pointer('move', window, { clientX: 500 });
    pointer('up', window, { clientX: 500 });
    expect(onSelectWindow).toHaveBeenLastCalledWith({ start: at(400), end: at(500) }, 'window');
  }
  expect(onSelectWindow).toHaveBeenCalledTimes(2);
  pointer('down', glyphs()[1]!, { clientX: 400, button: 0, shiftKey: true });
  pointer('move', window, { clientX: 500 });
  pointer('up', window, { clientX: 500 });
  expect(onZoom).toHaveBeenCalledWith({ start: at(400), end: at(500) });
  expect(onPickAnnotation).not.toHaveBeenCalled();
  expect(onPickTime).not.toHaveBeenCalled();
});

test('a click on the lane beside the glyphs picks the moment, as on the plot', () => {
  const { onPickTime } = show();
  pointer('down', screen.getByTestId('annotation-lane'), { clientX: 300, button: 0 });
  pointer('up', window, { clientX: 300 });
  expect(onPickTime).toHaveBeenCalledWith(at(300), 'window', 'a');
});

test('hovering says words, time and what a click does', async () => {
  show();
  await userEvent.hover(glyphs()[1]!);
  expect(screen.getByRole('tooltip').textContent).toBe(
    'deploy: shop/1: build aa became bbNov 21, 00:06:40click: compare before with after',
  );
  await userEvent.unhover(glyphs()[1]!);
  expect(screen.queryByRole('tooltip')).toBeNull();
});

test('annotations that nothing is done with only tell', async () => {
  show({ onPickAnnotation: undefined });
  await userEvent.hover(glyphs()[1]!);
  expect(screen.getByRole('tooltip').textContent).not.toContain('click');
});

test('by keys: one tab stop, arrows from glyph to glyph, Enter picks; the cursor goes along', async () => {
  const { onPickAnnotation } = show();
  await userEvent.tab();
  await userEvent.tab();
  expect(document.activeElement).toBe(glyphs()[0]);
  await userEvent.keyboard('{ArrowRight}');
  expect(document.activeElement).toBe(glyphs()[1]);
  expect(screen.getByRole('tooltip').id).toBe(glyphs()[1]!.getAttribute('aria-describedby'));
  expect(screen.getAllByTestId('cursor')[0]!.textContent).toBe('00:06:40');
  await userEvent.keyboard('{Enter}');
  expect(onPickAnnotation.mock.calls).toEqual([[deploy]]);
  await userEvent.keyboard('{End} ');
  expect(onPickAnnotation).toHaveBeenLastCalledWith(alert);
  await userEvent.tab();
  expect(lane().contains(document.activeElement)).toBe(false);
  expect(screen.queryByTestId('cursor')).toBeNull();
});

test('annotations that are close share a glyph with their number, and each can be picked', async () => {
  const close = [annotation(500), annotation(505, { text: 'shop/2 restarted' }), deploy, alert];
  const { onPickAnnotation, onPickTime } = show({ annotations: close });
  const group = screen.getByRole('button', { name: '2 restarts' });
  expect(group.textContent).toBe('2restarts');
  await userEvent.hover(group);
  expect(screen.getByRole('tooltip').textContent).toContain('shop/2 restarted');
  await userEvent.click(group);
  const menu = await screen.findByRole('menu', { name: '2 restarts' });
  expect(screen.queryByRole('tooltip')).toBeNull();
  await userEvent.click(within(menu).getByRole('menuitem', { name: /shop\/2 restarted/ }));
  expect(onPickAnnotation.mock.calls).toEqual([[close[1]]]);
  expect(onPickTime).not.toHaveBeenCalled();
});

test('the annotations of a shared glyph by keys', async () => {
  const close = [annotation(500), annotation(505, { text: 'shop/2 restarted' })];
  const { onPickAnnotation } = show({ annotations: close });
  screen.getByRole('button', { name: '2 restarts' }).focus();
  await userEvent.keyboard('{Enter}');
  await screen.findByRole('menu');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(onPickAnnotation.mock.calls).toEqual([[close[1]]]);
});

test('hostile words are text', async () => {
  show({ annotations: [annotation(500, { text: '<img src=x onerror=1>' })] });
  await userEvent.hover(glyphs()[0]!);
  expect(screen.getByText('restart: <img src=x onerror=1>')).toBeTruthy();
  expect(document.querySelector('img')).toBeNull();
});

test('hundreds of annotations stay few glyphs', () => {
  show({ annotations: Array.from({ length: 500 }, (_, i) => annotation(100 + i / 10)) });
  // Fifty seconds are fifty pixels: three glyphs of 18.
  expect(document.querySelectorAll('[data-annotation]')).toHaveLength(3);
  expect(lane().getAttribute('aria-label')).toBe('Annotations: 500 restarts');
});

test('what began before the chart says since when; what has no before is not compared', async () => {
  const onPickAnnotation = vi.fn();
  const early = annotation(-600, { kind: 'alert', end: at(500), text: 'Slow fired for shop/1' });
  const reason = 'nothing is known of before';
  const view = render(
    <Timeline
      {...{ charts: [chart('a')], range, timeZone: 'utc', onPickAnnotation }}
      annotations={[early]}
      onSelectWindow={vi.fn()}
      onZoom={vi.fn()}
    />,
  );
  const glyph = () => screen.getByRole('button', { name: /^alert: Slow fired for shop\/1/ });
  expect(glyph().textContent).toBe('alert since Nov 20, 23:50');
  glyph().focus();
  await userEvent.keyboard('{Enter}');
  expect(onPickAnnotation).toHaveBeenCalledTimes(1);
  view.rerender(
    <Timeline
      {...{ charts: [chart('a')], range, timeZone: 'utc', onPickAnnotation }}
      annotations={[{ ...early, incomparable: reason }]}
      onSelectWindow={vi.fn()}
      onZoom={vi.fn()}
    />,
  );
  expect(glyph().textContent).toBe('alert since Nov 20, 23:50 or earlier');
  await userEvent.keyboard('{Enter}');
  expect(onPickAnnotation).toHaveBeenCalledTimes(1);
  expect(screen.getByText(reason)).toBeTruthy();
});
