import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { ChartState } from './ChartState';

const size = { widthPx: 200, heightPx: 56 };
const LONG = 'Prometheus scrapes nothing with the labels of this unit. '.repeat(5);

afterEach(() => vi.restoreAllMocks());

test('words that are longer than the chart is high are cut at a line, and whole in a tooltip by keys', async () => {
  // jsdom lays nothing out.
  vi.spyOn(Element.prototype, 'scrollHeight', 'get').mockReturnValue(140);
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(56);
  render(<ChartState title="CPU time" state={{ kind: 'empty', reason: LONG }} {...size} />);
  expect(screen.queryByRole('tooltip')).toBeNull();
  await userEvent.tab();
  expect(document.activeElement).toBe(screen.getByRole('status'));
  expect((await screen.findByRole('tooltip')).textContent).toBe(LONG);
});

test('words that fit are no stop of the keyboard', async () => {
  render(
    <ChartState title="CPU time" state={{ kind: 'empty', reason: 'Nothing here.' }} {...size} />,
  );
  await userEvent.tab();
  expect(document.activeElement).toBe(document.body);
  expect(screen.getByRole('status').textContent).toBe('Nothing here.');
});
