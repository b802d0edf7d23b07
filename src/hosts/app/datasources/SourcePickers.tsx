import { useId } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Combobox, useStyles2, type ComboboxOption } from '@grafana/ui';
import type { Datasource } from './datasource-choice';

export interface SourcePickersProps {
  readonly parcas: readonly Datasource[];
  readonly prometheuses: readonly Datasource[];
  readonly parca: Datasource | undefined;
  /** Which a side of a comparison can be of. */
  readonly beside: Datasource | undefined;
  readonly prometheus: Datasource | undefined;
  /** Uid of a Parca or Pyroscope. */
  readonly onParca: (uid: string) => void;
  /** undefined: none. */
  readonly onBeside: (uid: string | undefined) => void;
  readonly onPrometheus: (uid: string) => void;
}

/** Chooses the Parca or Pyroscope of the pages, another one to hold against it where there is one, and the Prometheus. */
export function SourcePickers(props: SourcePickersProps) {
  const styles = useStyles2(getStyles);
  const { parcas, prometheuses, parca, beside, prometheus } = props;
  const others = parcas.filter((one) => one !== parca);
  return (
    <div className={styles.pickers}>
      <SourcePicker
        label={parcas.every(({ kind }) => kind === 'parca') ? 'Parca' : 'Profiles'}
        options={parcas.map(choiceOf)}
        value={parca?.uid}
        onChange={props.onParca}
      />
      {others.length > 0 && (
        <SourcePicker
          label="Against"
          options={[{ value: NONE, label: 'no other' }, ...others.map(choiceOf)]}
          value={beside?.uid ?? NONE}
          onChange={(uid) => props.onBeside(uid === NONE ? undefined : uid)}
        />
      )}
      {prometheuses.length > 0 ? (
        <SourcePicker
          label="Prometheus"
          options={prometheuses.map(choiceOf)}
          value={prometheus?.uid}
          onChange={props.onPrometheus}
        />
      ) : (
        <span>No Prometheus datasource, so no metrics</span>
      )}
    </div>
  );
}

/** Grafana gives no datasource an empty uid. */
const NONE = '';

/** Whose plugin serves it is told where there may be two of one server. */
function choiceOf({ uid, name, type, kind, ours }: Datasource): ComboboxOption<string> {
  const server = kind === 'pyroscope' ? 'Pyroscope' : 'Parca';
  if (type === 'prometheus') return { value: uid, label: name };
  return { value: uid, label: name, description: ours ? server : `Grafana’s ${server}` };
}

interface SourcePickerProps {
  readonly label: string;
  readonly options: readonly ComboboxOption<string>[];
  readonly value: string | undefined;
  readonly onChange: (uid: string) => void;
}

function SourcePicker({ label, options, value, onChange }: SourcePickerProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <div className={styles.picker}>
      <label htmlFor={id}>{label}</label>
      <Combobox
        id={id}
        options={[...options]}
        value={value ?? null}
        onChange={(option: ComboboxOption<string> | undefined) => option && onChange(option.value)}
        width="auto"
        minWidth={18}
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
