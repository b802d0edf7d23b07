import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StrictMode, useState } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { treeFromFolded, type CallTree } from '#profile';
import { Breadcrumbs } from './Breadcrumbs';
import { colourByPackage } from './colour/colour-scheme';
import { buildDescriber } from './describe';
import { FlameGraph } from './FlameGraph';
import { pathTo } from './tree-path';

/* jsdom has no canvas: what is painted is checked in tests/e2e/flame-graph.spec.ts. */

const TREE = treeFromFolded(['a;b;c 10', 'a;d 30', 'e 10']);
const [A, B, D] = [1, 2, 4];

interface Calls {
  readonly onCommand?: (command: string, node: number) => void;
  readonly onFocus?: (node: number) => void;
  readonly onSelect?: (node: number) => void;
}

function Graph({
  tree = TREE,
  onFocus,
  onSelect,
  onCommand,
}: Calls & { readonly tree?: CallTree }) {
  const [focus, setFocus] = useState(0);
  const [selected, setSelected] = useState<number>();
  return (
    <>
      <Breadcrumbs tree={tree} focus={focus} onFocus={setFocus} />
      <FlameGraph
        tree={tree}
        widths={tree.columns[0]!.total}
        colour={colourByPackage(tree)}
        focus={focus}
        onFocus={(node) => (setFocus(node), onFocus?.(node))}
        selected={selected}
        onSelect={(node) => (setSelected(node), onSelect?.(node))}
        describe={buildDescriber(tree, { unit: 'count' })}
        label="CPU time"
        {...(onCommand && { onCommand })}
      />
    </>
  );
}

const activeItem = () => {
  const graph = screen.getByRole('treegrid', { name: 'CPU time' });
  const item = screen.getByRole('row');
  expect(graph.getAttribute('aria-activedescendant')).toBe(item.id);
  return item;
};

test('arrow keys walk over the frames, each is said with its place and its values', async () => {
  const user = userEvent.setup();
  render(<Graph />);
  await user.tab();
  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole('treegrid'));
  expect(activeItem().textContent).toBe('total, self 0 · 0 % of total, total 50 · 100 % of total');
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(activeItem().textContent).toBe('d, self 30 · 60 % of total, total 30 · 60 % of total');
  expect(activeItem().getAttribute('aria-level')).toBe('3');
  expect(activeItem().getAttribute('aria-posinset')).toBe('2');
  expect(activeItem().getAttribute('aria-setsize')).toBe('2');
  await user.keyboard('{ArrowLeft}{ArrowUp}');
  expect(activeItem().textContent).toContain('a, self 0');
});

test('Enter focuses, Escape goes back to the whole graph', async () => {
  const user = userEvent.setup();
  const [onFocus, onSelect] = [vi.fn(), vi.fn()];
  render(<Graph onFocus={onFocus} onSelect={onSelect} />);
  screen.getByRole('treegrid').focus();
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(onSelect.mock.calls).toEqual([[A], [D]]);
  expect(onFocus.mock.calls).toEqual([[D]]);
  await user.keyboard('{Escape}');
  expect(onFocus.mock.calls).toEqual([[D], [0]]);
});

test('Backspace goes out by one step that shows more', async () => {
  const user = userEvent.setup();
  const onFocus = vi.fn();
  render(<Graph tree={treeFromFolded(['a;b;c;d 10', 'a;e 30'])} onFocus={onFocus} />);
  screen.getByRole('treegrid').focus();
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowLeft}{ArrowDown}{ArrowDown}{Enter}{Backspace}');
  expect(onFocus.mock.calls).toEqual([[4], [A]]);
  await user.keyboard('{Backspace}');
  expect(onFocus.mock.lastCall).toEqual([0]);
});

test('what else can be done is a command about the frame that the keys are on', async () => {
  const user = userEvent.setup();
  const onCommand = vi.fn();
  const others = vi.fn();
  render(
    <div onKeyDown={others}>
      <Graph onCommand={onCommand} />
    </div>,
  );
  screen.getByRole('treegrid').focus();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  others.mockClear();
  await user.keyboard('/nNcihry{Shift>}{F10}{/Shift}{ContextMenu}');
  expect(onCommand.mock.calls.map(([command, node]) => `${command} ${node}`)).toEqual(
    [
      ...['search', 'nextMatch', 'previousMatch', 'sandwich', 'invert', 'hide', 'collapse', 'copy'],
      ...['menu', 'menu'],
    ].map((command) => `${command} ${D}`),
  );
  expect(others.mock.calls.map(([event]) => event.key)).toEqual(['Shift']);
  await user.keyboard('{Control>}c{/Control}');
  expect(onCommand).toHaveBeenCalledTimes(10);
});

test('keys that mean nothing here, and Escape when nothing is zoomed, are left to others', async () => {
  const user = userEvent.setup();
  const seen = vi.fn();
  render(
    <div onKeyDown={(event) => seen(event.key)}>
      <Graph />
    </div>,
  );
  screen.getByRole('treegrid').focus();
  await user.keyboard('{Escape}x{ArrowDown}');
  expect(seen.mock.calls).toEqual([['Escape'], ['x']]);
});

test('without a canvas there is nothing to wait for', () => {
  render(
    <StrictMode>
      <Graph />
    </StrictMode>,
  );
  expect(screen.getByRole('treegrid').dataset.state).toBe('idle');
});

test('a tree without a value has its root', () => {
  render(<Graph tree={treeFromFolded([])} />);
  expect(activeItem().textContent).toContain('total, self 0');
});

test('breadcrumbs lead back to each caller and to the whole graph', async () => {
  const user = userEvent.setup();
  const onFocus = vi.fn();
  const { rerender } = render(<Breadcrumbs tree={TREE} focus={B} onFocus={onFocus} />);
  const names = () => screen.getAllByRole('listitem').map((item) => item.textContent);
  expect(names()).toEqual(['total', '›a', '›b']);
  await user.click(screen.getByRole('button', { name: 'a' }));
  await user.click(screen.getByRole('button', { name: 'whole graph' }));
  expect(onFocus.mock.calls).toEqual([[A], [0]]);
  rerender(<Breadcrumbs tree={TREE} focus={0} onFocus={onFocus} />);
  expect(screen.getByRole('button', { name: 'whole graph' })).toHaveProperty('disabled', true);
});

test('a deep stack is folded in the breadcrumbs, and says how much of it', () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `f${i}`);
  const tree = treeFromFolded([`${names.join(';')} 1`]);
  const focus = tree.frame.length - 1;
  expect(pathTo(tree, focus)).toHaveLength(20_001);
  render(<Breadcrumbs tree={tree} focus={focus} onFocus={() => {}} />);
  const items = screen.getAllByRole('listitem').map((item) => item.textContent);
  expect(items).toHaveLength(6);
  expect(items[0]).toBe('total');
  expect(items[1]).toContain('… 19995 more');
  expect(items[5]).toBe('›f19999');
});

describe('20,000 callees that are narrower than a pixel', () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `main;fan;f${i} 1`);
  const tree = treeFromFolded([...lines, 'main;other 20000']);
  const FAN = 2;
  afterEach(() => vi.restoreAllMocks());

  function show(calls: Calls = {}) {
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400);
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    render(<Graph tree={tree} {...calls} />);
    return screen.getByRole('treegrid');
  }

  test('are counted where they are, and lead to their caller', () => {
    const onFocus = vi.fn();
    const graph = show({ onFocus });
    const strip = { clientX: 100, clientY: 70 };
    fireEvent.mouseMove(graph, strip);
    expect(screen.getByRole('tooltip').textContent).toBe(
      '20,000 frames narrower than a pixeltogether 50 % of the width, called by fanclick: zooms into their caller, shows more of them',
    );
    fireEvent.mouseMove(graph, { clientX: 300, clientY: 50 });
    expect(screen.getByRole('tooltip').textContent).toMatch(/^other(?!.*narrower)/);
    fireEvent.click(graph, strip);
    expect(onFocus.mock.calls).toEqual([[FAN]]);
    fireEvent.mouseMove(graph, strip);
    expect(screen.getByRole('tooltip').textContent).toContain('one by one: in the table');
  });

  test('are said of their caller, for who cannot see them', async () => {
    const graph = show();
    graph.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(activeItem().textContent).toContain(
      'fan, self 0 · 0 % of total, total 20 K · 50 % of total, callees 20,000 frames narrower than a pixel, 50 %',
    );
  });
});
