import { useId } from 'react';
import { Field, MultiSelect } from '@grafana/ui';
import { lookupFault, useLabelSuggestions, type Suggested } from '../use-suggestions';

export interface GroupByFieldProps extends Suggested {
  readonly profileTypeId: string;
  readonly groupBy: readonly string[];
  readonly onChange: (groupBy: readonly string[]) => void;
}

const NO_MATCHERS = [] as const;

/** Labels that stay when series are summed; none: one series per label set. */
export function GroupByField(props: GroupByFieldProps) {
  const { groupBy, onChange, profileTypeId } = props;
  const id = useId();
  const { names } = useLabelSuggestions(props, { profileTypeId, matchers: NO_MATCHERS });
  const option = (name: string) => ({ value: name, label: name });
  const fault = lookupFault(names);
  return (
    <Field label="Sum by" htmlFor={id} noMargin invalid={fault !== undefined} error={fault}>
      <MultiSelect<string>
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
