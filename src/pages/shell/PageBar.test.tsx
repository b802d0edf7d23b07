import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ProfileServer, ProfileSource } from '#sources';
import { absoluteRange, type Host } from '../state/host';
import { DEFAULT_VIEW, PAGES, type PageName } from '../state/view/view-state';
import { PagesRoot } from '../PagesRoot';
import { PageBar } from './PageBar';

const range = { start: Date.UTC(2026, 9, 24, 22), end: Date.UTC(2026, 9, 25, 4) };
const nothing = () => undefined;

function open(
  page: PageName,
  server: ProfileServer = { name: 'Parca', scrapes: true, groups: true },
): void {
  const host: Partial<Host> = {
    source: '',
    frozen: true,
    defaultTimeZone: 'Europe/Berlin',
    linkTo: ({ path }) => `/${path}`,
    profiles: { server } as ProfileSource,
  };
  const view = { ...DEFAULT_VIEW, page };
  render(
    <PagesRoot host={host as Host} location={{ path: page, search: '' }}>
      <PageBar
        control={{ view, problems: [], setView: nothing, setDisplay: nothing }}
        pageRange={{ raw: absoluteRange(range), range, understood: true, refresh: nothing }}
        loading={undefined}
        waiting={undefined}
      />
    </PagesRoot>,
  );
}

test.each(PAGES)('%s says which zone its times are in, and both offsets of a change', (page) => {
  open(page);
  expect(screen.getByText('Europe/Berlin, UTC+02:00 and UTC+01:00')).toBeTruthy();
});

test('who is only sent profiles has applications, no targets', () => {
  open('profile', { name: 'Pyroscope', scrapes: false, groups: false });
  expect(screen.getByText('Applications')).toBeTruthy();
  expect(screen.queryByText('Targets')).toBeNull();
});
