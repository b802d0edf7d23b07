import { useId } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Combobox, useStyles2, type ComboboxOption } from '@grafana/ui';
import type { Datasource } from './datasource-choice';

export interface SourcePickersProps {
  readonly parcas: readonly Datasource[];
  readonly prometheuses: readonly Datasource[];
  readonly parca: Datasource | undefined;
  readonly prometheus: Datasource | undefined;
  /** Uid of a Parca or Pyroscope. */
  readonly onParca: (uid: string) => void;
  readonly onPrometheus: (uid: string) => void;
}

/** Chooses the Parca or Pyroscope and the Prometheus of the pages. */
export function SourcePickers(props: SourcePickersProps) {
  const styles = useStyles2(getStyles);
  const { parcas, prometheuses, parca, prometheus } = props;
  return (
    <div className={styles.pickers}>
      <SourcePicker
        label={parcas.every(({ kind }) => kind === 'parca') ? 'Parca' : 'Profiles'}
        options={parcas}
        value={parca}
        onChange={props.onParca}
      />
      {prometheuses.length > 0 ? (
        <SourcePicker
          label="Prometheus"
          options={prometheuses}
          value={prometheus}
          onChange={props.onPrometheus}
        />
      ) : (
        <span>No Prometheus datasource, so no metrics</span>
      )}
    </div>
  );
}

interface SourcePickerProps {
  readonly label: string;
  readonly options: readonly Datasource[];
  readonly value: Datasource | undefined;
  readonly onChange: (uid: string) => void;
}

function SourcePicker({ label, options, value, onChange }: SourcePickerProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const choices: ComboboxOption<string>[] = options.map(({ uid, name, type }) => ({
    value: uid,
    label: name,
    description: type,
  }));
  return (
    <div className={styles.picker}>
      <label htmlFor={id}>{label}</label>
      <Combobox
        id={id}
        options={choices}
        value={value?.uid ?? null}
        onChange={(option: ComboboxOption<string> | undefined) => option && onChange(option.value)}
        width="auto"
        minWidth={12}
        maxWidth={30}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  pickers: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 2),
    alignItems: 'center',
  }),
  picker: css({ display: 'flex', gap: theme.spacing(1), alignItems: 'center', minWidth: 0 }),
});
