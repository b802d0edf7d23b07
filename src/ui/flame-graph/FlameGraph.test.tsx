import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StrictMode, useState } from 'react';
import { expect, test, vi } from 'vitest';
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
  readonly onFocus?: (node: number) => void;
  readonly onSelect?: (node: number) => void;
}

function Graph({ tree = TREE, onFocus, onSelect }: Calls & { readonly tree?: CallTree }) {
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
        describe={buildDescriber(tree, 'count')}
        label="CPU time"
      />
    </>
  );
}

const activeItem = () => {
  const graph = screen.getByRole('tree', { name: 'CPU time' });
  const item = screen.getByRole('treeitem');
  expect(graph.getAttribute('aria-activedescendant')).toBe(item.id);
  return item;
};

test('arrow keys walk over the frames, each is said with its place and its values', async () => {
  const user = userEvent.setup();
  render(<Graph />);
  await user.tab();
  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole('tree'));
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
  screen.getByRole('tree').focus();
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(onSelect.mock.calls).toEqual([[A], [D]]);
  expect(onFocus.mock.calls).toEqual([[D]]);
  await user.keyboard('{Escape}');
  expect(onFocus.mock.calls).toEqual([[D], [0]]);
});

test('keys that mean nothing here, and Escape when nothing is zoomed, are left to others', async () => {
  const user = userEvent.setup();
  const seen = vi.fn();
  render(
    <div onKeyDown={(event) => seen(event.key)}>
      <Graph />
    </div>,
  );
  screen.getByRole('tree').focus();
  await user.keyboard('{Escape}x{ArrowDown}');
  expect(seen.mock.calls).toEqual([['Escape'], ['x']]);
});

test('without a canvas there is nothing to wait for', () => {
  render(
    <StrictMode>
      <Graph />
    </StrictMode>,
  );
  expect(screen.getByRole('tree').dataset.state).toBe('idle');
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
