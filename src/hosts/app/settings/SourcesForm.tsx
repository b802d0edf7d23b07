import { useState } from 'react';
import { Button, Combobox, Field, IconButton, Stack, type ComboboxOption } from '@grafana/ui';
import type { Datasource, SourceDefaults } from '../datasources/datasource-choice';
import type { SettingsChange } from './settings';

export interface SourcesFormProps {
  readonly parcas: readonly Datasource[];
  readonly prometheuses: readonly Datasource[];
  readonly sources: SourceDefaults;
  readonly onSave: (change: SettingsChange) => void;
}

/** The defaults while they are chosen; a pair may be half. */
interface Draft extends Omit<SourceDefaults, 'pairings'> {
  readonly pairings: readonly {
    readonly parca?: string | undefined;
    readonly prometheus?: string | undefined;
  }[];
}

/** Which datasources a link without them means, and which Prometheus belongs to which Parca. */
export function SourcesForm({ parcas, prometheuses, sources, onSave }: SourcesFormProps) {
  const [draft, setDraft] = useState<Draft>(sources);
  const { pairings } = draft;
  const setPairing = (index: number, change: Partial<(typeof pairings)[number]>) =>
    setDraft({
      ...draft,
      pairings: pairings.map((pair, at) => (at === index ? { ...pair, ...change } : pair)),
    });
  return (
    <>
      <Field
        label="Default Parca"
        description="Without one: the first of Parcascope's datasources."
      >
        <DatasourceChoice
          id="default-parca"
          list={parcas}
          value={draft.parca}
          onChange={(parca) => setDraft({ ...draft, parca })}
        />
      </Field>
      <Field
        label="Default Prometheus"
        description="For a Parca without one of its own: below, in its datasource, or by its Juju model."
      >
        <DatasourceChoice
          id="default-prometheus"
          list={prometheuses}
          value={draft.prometheus}
          onChange={(prometheus) => setDraft({ ...draft, prometheus })}
        />
      </Field>
      {pairings.map((pair, index) => (
        <div key={index} style={{ display: 'flex', gap: 8, alignItems: 'center', marginBottom: 8 }}>
          <DatasourceChoice
            id={`pairing-${index}-parca`}
            label={`Parca of pair ${index + 1}`}
            list={parcas}
            value={pair.parca}
            onChange={(parca) => setPairing(index, { parca })}
          />
          is measured by
          <DatasourceChoice
            id={`pairing-${index}-prometheus`}
            label={`Prometheus of pair ${index + 1}`}
            list={prometheuses}
            value={pair.prometheus}
            onChange={(prometheus) => setPairing(index, { prometheus })}
          />
          <IconButton
            name="trash-alt"
            tooltip={`Remove pair ${index + 1}`}
            onClick={() =>
              setDraft({ ...draft, pairings: pairings.filter((_, at) => at !== index) })
            }
          />
        </div>
      ))}
      <Stack wrap="wrap">
        <Button
          onClick={() =>
            onSave({
              ...draft,
              pairings: pairings.flatMap(({ parca, prometheus }) =>
                parca !== undefined && prometheus !== undefined ? [{ parca, prometheus }] : [],
              ),
            })
          }
        >
          Save
        </Button>
        <Button
          variant="secondary"
          icon="plus"
          onClick={() => setDraft({ ...draft, pairings: [...pairings, {}] })}
        >
          Pair a Parca with a Prometheus
        </Button>
      </Stack>
    </>
  );
}

interface DatasourceChoiceProps {
  readonly id: string;
  readonly label?: string;
  readonly list: readonly Datasource[];
  /** Uid or name. */
  readonly value: string | undefined;
  readonly onChange: (uid: string | undefined) => void;
}

function DatasourceChoice({ id, label, list, value, onChange }: DatasourceChoiceProps) {
  const options: ComboboxOption<string>[] = list.map(({ uid, name }) => ({
    value: uid,
    label: name,
  }));
  // One that is gone stays visible, so that it can be seen and cleared.
  if (value !== undefined && !list.some(({ uid }) => uid === value))
    options.unshift({ value, label: value });
  return (
    <>
      {label !== undefined && (
        <label htmlFor={id} className="sr-only">
          {label}
        </label>
      )}
      <Combobox
        id={id}
        options={options}
        value={value ?? null}
        isClearable
        placeholder="None chosen"
        onChange={(option: ComboboxOption<string> | null) => onChange(option?.value)}
        width={40}
      />
    </>
  );
}
