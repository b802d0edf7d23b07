import { useId } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Combobox, useStyles2, type ComboboxOption } from '@grafana/ui';

export interface PickerProps {
  readonly label: string;
  readonly options: readonly PickerOption[];
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly loading?: boolean;
  /** A value that is not in the list may be typed. */
  readonly allowCustom?: boolean;
  readonly minWidth?: number;
  /** Of the value, on hover. */
  readonly title?: string | undefined;
}

interface PickerOption {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

/** A choice from what the data has, with its name above it. Widths are in Grafana's grid units. */
export function Picker(props: PickerProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const { options, value } = props;
  const known = options.some((option) => option.value === value);
  const all: ComboboxOption<string>[] = options.map((option) => ({ ...option }));
  // A value from a link stays visible although the data of this range does not have it.
  if (value !== undefined && value !== '' && !known) all.unshift({ value, label: value });
  return (
    <div className={styles.field} data-picker title={props.title}>
      <label htmlFor={id} className={styles.label}>
        {props.label}
      </label>
      <Combobox
        id={id}
        options={all}
        value={value ?? null}
        // Where typing has shortened the list, Enter can mean a place that is no longer in it.
        onChange={(option: ComboboxOption<string> | undefined) =>
          option && props.onChange(option.value)
        }
        placeholder={props.placeholder}
        loading={props.loading}
        createCustomValue={props.allowCustom}
        width="auto"
        minWidth={props.minWidth ?? 12}
        maxWidth={44}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  field: css({ display: 'flex', flexDirection: 'column', minWidth: 0 }),
  label: css({
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
    marginBottom: 2,
    lineHeight: 1.3,
  }),
});
