import { useId, useState } from 'react';
import { Field, Input, Switch } from '@grafana/ui';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly width?: number;
  /** Numbers only: a whole one above 0. */
  readonly numeric?: boolean;
}

/** A line of text that is committed on blur and Enter, as in Grafana's editors. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, placeholder, width, numeric = false } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const text = draft ?? value;
  const wrong = numeric && text !== '' && !/^[1-9]\d*$/.test(text);
  const commit = () => {
    if (!wrong && draft !== undefined && draft !== value) onChange(draft.trim());
    setDraft(undefined);
  };
  return (
    <Field
      label={label}
      htmlFor={id}
      noMargin
      invalid={wrong}
      error={wrong ? 'A whole number above 0' : undefined}
    >
      <Input
        id={id}
        value={text}
        width={width ?? 16}
        placeholder={placeholder}
        inputMode={numeric ? 'numeric' : 'text'}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
    </Field>
  );
}

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number | undefined;
  /** What it is when none is given. */
  readonly usual: number;
  readonly onChange: (value: number | undefined) => void;
}

/** A whole number above 0. */
export function NumberField({ label, value, usual, onChange }: NumberFieldProps) {
  return (
    <TextField
      label={label}
      numeric
      value={value === undefined ? '' : String(value)}
      placeholder={String(usual)}
      width={12}
      onChange={(text) => onChange(text === '' ? undefined : Number(text))}
    />
  );
}

export interface SwitchFieldProps {
  readonly label: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

export function SwitchField({ label, value, onChange }: SwitchFieldProps) {
  const id = useId();
  return (
    <Field label={label} htmlFor={id} noMargin>
      <Switch
        id={id}
        value={value}
        onChange={({ currentTarget: { checked } }) => onChange(checked)}
      />
    </Field>
  );
}
