import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect, useState } from 'react';
import { beforeAll, expect, test } from 'vitest';
import { createMainThreadEngine, type View } from '#engine';
import { treeFromFolded } from '#profile';
import { setUpCombobox } from '../../../tests/support/combobox-setup';
import { viewOptionsOf } from '../state/view/view-options';
import { DEFAULT_DISPLAY, type DisplayState } from '../state/view/view-state';
import { FlameSection } from './FlameSection';
import { TreePane } from './panes/TreePane';

beforeAll(() => {
  setUpCombobox();
  // Each view is made anew, and the machine may have other work.
  configure({ asyncUtilTimeout: 20_000 });
});

const LINES = [
  'main.main;net/http.serve;shop/cart.Pay;encoding/json.write 40',
  'main.main;net/http.serve;shop/cart.Pay;encoding/json.value;encoding/json.write 20',
  'main.main;shop/cart.Pay;shop/cart.Pay 10',
  'runtime.gcBgMarkWorker;runtime.gcDrain 30',
];
let shown: DisplayState;

function Section({ start = {} }: { readonly start?: Partial<DisplayState> }) {
  const [display, setDisplay] = useState<DisplayState>({ ...DEFAULT_DISPLAY, ...start });
  const [engine] = useState(createMainThreadEngine);
  const [handle] = useState(() => engine.adopt(treeFromFolded(LINES)));
  const [view, setView] = useState<View>();
  const cuts = JSON.stringify(viewOptionsOf(display));
  useEffect(() => {
    let isCurrent = true;
    void engine.view([handle], JSON.parse(cuts)).then((made) => isCurrent && setView(made));
    return () => void (isCurrent = false);
  }, [engine, handle, cuts]);
  shown = display;
  if (!view) return null;
  return (
    <FlameSection
      {...view}
      engine={engine}
      display={display}
      setDisplay={(change) => setDisplay((before) => ({ ...before, ...change }))}
      unit="count"
      stale={false}
      treePane={TreePane}
    />
  );
}

async function show(start?: Partial<DisplayState>) {
  const user = userEvent.setup();
  render(<Section {...(start && { start })} />);
  const graph = await screen.findByRole('treegrid', { name: 'Flame graph' });
  return { user, graph };
}

const active = () =>
  within(screen.getByRole('treegrid', { name: 'Flame graph' })).getAllByRole('gridcell')[0]!
    .textContent;
const announced = () => document.querySelector('[data-announced]')!.textContent;
const removeButtons = () =>
  screen
    .queryAllByRole('button', { name: /^Remove: / })
    .map((one) => one.getAttribute('aria-label'));

test('keys of the graph: hide, invert, collapse, sandwich, copy', async () => {
  const { user, graph } = await show();
  graph.focus();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(active()).toBe('net/http.serve');
  await user.keyboard('y');
  await waitFor(() => expect(announced()).toBe('Copied net/http.serve'));
  expect(await navigator.clipboard.readText()).toBe('net/http.serve');
  await user.keyboard('h');
  expect(removeButtons()).toEqual(['Remove: hidden: net/http.serve']);
  await waitFor(() => expect(screen.queryByRole('button', { name: 'net/http.serve' })).toBeNull());
  expect(document.activeElement).toBe(graph);
  await user.keyboard('ri');
  expect(shown).toMatchObject({ recursion: 'collapsed', inverted: true });
  await user.keyboard('i{ArrowDown}{ArrowDown}c');
  expect(shown.pivot).toEqual({ of: 'both', functionName: 'shop/cart.Pay' });
  const [callers, callees] = await screen.findAllByRole('treegrid', { name: /^Callers$|^Flame/ });
  const total = 'total 70 · 100 % of total';
  for (const one of [callers!, callees!]) expect(one.textContent).toContain(total);
  // Of both graphs, though only the callers have main.
  expect(screen.getByRole('button', { name: /^own code/ }).textContent).toContain('main, shop');
  callers!.focus();
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(within(callers!).getAllByRole('gridcell')[0]!.textContent).toBe('main.main');
  expect(shown.selected).toBe('main.main');
  expect(shown.focus).toBeUndefined();
  callees!.focus();
  await user.keyboard('{Home}h');
  expect(announced()).toContain('This is all of the graph');
});

test('the search is one for both; n and N go from match to match, and out of a focus', async () => {
  const { user, graph } = await show();
  graph.focus();
  await user.keyboard('/');
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Search functions' }));
  await user.keyboard('json');
  await screen.findByText(/^2 functions, 60 % of total$/);
  const names = () =>
    within(screen.getByRole('table'))
      .getAllByRole('row')
      .slice(1)
      .map((row) => within(row).getAllByRole('cell')[0]!.textContent);
  expect(names()).toEqual(['encoding/json.write', 'encoding/json.value']);
  await user.click(screen.getByRole('button', { name: 'Only matches' }));
  expect(names()).toHaveLength(7);
  screen.getByRole('textbox', { name: 'Search functions' }).focus();
  await user.keyboard('{Enter}');
  await screen.findByText(/^1 of 3 · 2 functions/);
  await user.keyboard('{Escape}');
  expect(document.activeElement).toBe(graph);
  await user.keyboard('n');
  await screen.findByText(/^2 of 3 · /);
  expect(active()).toContain('json.write');
  await user.keyboard('NN');
  await screen.findByText(/^3 of 3 · /);
  await user.keyboard('{ArrowDown}{ArrowDown}{Home}{ArrowDown}{ArrowDown}{ArrowRight}{Enter}');
  expect(shown.focus).toBeDefined();
  expect(announced()).toBe('Zoomed to shop/cart.Pay, called by main.main');
  await user.keyboard('n');
  expect(shown.focus).toBeUndefined();
});

test('in a table alone steps are over its rows, in their order', async () => {
  const user = userEvent.setup();
  render(<Section start={{ layout: 'table', search: 'json' }} />);
  await screen.findByText(/^2 functions/);
  const next = screen.getByRole('button', { name: 'Next match (n)' });
  await user.click(next);
  await waitFor(() => expect(shown.selected).toBe('encoding/json.write'));
  await user.click(next);
  expect(shown.selected).toBe('encoding/json.value');
  await user.click(next);
  expect(shown.selected).toBe('encoding/json.write');
});

test('the call tree has the search, the selection, the cuts and the keys of the graph', async () => {
  const user = userEvent.setup();
  render(<Section start={{ layout: 'tree', selected: 'runtime.gcDrain' }} />);
  const tree = await screen.findByRole('treegrid', { name: 'Call tree' });
  const selected = () => within(tree).getByRole('row', { selected: true }).textContent;
  expect(selected()).toContain('runtime.gcDrain');
  within(tree).getByRole('row', { selected: true }).focus();
  await user.keyboard('/json.write{Enter}');
  await screen.findByText(/^1 of 2 · 1 function/);
  expect(selected()).toContain('encoding/json.write');
  expect(shown.selected).toBe('encoding/json.write');
  await user.keyboard('{Escape}');
  expect(document.activeElement!.closest('[role="treegrid"]')).toBe(tree);
  await user.keyboard('{Home}{ArrowRight}{Enter}');
  expect(announced()).toBe('Zoomed to main.main');
  expect(within(tree).getAllByRole('row')[1]!.textContent).toContain('main.main');
  await user.keyboard('{Escape}i');
  expect(shown).toMatchObject({ focus: undefined, inverted: true });
  const first = () => within(screen.getByRole('treegrid')).getAllByRole('row')[2]!.textContent;
  await waitFor(() => expect(first()).toContain('encoding/json.write'));
  await user.keyboard('h');
  expect(removeButtons()).toHaveLength(1);
});

test('callers and callees of one function are two call trees', async () => {
  const start = { of: 'both', functionName: 'shop/cart.Pay' } as const;
  render(<Section start={{ layout: 'tree', pivot: start }} />);
  const trees = await screen.findAllByRole('treegrid');
  expect(trees.map((tree) => tree.getAttribute('aria-label'))).toEqual(['Callers', 'Call tree']);
  // What stands at the end of a stack of callers is not what that costs itself: there is no column of self.
  const firsts = trees.map((tree) => within(tree).getAllByRole('row')[1]!.textContent);
  expect(firsts).toEqual(['total7070.00', 'total007070.00']);
});

test('the menu of a frame: everything by function or package; Escape gives the focus back', async () => {
  const { user, graph } = await show();
  graph.focus();
  await user.keyboard('{ArrowDown}{ArrowDown}{Shift>}{F10}{/Shift}');
  const menu = screen.getByRole('menu');
  const items = within(menu)
    .getAllByRole('menuitem')
    .map((item) => item.textContent);
  expect(items).toEqual([
    ...['Zoom inEnter', 'Callers and callees side by sidec', 'Callers', 'Callees', 'Over time'],
    ...['Copy namey', 'Only stacks with', 'Without stacks with', 'Hide', 'Show only'],
    ...['Start stacks at', 'Filter by expression …'],
  ]);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('menu')).toBeNull();
  expect(document.activeElement).toBe(graph);
  await user.keyboard('{ContextMenu}');
  const wanted = screen.getByRole('menuitem', { name: 'Without stacks with' });
  for (let presses = 0; document.activeElement !== wanted && presses < 20; presses++)
    await user.keyboard('{ArrowDown}');
  await user.keyboard('{ArrowRight}{ArrowDown}');
  expect(document.activeElement).toBe(
    screen.getByRole('menuitem', { name: 'Without stacks with: package net/http' }),
  );
  await user.keyboard('{Enter}');
  expect(shown.filters).toEqual([
    { kind: 'dropStack', field: 'package', pattern: 'net/http', regex: false },
  ]);
  await screen.findByText('60 (60 %) filtered out');
});

test('rows of the table have the same menu; rolled up, frames are packages', async () => {
  const { user } = await show();
  const row = () => screen.getByRole('button', { name: 'shop/cart.Pay' });
  await user.pointer({ keys: '[MouseRight]', target: row() });
  await user.click(screen.getByRole('menuitemcheckbox', { name: 'Rolled up by package' }));
  await waitFor(() => expect(screen.getByRole('button', { name: 'shop/cart' })).toBeTruthy());
  expect(shown).toMatchObject({ by: 'package', rolledUp: true });
  const graph = screen.getByRole('treegrid');
  graph.focus();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(active()).toBe('net/http');
  await user.keyboard('c');
  await screen.findByRole('treegrid', { name: 'Callers' });
  expect(active()).toBe('net/http');
  await user.keyboard('c');
  expect(shown.pivot).toBeUndefined();
});

test('the keys stay where they were when the tree is another one, and in the table', async () => {
  const { user, graph } = await show();
  graph.focus();
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(active()).toBe('encoding/json.write');
  await user.keyboard('{ArrowUp}{ArrowUp}h');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'net/http.serve' })).toBeNull());
  const row = screen.getByRole('button', { name: 'encoding/json.value' });
  row.focus();
  await user.keyboard('h');
  await waitFor(() =>
    expect(screen.queryByRole('button', { name: 'encoding/json.value' })).toBeNull(),
  );
  expect(document.activeElement!.closest('table')).toBeTruthy();
  graph.focus();
  await user.keyboard('{Home}{ArrowDown}{ArrowDown}r');
  expect(active()).toBe('shop/cart.Pay');
  await waitFor(() => expect(removeButtons()).toContain('Remove: recursion collapsed'));
  expect(active()).toBe('shop/cart.Pay');
});

test('presets say what they take, an expression is checked, and both are taken back by name', async () => {
  const { user } = await show();
  await user.click(screen.getByRole('button', { name: 'Filter' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Filter stacks and frames' }));
  const gc = await dialog.findByRole('button', {
    name: 'Add: Go, without Go’s garbage collection',
  });
  expect(gc.closest('li')!.textContent).toContain('takes 30 %');
  const own = dialog.getByRole('button', {
    name: 'Add: This program, only the application’s packages',
  });
  expect(own.closest('li')!.textContent).toContain('90 % moves to callers');
  await user.click(gc);
  expect(removeButtons()).toEqual(['Remove: without Go’s garbage collection']);
  await screen.findByText('30 (30 %) filtered out');

  await user.click(screen.getByRole('button', { name: 'Filter' }));
  const field = screen.getByRole('textbox', { name: /Regular expression/ });
  await user.click(field);
  await user.paste('json[');
  expect(screen.getByText(/missing closing \]/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Add filter' })).toHaveProperty('disabled', true);
  await user.clear(field);
  await user.paste('^encoding/json');
  const form = within(screen.getByRole('form', { name: 'Own filter' }));
  await form.findByText('85.7 % moves to callers');
  await user.click(screen.getByRole('button', { name: 'Add filter' }));
  expect(removeButtons()).toEqual([
    'Remove: without Go’s garbage collection',
    'Remove: hidden: /^encoding/json/',
  ]);
  await user.click(screen.getByRole('button', { name: 'Remove all' }));
  expect(shown.filters).toEqual([]);
});
