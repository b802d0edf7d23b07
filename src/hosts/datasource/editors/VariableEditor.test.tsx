import { useState } from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test, vi } from 'vitest';
import type { ParcaVariableQuery } from '../variables/variable-query';
import { CPU, grafanaRange } from '../request.fixture';
import { PATIENCE_MS, pickerOf, pickOption, setUpOptions } from './picker.fixture';
import { fakeSuggestions } from './suggestions.fixture';
import { VariableEditor } from './VariableEditor';

const at = (time: string) => Date.parse(`2026-11-21T${time}Z`);

vi.setConfig({ testTimeout: 4 * PATIENCE_MS });

beforeAll(setUpOptions);
const datasource = fakeSuggestions();

function show(start: Partial<ParcaVariableQuery>) {
  const changed = vi.fn<(query: ParcaVariableQuery) => void>();
  function Row() {
    const [query, setQuery] = useState({ refId: 'V', ...start } as ParcaVariableQuery);
    return (
      <VariableEditor
        datasource={datasource}
        query={query}
        range={grafanaRange(at('00:14:00'), at('00:34:00'))}
        onChange={(next) => {
          setQuery(next);
          changed(next);
        }}
      />
    );
  }
  render(<Row />);
  return () => changed.mock.calls.at(-1)?.[0];
}

test('a new variable becomes the values of a label, narrowed by another variable', async () => {
  const last = show({});
  await pickOption('List', /Label values/);
  await pickOption('Label', 'juju_unit');
  await pickOption('Profile type', /CPU time/);
  await userEvent.click(screen.getByRole('button', { name: 'Edit Only with labels as text' }));
  const text = screen.getByRole('textbox', { name: 'Only with labels' });
  await userEvent.clear(text);
  await userEvent.type(text, '{{juju_model_uuid=~"$model"}{Enter}');
  expect(last()).toEqual({
    refId: 'V',
    kind: 'labelValues',
    label: 'juju_unit',
    profileTypeId: CPU,
    labelSelector: '{juju_model_uuid=~"$model"}',
  });
});

test('profile types need nothing else', async () => {
  const last = show({ kind: 'models' });
  expect(pickerOf('Profile type')).toBeTruthy();
  await pickOption('List', /Profile types/);
  expect(last()?.kind).toBe('profileTypes');
  expect(screen.queryByRole('combobox', { name: 'Profile type' })).toBeNull();
});
