import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FloatingCard, type PointerPlace } from './FloatingCard';

const WINDOW = { width: 1000, height: 600 };
const CARD = { width: 300, height: 120 };

beforeEach(() => {
  vi.spyOn(document.documentElement, 'clientWidth', 'get').mockReturnValue(WINDOW.width);
  vi.spyOn(document.documentElement, 'clientHeight', 'get').mockReturnValue(WINDOW.height);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(CARD.width);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(CARD.height);
});
afterEach(() => vi.restoreAllMocks());

const card = () => screen.queryByRole('tooltip');
/** Left and top of the card once it is placed. */
async function placed(): Promise<[number, number]> {
  await act(async () => {});
  const [, x, y] = /translate\((\S+)px, (\S+)px\)/.exec(card()!.style.transform)!;
  return [Number(x), Number(y)];
}

test('beside the pointer: below and to the right, on the other sides at the edges', async () => {
  const at = (x: number, y: number) => <FloatingCard anchor={{ x, y }}>facts</FloatingCard>;
  const { rerender } = render(at(100, 100));
  expect(await placed()).toEqual([114, 114]);
  rerender(at(900, 100));
  expect(await placed()).toEqual([900 - 14 - CARD.width, 114]);
  rerender(at(900, 550));
  expect(await placed()).toEqual([900 - 14 - CARD.width, 550 - 14 - CARD.height]);
});

test('wherever the pointer is, the card is in the window and not under it', async () => {
  const place = fc.record({
    x: fc.integer({ min: 0, max: 999 }),
    y: fc.integer({ min: 0, max: 599 }),
  });
  const { rerender } = render(<FloatingCard anchor={{ x: 0, y: 0 }}>facts</FloatingCard>);
  await fc.assert(
    fc.asyncProperty(place, async (anchor: PointerPlace) => {
      rerender(<FloatingCard anchor={anchor}>facts</FloatingCard>);
      const [left, top] = await placed();
      expect(left).toBeGreaterThanOrEqual(0);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(left + CARD.width).toBeLessThanOrEqual(WINDOW.width);
      expect(top + CARD.height).toBeLessThanOrEqual(WINDOW.height);
      const over =
        left <= anchor.x &&
        anchor.x <= left + CARD.width &&
        top <= anchor.y &&
        anchor.y <= top + CARD.height;
      expect(over).toBe(false);
    }),
    { numRuns: 60 },
  );
}, 30_000);

test('under an element, with its right edge', async () => {
  const cell = document.createElement('div');
  cell.getBoundingClientRect = () => new DOMRect(500, 40, 80, 26);
  render(
    <FloatingCard anchor={cell} placement="bottom-end" gapPx={2}>
      formula
    </FloatingCard>,
  );
  expect(await placed()).toEqual([580 - CARD.width, 68]);
});

test('Escape closes it and goes on to what lies below; the next thing has one again', async () => {
  const user = userEvent.setup();
  const onKeyDown = vi.fn();
  const of = (key: string) => (
    <button onKeyDown={onKeyDown}>
      graph
      <FloatingCard key={key} anchor={{ x: 1, y: 1 }}>
        {key}
      </FloatingCard>
    </button>
  );
  const { rerender } = render(of('serve'));
  await placed();
  await user.tab();
  await user.keyboard('{Escape}');
  expect(card()).toBeNull();
  expect(onKeyDown).toHaveBeenCalledTimes(1);
  rerender(of('serve'));
  expect(card()).toBeNull();
  rerender(of('encode'));
  expect(card()!.textContent).toBe('encode');
});
