import { useState } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Finding } from '#changes';
import { DEFAULT_ALIASES } from '#series';
import { HostContext, LocationContext, TimeZoneContext, type Host } from '../state/host';
import type { ViewControl } from '../state/view/use-view-state';
import { DEFAULT_VIEW, type ViewState } from '../state/view/view-state';
import { AT, LOAD, QUOTE, SCAN } from './changes.fixture';
import type { Dismissal, Dismissals } from '../state/dismissals';
import { FindingList } from './FindingList';
import { heldOrder } from './held-order';

const never = () => new Promise(() => undefined);
/** Of siblings and both sides nothing comes. */
const HOST = {
  profiles: { server: { name: 'Parca' }, fetchScrapes: never, fetchProfile: never },
  now: () => AT + 3_600_000,
  linkTo: ({ path, search }: { path: string; search: string }) => `http://console/${path}${search}`,
} as unknown as Host;
const CLIENT = new QueryClient();
const QUESTION = {
  range: { start: AT - 1_200_000, end: AT + 1_200_000 },
  against: 'previous' as const,
  matchers: [],
  aliases: DEFAULT_ALIASES,
};

/** The list as the page holds it. */
function Held(props: {
  readonly findings: readonly Finding[];
  readonly setView?: (view: ViewState) => void;
  readonly dismissals?: Dismissals;
}) {
  const [opened, setOpened] = useState<string>();
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const control: ViewControl = {
    view: { ...DEFAULT_VIEW, page: 'changes' },
    problems: [],
    setView: (view) => props.setView?.(view),
    setDisplay: () => undefined,
  };
  return (
    <QueryClientProvider client={CLIENT}>
      <HostContext.Provider
        value={{ ...HOST, ...(props.dismissals && { dismissals: props.dismissals }) }}
      >
        <LocationContext.Provider value={{ path: 'changes', search: '' }}>
          <TimeZoneContext.Provider value={['utc', () => undefined]}>
            <FindingList
              {...{ control, opened, dismissed }}
              stale={false}
              scan={SCAN}
              question={QUESTION}
              findings={props.findings}
              onOpen={setOpened}
              onDismiss={setDismissed}
            />
          </TimeZoneContext.Provider>
        </LocationContext.Provider>
      </HostContext.Provider>
    </QueryClientProvider>
  );
}

const names = () =>
  screen.getAllByRole('button', { expanded: false }).map(({ textContent }) => textContent);

test('what costs more stands first, what is load apart; each in a section that says so', () => {
  render(<Held findings={[LOAD, QUOTE]} />);
  expect(screen.getAllByRole('heading', { level: 2 }).map((one) => one.textContent)).toEqual([
    'Grew 1',
    'Load, not cost 1',
  ]);
  const more = within(screen.getByRole('region', { name: 'Grew' }));
  expect(more.getByText('+4.67 mcores (+41.3 %, +28 to +55 %)')).toBeTruthy();
  expect(more.getByText(/under shop\/cart\.Checkout · no event near it/)).toBeTruthy();
});

test('a row opens to its evidence and the ways on', async () => {
  const seen: ViewState[] = [];
  render(<Held findings={[QUOTE]} setView={(view) => seen.push(view)} />);
  await userEvent.click(screen.getByRole('button', { name: /shop\/pricing\.Quote/ }));
  expect(screen.getByText('did not change').nextSibling?.textContent).toBe('shop-k8s/0');
  const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
  expect(links.map((href) => new URL(href!).pathname)).toEqual([
    ...['/compare', '/compare', '/profile', '/profile'],
  ]);
  expect(links.every((href) => !new URL(href!).searchParams.has('finding'))).toBe(true);
  expect(screen.getByText('happened then').nextSibling?.textContent).toBe(
    'no restart, new build or alert near it',
  );
  expect(screen.getByText('before').nextSibling?.textContent).toBe('11.3 mcores');
  expect(screen.getByText('after').nextSibling?.textContent).toBe('16 mcores');
  expect(screen.getByText('Merging what was before and after …')).toBeTruthy();
  const mark = { name: /^change: changed at 00:24:00 ± 10 s/ };
  expect(await screen.findByRole('button', mark)).toBeTruthy();
  expect(screen.getAllByText(/shop-k8s\/0, which did not change/)).not.toEqual([]);
  await userEvent.click(screen.getByRole('link', { name: 'Profile' }));
  expect(seen.at(-1)?.page).toBe('profile');
});

test('what is dismissed is counted and can be had back', async () => {
  render(<Held findings={[QUOTE, LOAD]} />);
  await userEvent.click(screen.getByRole('button', { name: /shop\/pricing\.Quote/ }));
  await userEvent.click(screen.getByRole('button', { name: /Dismiss/ }));
  expect(screen.queryByText('shop/pricing.Quote')).toBeNull();
  expect(screen.getByText(/1 dismissed\./)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
  expect(screen.getByRole('button', { name: /shop\/pricing\.Quote/ })).toBeTruthy();
});

test('with all of them dismissed it says so, and each can be had back', async () => {
  render(<Held findings={[QUOTE, LOAD]} />);
  for (const name of [/shop\/pricing\.Quote/, /2 units of feed/]) {
    await userEvent.click(screen.getByRole('button', { name }));
    await userEvent.click(screen.getByRole('button', { name: /Dismiss/ }));
  }
  expect(screen.getByText(/All 2 changes that were found are dismissed in this link/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Show shop/pricing.Quote again' }));
  expect(screen.getByRole('button', { name: 'Costs more: shop/pricing.Quote' })).toBeTruthy();
  expect(screen.getByText(/1 dismissed\./)).toBeTruthy();
});

/** As Grafana keeps them: for everyone, for whom may. */
function ForEveryone(props: { readonly mayChange: boolean; readonly store?: () => Promise<void> }) {
  const [list, setList] = useState<readonly Dismissal[]>([{ key: LOAD.key, at: AT + 3_600_000 }]);
  const change: Dismissals['change'] = async (next) => {
    await props.store?.();
    setList(next(list));
  };
  const dismissals = { list, change: props.mayChange ? change : undefined };
  return <Held findings={[QUOTE, LOAD]} dismissals={dismissals} />;
}

test('what everyone has dismissed is hidden here, too, and an Admin can dismiss and restore', async () => {
  render(<ForEveryone mayChange />);
  expect(screen.getByText(/1 dismissed\./)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: /shop\/pricing\.Quote/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss for everyone' }));
  expect(await screen.findByText('All 2 changes that were found are dismissed.')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
  expect(await screen.findByRole('button', { name: /2 units of feed/ })).toBeTruthy();
  expect(screen.queryByText(/dismissed/)).toBeNull();
});

test('who may not change it sees that it is hidden from everyone', () => {
  render(<ForEveryone mayChange={false} />);
  expect(screen.getByText(/for everyone/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Show/ })).toBeNull();
});

test('what is not stored stays, with the reason', async () => {
  render(<ForEveryone mayChange store={() => Promise.reject(new Error('HTTP 403: denied'))} />);
  await userEvent.click(screen.getByRole('button', { name: /shop\/pricing\.Quote/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss for everyone' }));
  expect(await screen.findByText('HTTP 403: denied')).toBeTruthy();
  expect(screen.getByRole('button', { name: /shop\/pricing\.Quote/ })).toBeTruthy();
});

test('nothing moves under the pointer: what is new comes last until the pointer leaves', () => {
  const second = { ...QUOTE, key: 'second', function: 'second' };
  const { rerender, container } = render(<Held findings={[QUOTE]} />);
  const list = container.firstElementChild!;
  fireEvent.pointerEnter(list);
  rerender(<Held findings={[second, QUOTE]} />);
  expect(names().join()).toMatch(/Quote.*second/);
  fireEvent.pointerLeave(list);
  expect(names().join()).toMatch(/second.*Quote/);
});

test('what was found before and is found no more leaves its place', () => {
  expect(heldOrder(['a', 'b', 'c'], ['d', 'c', 'a'], (key) => key)).toEqual(['a', 'c', 'd']);
});
