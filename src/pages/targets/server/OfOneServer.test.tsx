import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test } from 'vitest';
import { parseMatchers, printMatchers } from '#series';
import type { ProfileSource } from '#sources';
import { setUpCombobox } from '../../../../tests/support/combobox-setup';
import { PagesRoot } from '../../PagesRoot';
import { useHost, type Host } from '../../state/host';
import type { ViewControl } from '../../state/view/use-view-state';
import { openAsProfile } from '../../state/view/view-transitions';
import { DEFAULT_VIEW, type ViewState } from '../../state/view/view-state';
import { OfOneServer } from './OfOneServer';

beforeAll(setUpCombobox);

const sourceOf = (name: string) => ({ server: { name } }) as ProfileSource;
const BOTH = { ...sourceOf('Parca'), datasources: ['Parca', 'Pyroscope'], sourceOf };
const UNIT = parseMatchers('{juju_unit="shop/0"}');

/** Stands for the page: asks the same question of any server, and leads to a profile. */
function Page({ control }: { readonly control: ViewControl }) {
  const { profiles } = useHost();
  const { data } = useQuery({ queryKey: ['who'], queryFn: () => profiles.server.name });
  const side = { matchers: UNIT, window: undefined };
  return (
    <>
      <p>answered by {data}</p>
      <button onClick={() => control.setView(openAsProfile(control.view, side))}>profile</button>
    </>
  );
}

let view: ViewState;

function Given({ first }: { readonly first: ViewState }) {
  const [shown, setView] = useState(first);
  view = shown;
  const control = { view: shown, problems: [], setView, setDisplay: () => undefined };
  return (
    <OfOneServer control={control}>
      {(there, picker) => (
        <>
          {picker}
          <Page control={there} />
        </>
      )}
    </OfOneServer>
  );
}

function open(profiles: ProfileSource, datasource?: string) {
  const first = { ...DEFAULT_VIEW, targets: { ...DEFAULT_VIEW.targets, datasource } };
  const host = { profiles, engine: { release: () => undefined } } as unknown as Host;
  render(
    <PagesRoot host={host} location={{ path: 'targets', search: '' }}>
      <Given first={first} />
    </PagesRoot>,
  );
}

const picker = () => screen.queryByRole('combobox', { name: 'Datasource' });

test('the first of several, until another one is chosen; what that leads to is of it', async () => {
  open(BOTH);
  expect(await screen.findByText('answered by Parca')).toBeTruthy();
  expect(picker()).toHaveProperty('value', 'Parca');
  await userEvent.click(picker()!);
  await userEvent.keyboard('{ArrowDown}{Enter}');
  // The same question of another server has an answer of its own.
  expect(await screen.findByText('answered by Pyroscope')).toBeTruthy();
  expect(view.targets.datasource).toBe('Pyroscope');
  await userEvent.click(screen.getByRole('button', { name: 'profile' }));
  expect(printMatchers(view.profile.matchers!)).toBe(
    '{datasource="Pyroscope", juju_unit="shop/0"}',
  );
  // What was not chosen here is still of whatever it was.
  expect(view.baseline).toBe(DEFAULT_VIEW.baseline);
  expect(view.changes).toBe(DEFAULT_VIEW.changes);
});

test('what the first one leads to needs no condition', async () => {
  open(BOTH, 'Elsewhere');
  await screen.findByText('answered by Parca');
  await userEvent.click(screen.getByRole('button', { name: 'profile' }));
  expect(printMatchers(view.profile.matchers!)).toBe('{juju_unit="shop/0"}');
});

test('of one server there is nothing to choose', async () => {
  open(sourceOf('Parca'));
  await screen.findByText('answered by Parca');
  expect(picker()).toBeNull();
});
