import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { PaneDivider } from './PaneDivider';

function Panes() {
  const [share, setShare] = useState(48);
  return (
    <div>
      <PaneDivider share={share} onShare={setShare} />
    </div>
  );
}

const share = () => screen.getByRole('separator').getAttribute('aria-valuenow');

test('is moved by keys, within bounds', async () => {
  const user = userEvent.setup();
  render(<Panes />);
  await user.tab();
  await user.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}');
  expect(share()).toBe('52');
  await user.keyboard('{Home}');
  expect(share()).toBe('20');
  await user.keyboard('{End}');
  expect(share()).toBe('80');
});

test('is dragged to where the pointer is, and left there', () => {
  HTMLElement.prototype.setPointerCapture = vi.fn();
  render(<Panes />);
  const divider = screen.getByRole('separator');
  divider.parentElement!.getBoundingClientRect = () => new DOMRect(100, 0, 1000, 10);
  // The test's DOM has no pointer events, but passes on a mouse's.
  const at = (clientX: number) =>
    fireEvent(divider, new MouseEvent('pointermove', { bubbles: true, clientX }));
  at(900);
  expect(share()).toBe('48');
  fireEvent.pointerDown(divider);
  at(400);
  fireEvent.pointerUp(divider);
  at(700);
  expect(share()).toBe('30');
});
