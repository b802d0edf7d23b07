import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { Against, Scan } from '#scan';
import { DEFAULT_ALIASES } from '#series';
import { SCAN } from './changes.fixture';
import { NoChange } from './NoChange';

function show(against: Against, looked: Partial<Scan['looked']>) {
  const onAgainst = vi.fn();
  const scan = { ...SCAN, findings: [], looked: { ...SCAN.looked, ...looked } };
  const question = {
    range: { start: 0, end: 1 },
    matchers: [],
    aliases: DEFAULT_ALIASES,
    against,
  };
  const elsewhere = { label: 'Last 24 hours', onClick: vi.fn() };
  render(<NoChange {...{ scan, question, onAgainst, elsewhere }} />);
  return { text: screen.getByRole('status').textContent, onAgainst, elsewhere };
}

test('nothing stored of the other day is not "nothing changed"; one click asks what can be answered', async () => {
  const { text, onAgainst } = show('yesterday', { held: 0, inDepth: 0 });
  expect(text).not.toMatch(/nothing changed/i);
  expect(text).toMatch(/^Whether anything changed is not known\./);
  await userEvent.click(screen.getByRole('button', { name: 'Hold against earlier in the range' }));
  expect(onAgainst).toHaveBeenCalledWith('previous');
});

test('where no function was tested, nothing is said of how small a change would have been seen', () => {
  expect(show('previous', { inDepth: 0, smallest: undefined }).text).not.toMatch(/undefined/);
});

test('no function was looked into: only totals are said to be as they were', () => {
  expect(show('previous', { inDepth: 0 }).text).toMatch(
    /^No total changed .* functions of no unit could be looked into\..*0 of 41 in depth/,
  );
});

test.each<[Against, RegExp, RegExp]>([
  ['previous', /yesterday or last week/, /earlier in the range/],
  ['yesterday', /last week or earlier in the range/, /against” yesterday/],
  ['week', /yesterday or earlier in the range/, /last week/],
])('against %s, what is proposed is another one', (against, proposed, own) => {
  const { text } = show(against, { held: 41 });
  expect(text).toMatch(/^Nothing changed by more than noise explains\./);
  expect(text).toMatch(proposed);
  expect(text).not.toMatch(own);
});

test('a range without profiles leads to where there may be some, and counts nothing', async () => {
  const { text, elsewhere } = show('previous', { units: 0, types: 0 });
  expect(text).toMatch(/^Nothing is profiled here in this range\./);
  expect(text).not.toMatch(/0 units/);
  await userEvent.click(screen.getByRole('button', { name: 'Last 24 hours' }));
  expect(elsewhere.onClick).toHaveBeenCalledOnce();
});
