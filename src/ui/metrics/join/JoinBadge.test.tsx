import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { JoinBadgeProps } from './join-labels';
import { JoinBadge } from './JoinBadge';

const MATCHERS = '{juju_unit="shop/0"}';

function show(more: Partial<JoinBadgeProps> = {}) {
  const onOverride = vi.fn<JoinBadgeProps['onOverride']>();
  const props: JoinBadgeProps = {
    label: 'by unit',
    certainty: 'same',
    explanation: 'Both carry the same Juju labels.',
    matchers: MATCHERS,
    found: { state: 'found', message: 'Prometheus scrapes one endpoint: shop.', count: 1 },
    override: '',
    onOverride,
    ...more,
  };
  render(<JoinBadge {...props} />);
  return { onOverride };
}
const badge = () => screen.getByRole('button', { name: /^Metrics: / });
const field = () => screen.findByRole('textbox', { name: 'Use other matchers' });

test('it says how the metrics are joined and how many endpoints there are', () => {
  show();
  expect(badge().textContent).toBe('by unit · 1 endpoint');
  expect(badge().getAttribute('aria-label')).toBe(
    'Metrics: by unit. Sure: the same as the profile. 1 endpoint',
  );
});

const counts: readonly [string, Partial<JoinBadgeProps>][] = [
  ['by unit · …', { found: { state: 'loading' } }],
  ['by unit · not checked', { found: { state: 'failed', message: 'refused' } }],
  ['by unit · 3 endpoints', { found: { state: 'found', message: 'Three.', count: 3 } }],
  ['by unit · 0 endpoints', { found: { state: 'found', message: 'None.', count: 0 } }],
  ['no metrics', { label: 'no metrics', certainty: 'none', matchers: '' }],
];
test.each(counts)('%s', (text, props) => {
  show(props);
  expect(badge().textContent).toBe(text);
});

test('where nothing is found it does not say that it is sure', () => {
  show({ found: { state: 'found', message: 'None.', count: 0 } });
  expect(badge().getAttribute('aria-label')).toBe('Metrics: by unit. Nothing found. 0 endpoints');
});

test('a guess never reads or looks as a fact', () => {
  const looks = (['same', 'wider', 'unsure', 'user', 'none'] as const).map((certainty) => {
    const { container, unmount } = render(
      <JoinBadge
        {...{ certainty, label: 'x', explanation: '', matchers: MATCHERS, override: '' }}
        found={{ state: 'found', message: '', count: 1 }}
        onOverride={() => undefined}
      />,
    );
    const button = container.querySelector('button')!;
    const look = [button.className, button.getAttribute('aria-label')];
    unmount();
    return look;
  });
  const [same, , unsure] = looks;
  expect(unsure![0]).not.toBe(same![0]);
  expect(new Set(looks.map(([, name]) => name)).size).toBe(5);
  expect(unsure![1]).toContain('Not sure');
});

test('its text is in its name and title too, for where only its icon is seen', () => {
  show();
  expect(badge().getAttribute('aria-label')).toContain('by unit');
  expect(badge().title).toBe('by unit · 1 endpoint');
});

test('pressed, it explains itself; Escape closes it and the focus is back', async () => {
  show();
  badge().focus();
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByText('Both carry the same Juju labels.')).toBeTruthy();
  expect(screen.getByText(MATCHERS)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Copy matchers' })).toBeTruthy();
  expect(screen.getByText('Prometheus scrapes one endpoint: shop.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Back to automatic' })).toBeNull();
  await userEvent.click(await field());
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByText(MATCHERS)).toBeNull();
  await vi.waitFor(() => expect(document.activeElement).toBe(badge()));
});

test('a failed count says the fact', async () => {
  show({ found: { state: 'failed', message: 'Prometheus: <b>refused</b>' } });
  await userEvent.click(badge());
  expect(
    await screen.findByText('Could not ask Prometheus what it has: Prometheus: <b>refused</b>'),
  ).toBeTruthy();
});

test('other matchers: Enter applies and closes; the focus is back', async () => {
  const { onOverride } = show();
  await userEvent.click(badge());
  const input = await field();
  await userEvent.clear(input);
  await userEvent.type(input, '{{juju_application="shop"} {Enter}');
  expect(onOverride.mock.calls).toEqual([['{juju_application="shop"}']]);
  expect(screen.queryByRole('textbox')).toBeNull();
  await vi.waitFor(() => expect(document.activeElement).toBe(badge()));
});

test('what cannot be read stays, with the reason under it until it is changed', async () => {
  const { onOverride } = show();
  onOverride.mockReturnValue('A matcher ends too early.');
  await userEvent.click(badge());
  const input = await field();
  await userEvent.type(input, 'x{Enter}');
  const problem = await screen.findByText('A matcher ends too early.');
  expect(problem.closest('[role=alert]')).toBeTruthy();
  expect(input).toHaveProperty('value', `${MATCHERS}x`);
  await userEvent.type(input, '{Backspace}');
  expect(screen.queryByText('A matcher ends too early.')).toBeNull();
});

test('back to the automatic matchers', async () => {
  const override = '{job="mine"}';
  const { onOverride } = show({ label: 'your matchers', certainty: 'user', override });
  await userEvent.click(badge());
  expect(await field()).toHaveProperty('value', override);
  await userEvent.click(screen.getByRole('button', { name: 'Back to automatic' }));
  expect(onOverride.mock.calls).toEqual([['']]);
  expect(screen.queryByRole('textbox')).toBeNull();
});

test('a wider join is offered where nothing was found, and only there', async () => {
  const onUse = vi.fn();
  const wider = { label: 'by application', onUse };
  show({ wider, found: { state: 'found', message: 'No metrics for this unit.', count: 0 } });
  await userEvent.click(badge());
  await userEvent.click(await screen.findByRole('button', { name: 'Try metrics by application' }));
  expect(onUse).toHaveBeenCalledTimes(1);
  expect(screen.queryByRole('button', { name: 'Try metrics by application' })).toBeNull();
});

test('of sides that differ each is read, and the field does not hold both', async () => {
  show({ matchers: '{a="1"}\n{a="2"}', explanation: 'Baseline: one.\nComparison: two.' });
  await userEvent.click(badge());
  expect(await field()).toHaveProperty('value', '');
  expect(screen.getByText(/Comparison: two/).textContent).toBe('Baseline: one.\nComparison: two.');
});

test('no wider join where something was found', async () => {
  show({ wider: { label: 'by model', onUse: vi.fn() } });
  await userEvent.click(badge());
  await field();
  expect(screen.queryByRole('button', { name: /^Try metrics/ })).toBeNull();
});
