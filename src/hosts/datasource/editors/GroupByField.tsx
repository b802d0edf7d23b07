import { useId } from 'react';
import type { TimeRange } from '@grafana/data';
import { Field, MultiSelect } from '@grafana/ui';
import type { ParcaDataSource } from '../parca-datasource';
import { lookupFault, useLabelSuggestions } from './use-suggestions';

export interface GroupByFieldProps {
  readonly datasource: ParcaDataSource;
  readonly range: TimeRange | undefined;
  readonly profileTypeId: string;
  readonly groupBy: readonly string[];
  readonly onChange: (groupBy: readonly string[]) => void;
}

const NO_MATCHERS = [] as const;

/** Labels that stay when series are summed; none chosen: a series a label set. */
export function GroupByField(props: GroupByFieldProps) {
  const { groupBy, onChange, profileTypeId } = props;
  const id = useId();
  const { names } = useLabelSuggestions(props, { profileTypeId, matchers: NO_MATCHERS });
  const option = (name: string) => ({ value: name, label: name });
  const fault = lookupFault(names);
  return (
    <Field label="Sum by" htmlFor={id} noMargin invalid={fault !== undefined} error={fault}>
      <MultiSelect
        inputId={id}
        options={(names.data ?? []).map(option)}
        value={groupBy.map(option)}
        onChange={(chosen) => onChange(chosen.flatMap(({ value }) => (value ? [value] : [])))}
        isLoading={names.state === 'loading'}
        placeholder="Every label set"
        allowCustomValue
        width={28}
      />
    </Field>
  );
}
