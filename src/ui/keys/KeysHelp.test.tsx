import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { KEY_PLACES } from './key-places';
import { KeysButton, KeysHelp } from './KeysHelp';

function show(everywhere: boolean) {
  render(
    <KeysHelp everywhere={everywhere} places={['graph', 'table']}>
      <KeysButton />
      <button type="button">other</button>
      <input aria-label="text" />
      <textarea aria-label="area" />
      <select aria-label="choice" />
      <div contentEditable suppressContentEditableWarning data-testid="editable">
        words
      </div>
    </KeysHelp>,
  );
}
const dialog = () => screen.queryByRole('dialog', { name: 'Keys' });

test('the button lists the keys by place; Escape closes and the focus is back', async () => {
  show(false);
  await userEvent.click(screen.getByRole('button', { name: 'Keys' }));
  const titles = within(dialog()!).getAllByRole('heading', { level: 3 });
  const names = titles.map((title) => title.textContent);
  expect(names.slice(0, 3)).toEqual(['Flame graph', 'Table', 'Everywhere']);
  expect(names.sort()).toEqual(KEY_PLACES.map(({ title }) => title).sort());
  const marks = within(dialog()!).getByRole('region', { name: 'Annotations on the timeline' });
  expect(marks.querySelector('dl')!.textContent).toBe(
    '← →to the annotation before, afterHome Endfirst, last annotation' +
      'Enter Spacecompares before with after; of several annotations, lists them',
  );
  await userEvent.keyboard('{Escape}');
  expect(dialog()).toBeNull();
  await vi.waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Keys' })),
  );
});

test('? lists them from within the page, and nobody else hears of it', async () => {
  const others = vi.fn();
  document.addEventListener('keydown', others);
  document.addEventListener('keypress', others);
  show(false);
  screen.getByRole('button', { name: 'other' }).focus();
  await userEvent.keyboard('?');
  document.removeEventListener('keydown', others);
  document.removeEventListener('keypress', others);
  expect(dialog()).toBeTruthy();
  expect(others).not.toHaveBeenCalled();
});

test('with the focus nowhere ? is ours only where the page is all there is', async () => {
  show(false);
  await userEvent.keyboard('?');
  expect(dialog()).toBeNull();
});

test('? works with the focus nowhere where the page is all there is', async () => {
  show(true);
  expect(document.activeElement).toBe(document.body);
  await userEvent.keyboard('?');
  expect(dialog()).toBeTruthy();
});

test('typed into a field it is a letter', async () => {
  show(true);
  const fields = ['text', 'area', 'choice'].map((name) => screen.getByLabelText(name));
  for (const field of [...fields, screen.getByTestId('editable')]) {
    expect(fireEvent.keyDown(field, { key: '?' })).toBe(true);
    expect(dialog()).toBeNull();
  }
  await userEvent.type(screen.getByLabelText('text'), 'why?');
  expect(screen.getByLabelText('text')).toHaveProperty('value', 'why?');
});

test('no button where there is no list', () => {
  const { container } = render(<KeysButton />);
  expect(container.innerHTML).toBe('');
});
