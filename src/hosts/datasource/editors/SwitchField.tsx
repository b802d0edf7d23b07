import { useId } from 'react';
import { Field, Switch } from '@grafana/ui';

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
