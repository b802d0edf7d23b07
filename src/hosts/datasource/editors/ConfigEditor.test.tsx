import { useState } from 'react';
import type { DataSourceSettings } from '@grafana/data';
import { setDataSourceSrv, type DataSourceSrv } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, expect, test, vi } from 'vitest';
import type { ParcaOptions } from '../options';
import { ConfigEditor } from './ConfigEditor';
import { PATIENCE_MS, setUpOptions } from './picker.fixture';

vi.setConfig({ testTimeout: 4 * PATIENCE_MS });

type Settings = DataSourceSettings<ParcaOptions>;

beforeAll(() => {
  setUpOptions();
  const prometheus = {
    uid: 'prom',
    name: 'Prometheus of dev',
    type: 'prometheus',
    meta: { id: 'prometheus', name: 'Prometheus', info: { logos: { small: '' } } },
  };
  setDataSourceSrv({
    getList: () => [prometheus],
    getInstanceSettings: (ref: unknown) =>
      ref === prometheus.uid || ref === prometheus.name ? prometheus : undefined,
  } as unknown as DataSourceSrv);
});

function show(start: Partial<Settings>) {
  const changed = vi.fn<(settings: Settings) => void>();
  const settings = {
    uid: 'parca',
    name: 'Parca',
    type: 'parcascope-parca-datasource',
    access: 'proxy',
    url: '',
    jsonData: {},
    secureJsonFields: {},
    ...start,
  } as Settings;
  function Page() {
    const [options, setOptions] = useState(settings);
    return (
      <ConfigEditor
        options={options}
        onOptionsChange={(next) => {
          setOptions(next);
          changed(next);
        }}
      />
    );
  }
  render(<Page />);
  return () => changed.mock.calls.at(-1)?.[0];
}

test('address and timeout are set', async () => {
  const last = show({});
  await userEvent.type(screen.getByPlaceholderText('http://localhost:7070'), 'http://parca:7070');
  expect(last()?.url).toBe('http://parca:7070');
  await userEvent.type(screen.getByPlaceholderText('Timeout in seconds'), '300');
  expect(last()?.jsonData.timeout).toBe(300);
});

test('access by the browser is explained and can be put right', async () => {
  const last = show({ access: 'direct' });
  expect(screen.getByText(/Access "Browser" \(direct\) is set/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Use the server' }));
  expect(last()?.access).toBe('proxy');
  expect(screen.queryByText(/Access "Browser"/)).toBeNull();
});

test('a Prometheus is linked', async () => {
  const last = show({});
  await userEvent.click(screen.getByLabelText(/^Prometheus/));
  await userEvent.click(await screen.findByText('Prometheus of dev'));
  expect(last()?.jsonData.prometheusUid).toBe('prom');
});
