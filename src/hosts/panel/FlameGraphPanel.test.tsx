import { createDataFrame, FieldType, LoadingState, type DataFrame } from '@grafana/data';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { setUpCombobox } from '../../../tests/support/combobox-setup';
import { judgedProfile } from '../../../tests/support/judged-profile';
import { FlameGraphPanel } from './FlameGraphPanel';
import {
  CPU,
  diffFrame,
  foreignFrame,
  IN_USE,
  panelProps,
  profileFrame,
  sideFacts,
  type PanelQuestion,
} from './state/panel.fixture';

beforeAll(setUpCombobox);
// A whole panel in jsdom: slow where the machine is busy.
vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });
afterEach(() => vi.restoreAllMocks());

const SECOND = 1_000_000_000;
const A = profileFrame([`main;work ${30 * SECOND}`, `main;idle ${30 * SECOND}`]);
const B = profileFrame([`main;work ${90 * SECOND}`], {
  refId: 'B',
  sides: [sideFacts({ unit: 1 })],
});

function show(series: readonly DataFrame[], question: PanelQuestion = {}) {
  const { rerender, unmount } = render(<FlameGraphPanel {...panelProps(series, question)} />);
  return {
    unmount,
    again: (next: readonly DataFrame[], other: PanelQuestion = question) =>
      rerender(<FlameGraphPanel {...panelProps(next, other)} />),
  };
}

const graph = () => screen.findByRole('treegrid', { name: 'Flame graph' });
const rowNames = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .flatMap((row) => within(row).queryAllByRole('button')[0]?.textContent ?? []);
const search = () => screen.getByRole('textbox', { name: 'Search functions' });

test('a graph that is zoomed in has its map where the panel has room for it', async () => {
  const room = vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get');
  for (const [heightPx, hasMap] of [
    [400, true],
    [150, false],
  ] as const) {
    room.mockReturnValue(heightPx);
    const { unmount } = show([A]);
    (await graph()).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.querySelector('[data-minimap]')).toBeNull();
    await userEvent.keyboard('{Enter}');
    expect(document.querySelector('[data-minimap]') !== null).toBe(hasMap);
    unmount();
  }
});

test('one profile: graph, table, and what it is of', async () => {
  show([A]);
  await graph();
  expect(screen.getByText('CPU time')).toBeTruthy();
  expect(screen.getByText('{juju_unit="shop/0"}')).toBeTruthy();
  expect(screen.getByText('1 cores').title).toBe('60,000,000,000 nanoseconds ÷ 60 s');
  expect(rowNames().sort()).toEqual(['idle', 'main', 'work']);
  expect(screen.getByRole('link', { name: 'Open in Parcascope' }).getAttribute('href')).toMatch(
    /^\/a\/parcascope-console-app\/profile\?/,
  );
});

test('two frames are baseline and comparison, and can be swapped', async () => {
  const { again } = show([A, B]);
  await graph();
  expect(screen.getByText('Baseline A')).toBeTruthy();
  expect(screen.getByText('Comparison B')).toBeTruthy();
  expect(screen.getByRole('region', { name: 'Answer' }).textContent).toContain(
    'CPU time +0.5 cores',
  );
  again([A, B], { props: { height: 400 } });
  expect(screen.queryByRole('region', { name: 'Answer' })).toBeNull();
  expect(screen.getByText('+0.5 cores (+50 %)').title).toBe(
    'delta = comparison ÷ 60 s − baseline ÷ 60 s',
  );
  expect(screen.getByRole('group', { name: 'Legend' })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Swap baseline and comparison' }));
  expect(await screen.findByText('Baseline B')).toBeTruthy();
  expect(screen.getByText('−0.5 cores (−33.3 %)')).toBeTruthy();
});

test('one unit against three is compared per unit where the frames say how many they are', async () => {
  const three = profileFrame([`main;work ${180e9}`], {
    refId: 'B',
    sides: [{ ...sideFacts({ unit: 1 }), series: 3, scrapes: 18 }],
  });
  const one = profileFrame([`main;work ${60e9}`], {
    sides: [{ ...sideFacts(), series: 1 }],
  });
  const { unmount } = show([one, three], { options: { normalise: 'perUnit' } });
  const answer = await screen.findByRole('region', { name: 'Answer' });
  expect(answer.textContent).toContain('comparison ÷ 60 s ÷ 3 series − baseline ÷ 60 s ÷ 1 series');
  expect(answer.textContent).toContain('1 series against 3, each value per unit');
  expect(answer.textContent).toContain('CPU time unchanged in total');
  unmount();
  show([A, three], { options: { normalise: 'perUnit' } });
  expect((await screen.findByRole('region', { name: 'Answer' })).textContent).toContain(
    'comparison ÷ 60 s − baseline ÷ 60 s',
  );
});

test('the baseline is an option', async () => {
  show([A, B], { options: { baseline: 'B' } });
  expect(await screen.findByText('Baseline B')).toBeTruthy();
});

test('one diff frame is a comparison', async () => {
  show([diffFrame(['main;work 10', 'main;gone 1'], ['main;work 30'])], {
    options: { normalise: 'raw' },
  });
  await graph();
  expect(screen.getByText('Baseline A')).toBeTruthy();
  expect(screen.getByText('Comparison A')).toBeTruthy();
  expect(rowNames()).toContain('gone');
});

describe('a comparison whose slices were tested', () => {
  const { tree, judgement } = judgedProfile(CPU, 42);
  const sides = [0, 1].map((unit) => sideFacts({ unit, seconds: 180 }));
  const tested = profileFrame(tree, { sides, judgement });

  test('says what is more than noise, greys the rest, and shows the slices', async () => {
    const user = userEvent.setup();
    show([tested], { props: { width: 1600 } });
    await graph();
    const answer = screen.getByRole('region', { name: 'Answer' });
    expect(answer.textContent).toMatch(
      /^Caution: two differences: unit and build; .*shop\.Quote \+\d+ % \(at equal load \+\d+ to \+\d+ %\)/,
    );
    expect(answer.textContent).toMatch(/1 of \d+ functions more than noise, in 12 and 12 slices/);
    expect(rowNames()).toEqual(expect.arrayContaining(['shop.Quote']));
    expect(rowNames()).not.toContain('idle3');
    expect(screen.getByText(/within noise/, { selector: '[aria-label="Legend"] *' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show 29 within noise' }));
    expect(rowNames()).toContain('idle3');
    await user.click(screen.getByRole('button', { name: 'shop.Quote' }));
    const details = await screen.findByRole('complementary');
    expect(details.textContent).toContain('q ');
    expect(within(details).getAllByRole('img', { name: /of 12 slices$/ })).toHaveLength(2);
  });

  test('the other way round and of some stacks nothing is claimed', async () => {
    const user = userEvent.setup();
    show([tested], { props: { width: 1600 } });
    await graph();
    await user.click(screen.getByRole('button', { name: 'Swap baseline and comparison' }));
    await screen.findByText('Noise was tested the other way round only.');
    expect(screen.getByRole('region', { name: 'Answer' }).textContent).not.toContain('equal load');
    expect(rowNames()).toContain('idle3');
  });
});

test('units that cannot be compared are explained', async () => {
  show([A, profileFrame(['main 1'], { refId: 'B', type: IN_USE, unit: 'bytes' })]);
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('cannot be compared');
  expect(alert.textContent).toContain('Query A is in nanoseconds, Query B in bytes.');
  expect(screen.queryByRole('treegrid')).toBeNull();
});

test('two types of one unit are compared by their shares only', async () => {
  const allocated = 'memory:alloc_space:bytes:space:bytes';
  show([
    profileFrame(['main 10', 'a 30'], { refId: 'A', type: allocated, unit: 'bytes' }),
    profileFrame(['main 1', 'a 1'], { refId: 'B', type: IN_USE, unit: 'bytes' }),
  ]);
  const answer = await screen.findByRole('region', { name: 'Answer' });
  expect(answer.textContent).toContain('Caution: ');
  expect(answer.textContent).toContain('delta = comparison ÷ 2 B − baseline ÷ 40 B');
});

test('no data, data without a profile, and a tree that is none are three pictures', () => {
  const { again } = show([]);
  expect(screen.getByRole('status').textContent).toContain('No data');
  expect(screen.getByRole('status').textContent).toContain('choose the type Profile');
  const fields = [{ name: 'host', type: FieldType.string, values: ['a'] }];
  again([createDataFrame({ refId: 'T', fields })]);
  expect(screen.getByRole('status').textContent).toContain('Query T: fields host');
  const tree = [
    { name: 'level', type: FieldType.number, values: [0, 7] },
    { name: 'label', type: FieldType.string, values: ['total', 'main'] },
    { name: 'value', type: FieldType.number, values: [1, 1] },
  ];
  again([createDataFrame({ refId: 'W', fields: tree })]);
  expect(screen.getByRole('alert').textContent).toMatch(/Query W: .*level/);
});

test('a profile without a value says why, as its frame does', async () => {
  const empty = profileFrame([]);
  const notices = [{ severity: 'info' as const, text: 'no scrapes in this range' }];
  show([{ ...empty, meta: { ...empty.meta, notices } }]);
  const status = await screen.findByText('The profile is empty');
  expect(status.closest('[role="status"]')!.textContent).toContain('no scrapes in this range');
});

test('focus, search and selection survive a refresh, and the old picture stays until the new one is there', async () => {
  const user = userEvent.setup();
  const { again } = show([A], { props: { width: 1600 } });
  (await graph()).focus();
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  await user.click(search());
  await user.paste('work');
  const focusPath = () =>
    within(screen.getByRole('navigation', { name: 'Focus of the flame graph' }))
      .getAllByRole('listitem')
      .map((item) => item.textContent);
  const before = focusPath();
  expect(before).toHaveLength(3);
  const selected = screen.getByRole('complementary').getAttribute('aria-label');
  again([A], { data: { state: LoadingState.Loading, series: [] } });
  expect(screen.getByRole('treegrid')).toBeTruthy();
  expect(screen.getByText('1 cores')).toBeTruthy();
  again([profileFrame([`main;work ${60 * SECOND}`, `main;idle ${90 * SECOND}`])]);
  await screen.findByText('2.5 cores');
  expect(focusPath()).toEqual(before);
  expect(search()).toHaveProperty('value', 'work');
  await screen.findByText('1 function, 40 % of total');
  expect(screen.getByRole('complementary').getAttribute('aria-label')).toBe(selected);
});

test('a panel of a dashboard that is made anew has its state back', async () => {
  const first = show([A], { dashboard: 'shop' });
  await graph();
  await userEvent.click(screen.getByRole('button', { name: /Inverted/ }));
  first.unmount();
  const second = show([], { data: { state: LoadingState.NotStarted } });
  second.again([A], { dashboard: 'shop' });
  await graph();
  expect(screen.getByRole('button', { name: /Inverted/ }).getAttribute('aria-pressed')).toBe(
    'true',
  );
});

test('an option takes effect over what a viewer has changed of it', async () => {
  const { again } = show([A]);
  await graph();
  await userEvent.click(screen.getByRole('radio', { name: 'Table' }));
  expect(screen.queryByRole('treegrid')).toBeNull();
  again([A], { options: { layout: 'graph' } });
  await graph();
  expect(screen.queryByRole('table')).toBeNull();
});

test('a rate is offered only where the frames say how long they cover', async () => {
  // A Combobox draws the options that are within its height, of which jsdom knows nothing.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
  const user = userEvent.setup();
  const { again } = show([A]);
  await graph();
  const offered = async () => {
    await user.click(screen.getByRole('combobox', { name: 'Values' }));
    const texts = (await screen.findAllByRole('option')).map((one) => one.textContent);
    await user.keyboard('{Escape}');
    return texts.join(' ');
  };
  expect(await offered()).toContain('per second');
  again([foreignFrame([`main;work ${30 * SECOND}`])]);
  await waitFor(() => expect(screen.getByTitle('30,000,000,000 nanoseconds')).toBeTruthy());
  const foreign = await offered();
  expect(foreign).toContain('share of total');
  expect(foreign).not.toContain('per second');
  expect(screen.queryByRole('link', { name: 'Open in Parcascope' })).toBeNull();
});

test('a query that fails leaves the rest, and the picture of before', async () => {
  const { again } = show([A]);
  await graph();
  const errors = [{ refId: 'A', message: 'Parca: connection refused' }];
  again([], { data: { state: LoadingState.Error, errors } });
  expect(screen.getByRole('alert').textContent).toContain('Query A: Parca: connection refused');
  expect(screen.getByRole('treegrid')).toBeTruthy();
});

test('a query that fails at first is distinguished from one that brings nothing', () => {
  const errors = [{ refId: 'A', message: 'Parca: connection refused' }];
  show([], { data: { state: LoadingState.Error, errors } });
  const alert = screen.getByRole('alert');
  expect(alert.textContent).toContain('could not be loaded');
  expect(alert.textContent).toContain('connection refused');
});

test('200 px high: the controls wait behind a button, problems behind an icon', async () => {
  const user = userEvent.setup();
  show([A, B, profileFrame(['main 1'], { refId: 'C' })], { props: { width: 300, height: 200 } });
  await graph();
  expect(screen.queryByRole('toolbar')).toBeNull();
  expect(screen.queryByRole('table')).toBeNull();
  expect(screen.getByRole('button', { name: /Not shown: Query C/ })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Search and more controls' }));
  expect(screen.getByRole('toolbar')).toBeTruthy();
  await user.click(search());
  await user.paste('idle');
  await screen.findByText(/^1 function/);
  await user.click(screen.getByRole('button', { name: 'Hide controls' }));
  expect(screen.getByRole('status').textContent).toContain('“idle”: 1 function');
});

test('where there is no column for them, details open over the picture', async () => {
  const user = userEvent.setup();
  show([A], { props: { width: 300, height: 200 } });
  (await graph()).focus();
  await user.keyboard('{ArrowDown}');
  const line = within(screen.getByRole('group', { name: 'Selected: main' }));
  expect(screen.queryByRole('complementary')).toBeNull();
  await user.click(line.getByRole('button', { name: 'Show details' }));
  expect(screen.getByRole('complementary', { name: 'Details of main' })).toBeTruthy();
  await user.click(line.getByRole('button', { name: 'Hide details' }));
  await user.click(line.getByRole('button', { name: 'Clear selection' }));
  expect(screen.queryByRole('group', { name: 'Selected: main' })).toBeNull();
});

test('labels are text, whatever they hold', async () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const facts = { ...sideFacts(), selector: `${sideFacts().selector.slice(0, -1)}, x="<b>"}` };
  show([profileFrame([`__proto__;${hostile} 5`, 'constructor 1'], { sides: [facts] })]);
  await graph();
  expect(rowNames()).toEqual(expect.arrayContaining([hostile, '__proto__', 'constructor']));
  expect(document.querySelector('img')).toBeNull();
  expect(screen.getByText('{juju_unit="shop/0", x="<b>"}')).toBeTruthy();
});

test('data links of the value field are of the selected function', async () => {
  const getLinks = vi.fn(() => [
    { title: 'Source of it', href: '/source', target: '_blank' as const, origin: A.fields[0]! },
  ]);
  const fields = A.fields.map((field) =>
    field.name === 'value'
      ? { ...field, getLinks, config: { ...field.config, links: [{ title: '', url: 'x' }] } }
      : field,
  );
  show([{ ...A, fields }], { props: { width: 1600 } });
  await graph();
  await userEvent.click(screen.getByRole('button', { name: 'work' }));
  const link = await screen.findByRole('link', { name: 'Source of it' });
  expect(link.getAttribute('href')).toBe('/source');
  const label = A.fields.find((field) => field.name === 'label')!;
  const names = label.config.type!.enum!.text!;
  const row = label.values.findIndex((index: number) => names[index] === 'work');
  expect(getLinks).toHaveBeenCalledWith({ valueRowIndex: row });
});

test('series beside the profile are a strip, where it has room', async () => {
  const series = createDataFrame({
    refId: 'M',
    fields: [
      { name: 'time', type: FieldType.time, values: [1_700_000_000_000, 1_700_000_030_000] },
      { name: 'cores', type: FieldType.number, values: [1, 2], config: { unit: 'suffix:cores' } },
    ],
  });
  const onChangeTimeRange = vi.fn();
  const { again } = show([A, series], { props: { onChangeTimeRange } });
  await graph();
  const strip = within(screen.getByRole('region', { name: 'Timeline' }));
  expect(strip.getByText(/^drag: pick the time range · ⇧ drag: zoom/)).toBeTruthy();
  strip.getByRole('slider').focus();
  await userEvent.keyboard('{Home}{Enter}{End}{Enter}');
  expect(onChangeTimeRange).toHaveBeenCalledWith({
    from: 1_700_000_000_000,
    to: expect.any(Number),
  });
  again([A, series], { props: { height: 300 } });
  expect(screen.queryByRole('region', { name: 'Timeline' })).toBeNull();
});
