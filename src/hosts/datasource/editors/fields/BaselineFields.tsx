import type { Baseline } from '#frames';
import { Picker } from '#ui';
import { SelectorField } from './SelectorField';
import { SwitchField, TextField } from './Fields';
import type { Suggested } from '../use-suggestions';

export interface BaselineFieldsProps extends Suggested {
  readonly profileTypeId: string;
  readonly baseline: Baseline;
  /** The query's own conditions: where those of another selection start from. */
  readonly labelSelector: string;
  readonly onChange: (baseline: Baseline) => void;
}

const FIXED = 'fixed';
const TIMES = [
  {
    value: 'previous',
    label: 'Previous period',
    description: 'Same length as the range, right before it',
  },
  { value: '1h', label: '1 hour before' },
  { value: '1d', label: '1 day before' },
  { value: '1w', label: '1 week before' },
  { value: '', label: 'Same range', description: 'For other labels in the same time' },
  { value: FIXED, label: 'Fixed range' },
];

/** When and what the query's profile is compared with. A duration that is not listed may be typed: `2h`, `$offset`. */
export function BaselineFields(props: BaselineFieldsProps) {
  const { baseline, onChange } = props;
  const { range, labelSelector } = baseline;
  const others = labelSelector === undefined ? {} : { labelSelector };
  const chooseTime = (time: string) =>
    onChange({
      ...others,
      ...(time === FIXED ? { range: { from: 'now-2h', to: 'now-1h' } } : time && { offset: time }),
    });
  return (
    <>
      <Picker
        label="Baseline"
        options={TIMES}
        value={range ? FIXED : (baseline.offset ?? '')}
        onChange={chooseTime}
        allowCustom
        minWidth={18}
      />
      {range && (
        <>
          <TextField
            label="Baseline from"
            value={range.from}
            onChange={(from) => onChange({ ...others, range: { ...range, from } })}
          />
          <TextField
            label="Baseline to"
            value={range.to}
            onChange={(to) => onChange({ ...others, range: { ...range, to } })}
          />
        </>
      )}
      <SwitchField
        label="Other labels"
        value={labelSelector !== undefined}
        onChange={(others) => {
          const { offset } = baseline;
          const time = { ...(offset !== undefined && { offset }), ...(range && { range }) };
          onChange(others ? { ...time, labelSelector: props.labelSelector } : time);
        }}
      />
      {labelSelector !== undefined && (
        <SelectorField
          title="Baseline labels"
          datasource={props.datasource}
          range={props.range}
          profileTypeId={props.profileTypeId}
          selector={labelSelector}
          onChange={(selector) => onChange({ ...baseline, labelSelector: selector })}
        />
      )}
    </>
  );
}
