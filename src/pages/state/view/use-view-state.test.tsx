import { useState, type ReactNode } from 'react';
import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { HostContext, LocationContext, type Host } from '../host';
import { useViewState } from './use-view-state';

/** A host whose address is what the pages last asked for. */
function Browser({ search, children }: { search: string; children: ReactNode }) {
  const [location, setLocation] = useState({ path: 'profile', search });
  const [host] = useState({ navigate: setLocation } as unknown as Host);
  return (
    <HostContext.Provider value={host}>
      <LocationContext.Provider value={location}>{children}</LocationContext.Provider>
    </HostContext.Provider>
  );
}

const open = (search: string) =>
  renderHook(useViewState, {
    wrapper: ({ children }) => <Browser search={search}>{children}</Browser>,
  }).result;

const PROBLEM = 'link: type: not understood: "javascript:alert(1)"';

test('what of a link was not understood is said until the user goes on, not until a default stands in its place', () => {
  const state = open('?type=javascript:alert(1)&search=a');
  expect(state.current.problems).toEqual([PROBLEM]);
  const fill = (more: object) =>
    act(() => state.current.setView({ ...state.current.view, ...more }, 'replace'));
  fill({ profileType: 'a:b:c::' });
  fill({ refresh: '5s' });
  expect(state.current.view).toMatchObject({ profileType: 'a:b:c::', refresh: '5s' });
  expect(state.current.problems).toEqual([PROBLEM]);
  act(() => state.current.setDisplay({ search: 'b' }));
  expect(state.current.problems).toEqual([]);
});
