import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { absoluteRange, type Host } from '../state/host';
import { DEFAULT_VIEW, PAGES } from '../state/view/view-state';
import { PagesRoot } from '../PagesRoot';
import { PageBar } from './PageBar';

const range = { start: Date.UTC(2026, 9, 24, 22), end: Date.UTC(2026, 9, 25, 4) };
const nothing = () => undefined;

test.each(PAGES)('%s says which zone its times are in, and both offsets of a change', (page) => {
  const host: Partial<Host> = {
    source: '',
    frozen: true,
    defaultTimeZone: 'Europe/Berlin',
    linkTo: ({ path }) => `/${path}`,
  };
  const view = { ...DEFAULT_VIEW, page };
  render(
    <PagesRoot host={host as Host} location={{ path: page, search: '' }}>
      <PageBar
        control={{ view, problems: [], setView: nothing, setDisplay: nothing }}
        pageRange={{ raw: absoluteRange(range), range, understood: true, refresh: nothing }}
        busy={false}
        waiting={undefined}
      />
    </PagesRoot>,
  );
  expect(screen.getByText('Europe/Berlin, UTC+02:00 and UTC+01:00')).toBeTruthy();
});
