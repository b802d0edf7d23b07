import { useId } from 'react';
import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { config, DataSourcePicker } from '@grafana/runtime';
import {
  Alert,
  Button,
  DataSourceHttpSettings,
  Field,
  FieldSet,
  RadioButtonGroup,
} from '@grafana/ui';
import { DIRECT_ADVICE, DIRECT_FACTS } from '../health/check-health';
import type { ParcaOptions } from '../options';

export type ConfigEditorProps = DataSourcePluginOptionsEditorProps<ParcaOptions>;

/** Kind, address, credentials and time limit of the server of profiles, and the Prometheus that knows the same units. */
export function ConfigEditor({ options, onOptionsChange }: ConfigEditorProps) {
  const id = useId();
  const { jsonData } = options;
  const { kind = 'parca' } = jsonData;
  const link = (prometheusUid: string | undefined) =>
    onOptionsChange({ ...options, jsonData: { ...jsonData, prometheusUid } });
  return (
    <>
      {options.access === 'direct' && (
        <Alert severity="error" title={DIRECT_FACTS}>
          <p>{DIRECT_ADVICE}</p>
          <Button
            size="sm"
            variant="secondary"
            onClick={() => onOptionsChange({ ...options, access: 'proxy' })}
          >
            Use the server
          </Button>
        </Alert>
      )}
      <FieldSet label="Server">
        <Field label="Kind" description="Save & test says what answers at the URL.">
          <RadioButtonGroup
            aria-label="Kind"
            options={KINDS}
            value={kind}
            onChange={(next) =>
              onOptionsChange({ ...options, jsonData: { ...jsonData, kind: next } })
            }
          />
        </Field>
      </FieldSet>
      <DataSourceHttpSettings
        defaultUrl={kind === 'parca' ? 'http://localhost:7070' : 'http://localhost:4040'}
        dataSourceConfig={options}
        onChange={onOptionsChange}
        showForwardOAuthIdentityOption
        secureSocksDSProxyEnabled={config.secureSocksDSProxyEnabled}
      />
      <FieldSet label="Metrics of the same units">
        <Field
          label="Prometheus"
          htmlFor={id}
          description="Shown by the Parcascope pages beside these profiles."
        >
          <DataSourcePicker
            inputId={id}
            type="prometheus"
            noDefault
            current={jsonData.prometheusUid ?? null}
            placeholder="None"
            onChange={({ uid }) => link(uid)}
            onClear={() => link(undefined)}
            width={40}
          />
        </Field>
      </FieldSet>
    </>
  );
}

const KINDS = [
  { label: 'Parca', value: 'parca' as const },
  { label: 'Pyroscope', value: 'pyroscope' as const },
];
