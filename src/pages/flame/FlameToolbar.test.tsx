import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test, vi } from 'vitest';
import { FlameToolbar } from './FlameToolbar';
import { Matches } from './search/Matches';
import { setUpCombobox } from '../../../tests/support/combobox-setup';
import { DEFAULT_DISPLAY, type DisplayState } from '../state/view/view-state';

beforeAll(setUpCombobox);

const KEEPS = { kind: 'keepStack', field: 'package', pattern: '^net', regex: true } as const;

function show(display: Partial<DisplayState> = {}, compared = false, search = '') {
  const setDisplay = vi.fn();
  const [onSearch, onStep, onLeave, onFilter] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
  const shown = { ...DEFAULT_DISPLAY, ...display };
  const searching = {
    ...{ display: shown, setDisplay, search, onSearch, onStep, onLeave },
    ...{ words: { text: '', invalid: false }, place: '3 of 12', canStep: true },
    inputRef: { current: null },
  };
  render(
    <FlameToolbar
      display={shown}
      setDisplay={setDisplay}
      searching={searching}
      matches={<Matches {...searching} />}
      onFilter={onFilter}
      removed=""
      compared={compared}
    />,
  );
  return { setDisplay, onSearch, onStep, onLeave, onFilter };
}

test('each cut and the pivot can be taken back alone', async () => {
  const { setDisplay } = show({
    focus: 'x-y',
    pivot: { of: 'callers', functionName: 'main.work' },
    filters: [
      { kind: 'hideFrame', field: 'function', pattern: 'constructor', regex: false },
      KEEPS,
    ],
    recursion: 'collapsed',
  });
  const cuts = within(screen.getByRole('group', { name: 'What is cut' }));
  await userEvent.click(cuts.getByRole('button', { name: 'Remove: hidden: constructor' }));
  expect(setDisplay).toHaveBeenLastCalledWith({
    filters: [KEEPS],
    focus: undefined,
  });
  await userEvent.click(cuts.getByRole('button', { name: 'Remove: callers of main.work' }));
  expect(setDisplay).toHaveBeenLastCalledWith({ pivot: undefined, focus: undefined });
  await userEvent.click(cuts.getByRole('button', { name: 'Remove: recursion collapsed' }));
  expect(setDisplay).toHaveBeenLastCalledWith({ recursion: 'shown', focus: undefined });
  expect(
    cuts.getByRole('button', { name: 'Remove: only stacks with package /^net/' }),
  ).toBeTruthy();
  await userEvent.click(cuts.getByRole('button', { name: 'Remove all' }));
  expect(setDisplay).toHaveBeenLastCalledWith({
    ...{ pivot: undefined, filters: [], recursion: 'shown', rolledUp: false, focus: undefined },
  });
});

test('matches are stepped through by buttons and from the field; Escape leaves it', async () => {
  const { onStep, onLeave, setDisplay } = show({}, false, 'json');
  await userEvent.click(screen.getByRole('button', { name: 'Next match (n)' }));
  await userEvent.click(screen.getByRole('button', { name: 'Previous match (N)' }));
  screen.getByRole('textbox', { name: 'Search functions' }).focus();
  await userEvent.keyboard('{Enter}{Shift>}{Enter}{/Shift}{Escape}');
  expect(onStep.mock.calls).toEqual([[1], [-1], [1], [-1]]);
  expect(onLeave).toHaveBeenCalledTimes(1);
  expect(screen.getByRole('status').textContent).toContain('3 of 12');
  await userEvent.click(screen.getByRole('button', { name: 'Only matches' }));
  expect(setDisplay).toHaveBeenLastCalledWith({ onlyMatches: false }, 'replace');
});

test('the shape of the graph is a menu of switches', async () => {
  const { setDisplay } = show({ by: 'package', rolledUp: true });
  await userEvent.click(screen.getByRole('button', { name: 'Shape' }));
  const item = (name: string) =>
    screen.getByRole('menuitemcheckbox', { name: new RegExp(`^${name}`) });
  expect(item('Rolled up by package').getAttribute('aria-checked')).toBe('true');
  await userEvent.click(item('Recursion collapsed'));
  expect(setDisplay).toHaveBeenLastCalledWith({ recursion: 'collapsed', focus: undefined });
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
