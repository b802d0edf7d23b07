import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { OneLine } from './OneLine';

afterEach(() => vi.restoreAllMocks());

const WORDS = ['previous period', 'biggest change', 'a file', 'siblings'];

/** jsdom lays nothing out: from `first` on they are in the second line. */
function show(first: number) {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(24);
  vi.spyOn(HTMLElement.prototype, 'offsetTop', 'get').mockImplementation(function (
    this: HTMLElement,
  ) {
    return WORDS.indexOf(this.textContent ?? '') >= first ? 40 : 2;
  });
  render(
    <OneLine>
      {WORDS.map((words) => (
        <button key={words}>{words}</button>
      ))}
    </OneLine>,
  );
}

test('what has no room in the line is counted, and a press shows it', async () => {
  show(2);
  const more = screen.getByRole('button', { name: '2 more …' });
  expect(more.getAttribute('aria-expanded')).toBe('false');
  await userEvent.click(more);
  const fewer = screen.getByRole('button', { name: 'Fewer' });
  expect(fewer.getAttribute('aria-expanded')).toBe('true');
});

test('a line that has room for all has no button of its own', () => {
  show(WORDS.length);
  expect(screen.getAllByRole('button').map((one) => one.textContent)).toEqual(WORDS);
});
