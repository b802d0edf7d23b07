import { useState } from 'react';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { version } from '../../../package.json';
import { CrashBoundary } from './CrashBoundary';
import type { Host } from '../state/host';
import { PagesRoot } from '../PagesRoot';

const host = {
  profiles: { server: { name: 'Parca', scrapes: true } },
  defaultTimeZone: 'utc',
  linkTo: ({ path, search }) => `http://console/${path}${search}`,
} as Pick<Host, 'defaultTimeZone' | 'linkTo' | 'profiles'> as Host;
const FACTS = 'RangeError: columns[1]: expected 3 rows, got <b>2</b>';

let isBroken: boolean;
beforeEach(() => {
  isBroken = true;
  // React tells the console of every error that a boundary catches.
  const silenced = vi.spyOn(console, 'error').mockReturnValue(undefined);
  return () => {
    silenced.mockRestore();
    vi.unstubAllGlobals();
  };
});

function Chart({ text = 'a chart' }: { readonly text?: string }) {
  if (isBroken) throw new RangeError('columns[1]: expected 3 rows, got <b>2</b>');
  return <p>{text}</p>;
}

const page = (search: string, data?: object) => (
  <PagesRoot host={host} location={{ path: 'profile', search }}>
    <CrashBoundary what="timeline" data={[data]}>
      <Chart />
    </CrashBoundary>
    <p>the flame graph</p>
  </PagesRoot>
);

test('a section that crashes says what failed, and leaves the others standing', async () => {
  render(page(''));
  const alert = screen.getByRole('alert');
  expect(within(alert).getByText('The timeline crashed')).toBeTruthy();
  expect(alert.textContent).toContain(FACTS);
  expect(screen.getByText('the flame graph')).toBeTruthy();
  isBroken = false;
  await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(screen.getByText('a chart')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('what crashes again after a try says so again', async () => {
  render(page(''));
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.getByRole('alert').textContent).toContain(FACTS);
});

test.each([
  ['another address', () => page('?filter=a', DATA)],
  ['other data', () => page('', {})],
])('%s tries it again', (_what, next) => {
  const { rerender } = render(page('', DATA));
  isBroken = false;
  rerender(page('', DATA));
  expect(screen.getByRole('alert')).toBeTruthy();
  rerender(next());
  expect(screen.getByText('a chart')).toBeTruthy();
});
const DATA = {};

test('the text to report: version, what failed, the link of the view, and where', async () => {
  // As on https and on localhost; elsewhere the browser has no clipboard to write to.
  vi.stubGlobal('isSecureContext', true);
  const user = userEvent.setup();
  render(page('?filter=a'));
  await user.click(screen.getByRole('button', { name: 'Copy details' }));
  const lines = (await navigator.clipboard.readText()).split('\n');
  expect(lines.slice(0, 3)).toEqual([
    `Parcascope ${version}: the timeline crashed`,
    FACTS,
    'http://console/profile?filter=a',
  ]);
  expect(lines.some((line) => /at Chart .*CrashBoundary\.test/.test(line))).toBe(true);
});

test('a page that crashes leads to the page without its query, and to the targets', () => {
  const at = (path: string) => (
    <PagesRoot host={host} location={{ path, search: '?from=x' }}>
      <Chart />
    </PagesRoot>
  );
  const { rerender } = render(at('profile'));
  const links = () =>
    screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')]);
  expect(screen.getByText('The page crashed')).toBeTruthy();
  expect(links()).toEqual([
    ['Open the page without its query', 'http://console/profile'],
    ['Targets', 'http://console/targets'],
  ]);
  rerender(at('targets'));
  expect(links()).toEqual([['Open the page without its query', 'http://console/targets']]);
});

test('what crashes later, by a click, is caught too', async () => {
  isBroken = false;
  function Later() {
    const [count, setCount] = useState(0);
    return (
      <>
        <Chart text={`drawn ${count}`} />
        <button onClick={() => setCount(count + 1)}>Draw</button>
      </>
    );
  }
  render(
    <PagesRoot host={host} location={{ path: 'profile', search: '' }}>
      <CrashBoundary what="timeline">
        <Later />
      </CrashBoundary>
    </PagesRoot>,
  );
  isBroken = true;
  await act(() => userEvent.click(screen.getByRole('button', { name: 'Draw' })));
  expect(screen.getByText('The timeline crashed')).toBeTruthy();
});
