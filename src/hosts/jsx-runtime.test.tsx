import { render, screen } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as own from './jsx-runtime';
import * as reacts from 'react/jsx-runtime';

/* Called as compiled JSX calls it; React's own runtime is the judge. */

let complaints: string[];
beforeEach(() => {
  complaints = [];
  vi.spyOn(console, 'error').mockImplementation((...words) => void complaints.push(words.join()));
});
afterEach(() => void vi.restoreAllMocks());

const Box = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) =>
  createElement('section', { title }, children);

/** `<><Box title="a">one</Box><Box title="b" key="k"><i>1</i><i>2</i></Box>{false}</>` */
const page = ({ jsx, jsxs, Fragment }: Pick<typeof own, 'jsx' | 'jsxs' | 'Fragment'>) => {
  const italics = [jsx('i', { children: 1 }), jsx('i', { children: 2 })];
  const boxes = [
    jsx(Box, { title: 'a', children: 'one' } as object),
    jsxs(Box, { title: 'b', children: italics } as object, 'k'),
    false,
  ];
  return jsxs(Fragment, { children: boxes });
};

test('what is shown is what React’s own runtime shows, without complaints', () => {
  const { container, unmount } = render(page(own));
  const shown = container.innerHTML;
  unmount();
  expect(shown).toBe(
    '<section title="a">one</section><section title="b"><i>1</i><i>2</i></section>',
  );
  expect(render(page(reacts)).container.innerHTML).toBe(shown);
  expect(complaints).toEqual([]);
});

test('a key is the element’s and no property', () => {
  const element = own.jsx('p', { children: 'x' }, 7);
  expect(element.key).toBe('7');
  expect(element.props).toEqual({ children: 'x' });
  expect(own.jsxs('p', { children: ['x', 'y'] }, 'k').key).toBe('k');
  expect(own.jsx('p', {}).key).toBeNull();
});

test('a list without keys is still complained about', () => {
  const items = ['a', 'b'].map((text) => own.jsx('li', { children: text }));
  render(own.jsx('ul', { children: items }));
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
  expect(complaints.join()).toContain('unique "key" prop');
});

test('the development form tells listed children from a list', () => {
  const items = () => ['a', 'b'].map((text) => own.jsxDEV('li', { children: text }));
  render(own.jsxDEV('ul', { children: items() }, undefined, true));
  expect(complaints).toEqual([]);
  render(own.jsxDEV('ol', { children: items() }, 'k', false));
  expect(complaints.join()).toContain('unique "key" prop');
});
