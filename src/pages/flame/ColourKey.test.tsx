import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { treeFromFolded } from '#profile';
import { DEFAULT_DISPLAY, type DisplayState } from '../state/view/view-state';
import { ColourKey } from './ColourKey';

const TREE = treeFromFolded([
  'main.main;shop/cart.Pay 50',
  'main.main;shop/cart.Pay;encoding/json.write 30',
  'runtime.gc 20',
]);

function show(display: Partial<DisplayState> = {}) {
  const [setDisplay, onMenu] = [vi.fn(), vi.fn()];
  const shown = { ...DEFAULT_DISPLAY, ...display };
  render(<ColourKey tree={TREE} display={shown} setDisplay={setDisplay} onMenu={onMenu} />);
  return { setDisplay, onMenu };
}
const entries = () =>
  within(screen.getByRole('group', { name: 'Colours' }))
    .getAllByRole('button')
    .map((one) => one.textContent!.trim());

test('packages with what they cost themselves, the most first, and whose code is own', () => {
  show();
  expect(entries()).toEqual([
    ...['shop/cart50 %', 'encoding/json30 %', 'runtime20 %'],
    'own code: main, shop',
  ]);
});

test('a click lights one alone and takes that back; a right click is the menu', async () => {
  const user = userEvent.setup();
  const { setDisplay, onMenu } = show({ lit: 'runtime' });
  const entry = (name: RegExp) => screen.getByRole('button', { name });
  expect(entry(/^runtime/).getAttribute('aria-pressed')).toBe('true');
  await user.click(entry(/^runtime/));
  expect(setDisplay).toHaveBeenLastCalledWith({ lit: undefined }, 'replace');
  await user.click(entry(/^shop/));
  expect(setDisplay).toHaveBeenLastCalledWith({ lit: 'shop/cart' }, 'replace');
  await user.pointer({ keys: '[MouseRight]', target: entry(/^encoding/) });
  expect(onMenu.mock.lastCall!.slice(0, 2)).toEqual(['encoding/json', 'package']);
});

test('own code is chosen by module', async () => {
  const user = userEvent.setup();
  const { setDisplay } = show();
  await user.click(screen.getByRole('button', { name: /^own code/ }));
  await user.click(screen.getByRole('menuitemcheckbox', { name: 'encoding' }));
  expect(setDisplay).toHaveBeenLastCalledWith({ own: ['main', 'shop', 'encoding'] });
  await user.click(screen.getByRole('button', { name: /^own code/ }));
  await user.click(screen.getByRole('menuitemcheckbox', { name: 'main' }));
  expect(setDisplay).toHaveBeenLastCalledWith({ own: ['shop'] });
  await user.click(screen.getByRole('button', { name: /^own code/ }));
  await user.click(screen.getByRole('menuitemradio', { name: /^All code/ }));
  expect(setDisplay).toHaveBeenLastCalledWith({ own: [] });
});

test('by self share the steps are said', () => {
  show({ colour: 'self' });
  expect(screen.getByRole('group', { name: 'Colours' }).textContent).toContain('from 10 %');
});
