import { useState } from 'react';
import { CoreApp } from '@grafana/data';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { ParcaQuery } from '#frames';
import { CPU, grafanaRange, MEMORY } from '../request.fixture';
import { AnnotationEditor } from './AnnotationEditor';
import { PATIENCE_MS, pickerOf, pickOption, setUpOptions } from './picker.fixture';
import { QueryEditor } from './QueryEditor';
import { QueryHelp } from './QueryHelp';
import { fakeSuggestions } from './suggestions.fixture';

const at = (time: string) => Date.parse(`2026-11-21T${time}Z`);
const RANGE = grafanaRange(at('00:14:00'), at('00:34:00'));

vi.setConfig({ testTimeout: 4 * PATIENCE_MS });

beforeAll(setUpOptions);

interface Shown {
  readonly app?: CoreApp;
  readonly failure?: Error;
}

/** The editor in a row of Grafana's, and what it says to it. */
function show(start: Partial<ParcaQuery>, { app = CoreApp.Dashboard, failure }: Shown = {}) {
  const datasource = fakeSuggestions(failure);
  const changed = vi.fn<(query: ParcaQuery) => void>();
  const run = vi.fn();
  function Row() {
    const [query, setQuery] = useState<ParcaQuery>({ refId: 'A', ...start });
    return (
      <QueryEditor
        datasource={datasource}
        query={query}
        range={RANGE}
        app={app}
        onRunQuery={run}
        onChange={(next) => {
          setQuery(next);
          changed(next);
        }}
      />
    );
  }
  render(<Row />);
  return { changed, run, last: () => changed.mock.calls.at(-1)?.[0] };
}

async function retype(name: string, text: string): Promise<void> {
  const input = screen.getByRole('textbox', { name });
  await userEvent.clear(input);
  await userEvent.type(input, `${text}{Enter}`);
}
const SHOP = {
  queryType: 'profile',
  profileTypeId: CPU,
  labelSelector: '{juju_unit="a/0"}',
} as const;

test('a new query gets the CPU type of the server, and runs once', async () => {
  const { changed, run, last } = show({ labelSelector: '{}' }, { app: CoreApp.Explore });
  await waitFor(() => expect(changed).toHaveBeenCalledTimes(1));
  expect(last()).toEqual({
    refId: 'A',
    queryType: 'both',
    profileTypeId: CPU,
    labelSelector: '{}',
  });
  expect(run).toHaveBeenCalledTimes(1);
  await waitFor(() => expect(pickerOf('Profile type').value).toBe('CPU time'));
});

test('a chosen type stays, and every choice runs', async () => {
  const { changed, run, last } = show({ ...SHOP, profileTypeId: MEMORY });
  await waitFor(() => expect(pickerOf('Profile type').value).toBe('Memory in use'));
  expect(changed).not.toHaveBeenCalled();
  await pickOption('Profile type', /CPU time/);
  expect(last()?.profileTypeId).toBe(CPU);
  expect(run).toHaveBeenCalledTimes(1);
});

test('a variable can be typed as type', async () => {
  const { last } = show(SHOP);
  await waitFor(() => expect(pickerOf('Profile type').value).toBe('CPU time'));
  await userEvent.click(pickerOf('Profile type'));
  await userEvent.keyboard('$type{ArrowDown}{Enter}');
  expect(last()?.profileTypeId).toBe('$type');
});

test('"both" is offered in Explore only', async () => {
  show(SHOP);
  await userEvent.click(pickerOf('Query type'));
  const names = screen.getAllByRole('option').map(({ textContent }) => textContent);
  expect(names.join()).not.toContain('Profile and rate');
});

describe('labels', () => {
  test('are taken away and added, with suggestions of the server', async () => {
    const { last } = show(SHOP);
    await userEvent.click(screen.getByRole('button', { name: 'Remove juju_unit is a/0' }));
    expect(last()?.labelSelector).toBe('{}');
    const labels = within(screen.getByRole('group', { name: 'Labels' }));
    await userEvent.click(labels.getByRole('button', { name: 'label' }));
    await pickOption('Label', 'juju_application');
    await pickOption('Value', 'shop-k8s');
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));
    expect(last()?.labelSelector).toBe('{juju_application="shop-k8s"}');
  });

  test('can be written as text, which says where it is wrong', async () => {
    const { last, run } = show(SHOP);
    await userEvent.click(screen.getByRole('button', { name: 'Edit Labels as text' }));
    const input = screen.getByRole('textbox', { name: 'Labels' });
    await userEvent.clear(input);
    await userEvent.type(input, '{{a=b');
    expect((await screen.findByRole('alert')).textContent).toContain('column 4');
    expect(run).not.toHaveBeenCalled();
    await retype('Labels', '{{a=~"$unit"}');
    expect(last()?.labelSelector).toBe('{a=~"$unit"}');
    expect(run).toHaveBeenCalledTimes(1);
  });

  test.each([
    { labelSelector: '{u=~"("}', lines: ['u=~: not a regular expression: missing closing )'] },
    { labelSelector: '{u=~"a[[:digit:]]", v=~"\\\\pL"}', lines: [] },
    // What a variable holds is not known yet.
    { labelSelector: '{u=~"($unit"}', lines: [] },
    {
      labelSelector: '{u=~"([[unit]]", v=~"("}',
      lines: ['v=~: not a regular expression: missing closing )'],
    },
  ])(
    'say what is wrong with $labelSelector, as list and as text',
    async ({ labelSelector, lines }) => {
      show({ ...SHOP, labelSelector });
      const said = () => screen.queryAllByRole('alert').map((line) => line.textContent);
      expect(said()).toEqual(lines);
      await userEvent.click(screen.getByRole('button', { name: 'Edit Labels as text' }));
      expect(said()).toEqual(lines);
    },
  );

  test('that cannot be taken apart are text', () => {
    show({ ...SHOP, labelSelector: '$where' });
    expect(screen.getByRole('textbox', { name: 'Labels' })).toHaveProperty('value', '$where');
  });
});

test('rates can be summed by labels', async () => {
  const { last } = show({ ...SHOP, queryType: 'metrics' });
  await userEvent.type(pickerOf('Sum by'), 'juju_u');
  await userEvent.click(await screen.findByText('juju_unit'));
  expect(last()?.groupBy).toEqual(['juju_unit']);
});

describe('comparison', () => {
  test('starts with the previous period; another time, range and labels can be chosen', async () => {
    const { last } = show(SHOP);
    await pickOption('Query type', /Comparison/);
    expect(last()?.baseline).toEqual({ offset: 'previous' });
    await pickOption('Baseline', /1 day before/);
    expect(last()?.baseline).toEqual({ offset: '1d' });
    await pickOption('Baseline', /Fixed range/);
    await retype('Baseline from', 'now-3h');
    expect(last()?.baseline).toEqual({ range: { from: 'now-3h', to: 'now-1h' } });
    await userEvent.click(screen.getByRole('switch', { name: 'Other labels' }));
    await userEvent.click(screen.getByRole('button', { name: 'Edit Baseline labels as text' }));
    await retype('Baseline labels', '{{b="c"}');
    expect(last()?.baseline).toEqual({
      range: { from: 'now-3h', to: 'now-1h' },
      labelSelector: '{b="c"}',
    });
  });

  test('without a baseline it is with the previous period, not with itself', () => {
    show({ ...SHOP, queryType: 'diff' });
    expect(pickerOf('Baseline')).toHaveProperty('value', 'Previous period');
  });

  test('of top functions is a switch', async () => {
    const { last } = show({ ...SHOP, queryType: 'top' });
    expect(screen.queryByRole('combobox', { name: 'Baseline' })).toBeNull();
    await userEvent.click(screen.getByRole('switch', { name: 'Compare' }));
    expect(last()?.baseline).toEqual({ offset: 'previous' });
    await pickOption('Rows', 'Packages');
    await retype('Limit', '20');
    expect(last()).toMatchObject({ by: 'package', limit: 20 });
    await userEvent.click(screen.getByRole('switch', { name: 'Hide noise' }));
    expect(last()?.noise).toBe('hidden');
    await userEvent.click(screen.getByRole('switch', { name: 'Hide noise' }));
    expect(last()?.noise).toBeUndefined();
    await userEvent.click(screen.getByRole('switch', { name: 'Compare' }));
    expect(last()?.baseline).toBeUndefined();
  });
});

test('a function over time has a name, its value, and labels that stay', async () => {
  const { last } = show(SHOP);
  await pickOption('Query type', /Function over time/);
  await retype('Function', 'main.f');
  await pickOption('Value', /Self/);
  expect(last()).toMatchObject({ queryType: 'function', functionName: 'main.f', value: 'self' });
  expect(pickerOf('Sum by')).toBeTruthy();
  expect(screen.getByText(/Up to 60 questions a series and 240 in all/)).toBeTruthy();
});

test('changes are of all types until one is chosen, and say what a scan costs', async () => {
  const { last } = show(SHOP);
  await pickOption('Query type', /Changes/);
  expect(last()).toMatchObject({ queryType: 'changes', profileTypeId: undefined });
  await waitFor(() => expect(pickerOf('Profile type').value).toBe('All types'));
  await pickOption('Profile type', /Memory in use/);
  expect(last()?.profileTypeId).toBe(MEMORY);
  await pickOption('Profile type', /All types/);
  expect(last()?.profileTypeId).toBe('');
  await pickOption('Held against', /yesterday/);
  await retype('Max merges', '50');
  expect(last()).toMatchObject({ against: 'yesterday', mostMerges: 50 });
  expect(screen.getByText(/one question a profile type and up to “Max merges”/)).toBeTruthy();
});

test('annotations are of changes, whatever was there', async () => {
  const change = vi.fn<(query: ParcaQuery) => void>();
  render(
    <AnnotationEditor
      datasource={fakeSuggestions()}
      query={{ refId: 'Anno', ...SHOP }}
      range={RANGE}
      onChange={change}
      onRunQuery={vi.fn()}
    />,
  );
  await pickOption('Held against', /last week/);
  expect(change).toHaveBeenLastCalledWith(
    expect.objectContaining({ queryType: 'changes', against: 'week' }),
  );
});

test('a number that is none is refused', async () => {
  const { run, last } = show(SHOP);
  const input = screen.getByRole('textbox', { name: 'Max nodes' });
  await userEvent.type(input, '-5');
  expect(screen.getByRole('alert').textContent).toContain('above 0');
  await userEvent.type(input, '{Enter}');
  expect(run).not.toHaveBeenCalled();
  await retype('Max nodes', '2000');
  expect(last()?.maxNodes).toBe(2000);
});

test('targets need no profile type', () => {
  show({ queryType: 'targets' });
  expect(screen.queryByRole('combobox', { name: 'Profile type' })).toBeNull();
  expect(screen.getByRole('group', { name: 'Labels' })).toBeTruthy();
});

test("what keeps suggestions away is said in the server's words", async () => {
  show(SHOP, { failure: new Error('Parca: HTTP 500, text/plain: "no disk"') });
  expect(
    await screen.findByText('No list of profile types: Parca: HTTP 500, text/plain: "no disk"'),
  ).toBeTruthy();
  expect(
    await screen.findByText('No suggestions: Parca: HTTP 500, text/plain: "no disk"'),
  ).toBeTruthy();
});

test('the help asks its questions', async () => {
  const click = vi.fn();
  render(<QueryHelp onClickExample={click} />);
  await userEvent.click(screen.getByRole('button', { name: /compared with an hour ago/ }));
  expect(click).toHaveBeenCalledWith(
    expect.objectContaining({ refId: 'A', queryType: 'diff', baseline: { offset: '1h' } }),
  );
});
