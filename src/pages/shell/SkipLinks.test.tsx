import { useRef } from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { SkipLinks } from './SkipLinks';

function Page(props: { readonly hasGraph: boolean; readonly isDrawn?: boolean }) {
  const main = useRef<HTMLElement>(null);
  return (
    <>
      <SkipLinks hasGraph={props.hasGraph} main={() => main.current} />
      <button>a picker</button>
      <main ref={main} tabIndex={-1}>
        <button>a chart</button>
        {props.isDrawn && <div role="treegrid" aria-label="Flame graph" tabIndex={0} />}
      </main>
    </>
  );
}

test('two stops of Tab lead past everything to the flame graph', async () => {
  const user = userEvent.setup();
  render(<Page hasGraph isDrawn />);
  await user.tab();
  await user.tab();
  expect(document.activeElement).toBe(
    screen.getByRole('button', { name: 'Skip to the flame graph' }),
  );
  await user.keyboard('{Enter}');
  expect(document.activeElement).toBe(screen.getByRole('treegrid', { name: 'Flame graph' }));
});

test('to the content, also while no graph is drawn; the next Tab is its first part', async () => {
  const user = userEvent.setup();
  const { rerender } = render(<Page hasGraph />);
  await user.click(screen.getByRole('button', { name: 'Skip to the flame graph' }));
  expect(document.activeElement).toBe(screen.getByRole('main'));
  rerender(<Page hasGraph={false} />);
  expect(screen.queryByRole('button', { name: /flame graph/ })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Skip to the content' }));
  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'a chart' }));
});
