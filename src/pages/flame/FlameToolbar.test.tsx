import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test, vi } from 'vitest';
import { FlameToolbar } from './FlameToolbar';
import { setUpCombobox } from '../../../tests/support/combobox-setup';
import { DEFAULT_DISPLAY, type DisplayState } from '../state/view/view-state';

beforeAll(setUpCombobox);

function show(display: Partial<DisplayState> = {}, compared = false) {
  const setDisplay = vi.fn();
  const onSearch = vi.fn();
  render(
    <FlameToolbar
      display={{ ...DEFAULT_DISPLAY, ...display }}
      setDisplay={setDisplay}
      search=""
      onSearch={onSearch}
      words={{ text: '', invalid: false }}
      removed=""
      compared={compared}
    />,
  );
  return { setDisplay, onSearch };
}

test('each cut and the pivot can be taken back alone', async () => {
  const { setDisplay } = show({
    focus: 'x-y',
    pivot: { of: 'callers', functionName: 'main.work' },
    filters: [
      { kind: 'hideFrame', functionName: 'constructor' },
      { kind: 'keepStack', functionName: 'b' },
    ],
  });
  const cuts = within(screen.getByRole('group', { name: 'What is cut' }));
  await userEvent.click(cuts.getByRole('button', { name: 'Remove: hidden constructor' }));
  expect(setDisplay).toHaveBeenLastCalledWith({
    filters: [{ kind: 'keepStack', functionName: 'b' }],
    focus: undefined,
  });
  await userEvent.click(cuts.getByRole('button', { name: 'Remove: callers of main.work' }));
  expect(setDisplay).toHaveBeenLastCalledWith({ pivot: undefined, focus: undefined });
});

test('nothing cut, no row for it', () => {
  show();
  expect(screen.queryByRole('group', { name: 'What is cut' })).toBeNull();
});

test('a search is passed on as it is typed, letter for letter', async () => {
  const { onSearch } = show();
  await userEvent.click(screen.getByRole('textbox'));
  await userEvent.paste('^a\\.(b|c)$');
  expect(onSearch).toHaveBeenLastCalledWith('^a\\.(b|c)$');
});

test('a comparison has widths to choose, a profile colours', () => {
  show({}, true);
  expect(screen.getByRole('combobox', { name: 'Width' })).toBeTruthy();
  expect(screen.queryByRole('combobox', { name: 'Colour' })).toBeNull();
});

test('whether the search is a regular expression is a switch', async () => {
  const { setDisplay } = show();
  const plain = screen.getByRole('button', { name: 'Regular expression' });
  expect(plain.getAttribute('aria-pressed')).toBe('false');
  screen.getByRole('textbox', { name: 'Search functions' }).focus();
  await userEvent.tab();
  expect(document.activeElement).toBe(plain);
  await userEvent.keyboard('{Enter}');
  expect(setDisplay).toHaveBeenLastCalledWith({ regex: true }, 'replace');
});

test('the switch is seen to be on', () => {
  show({ regex: true });
  const pressed = screen.getByRole('button', { name: 'Regular expression' });
  expect(pressed.getAttribute('aria-pressed')).toBe('true');
});
