import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test, vi } from 'vitest';
import { parseMatchers, printMatchers, type Labels, type Matcher } from '#series';
import { setUpCombobox } from '../../../tests/support/combobox-setup';
import { HostContext, type Host } from '../state/host';
import { DatasourcePicker, setsThere } from './DatasourcePicker';
import type { Level } from './topology-levels';

beforeAll(setUpCombobox);

const NAMES = ['Parca', 'Pyroscope'];
const SETS: readonly Labels[] = [
  { datasource: 'Parca', juju_unit: 'shop/0' },
  { datasource: 'Parca', juju_unit: 'old/0' },
  { datasource: 'Pyroscope', juju_unit: 'shop/0' },
];
const LEVELS: readonly Level[] = [
  { label: 'juju_unit', canonical: 'juju_unit', names: ['juju_unit'], title: 'Unit' },
];

function show(matchers: string, datasources: readonly string[] | undefined) {
  const onChange = vi.fn<(matchers: readonly Matcher[]) => void>();
  const host = { profiles: { datasources } } as Pick<Host, 'profiles'> as Host;
  render(
    <HostContext.Provider value={host}>
      <DatasourcePicker
        {...{ levels: LEVELS, labelSets: SETS, matchers: parseMatchers(matchers), onChange }}
      />
    </HostContext.Provider>,
  );
  return onChange;
}

test.each([
  { of: '{juju_unit="shop/0"}', is: '{datasource="Pyroscope", juju_unit="shop/0"}' },
  { of: '{juju_unit="old/0"}', is: '{datasource="Pyroscope"}' },
])('$of of another server is $is', async ({ of, is }) => {
  const onChange = show(of, NAMES);
  const picker = screen.getByRole('combobox', { name: 'Datasource' });
  expect(picker).toHaveProperty('value', 'Parca');
  await userEvent.click(picker);
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(onChange.mock.calls.map(([next]) => printMatchers(next))).toEqual([is]);
});

test('of one server there is nothing to choose', () => {
  show('{}', undefined);
  expect(screen.queryByRole('combobox')).toBeNull();
});

test('what there is to choose from is of the server that a selection is of, the first without a condition', () => {
  const there = (matchers: string, names: readonly string[] = NAMES) =>
    setsThere(names, { labelSets: SETS, matchers: parseMatchers(matchers) }).length;
  expect([there('{}'), there('{datasource="Pyroscope"}')]).toEqual([2, 1]);
  expect(there('{datasource="Elsewhere"}')).toBe(0);
  expect(there('{}', ['Parca'])).toBe(3);
});
