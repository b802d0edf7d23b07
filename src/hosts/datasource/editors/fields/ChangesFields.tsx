import { DEFAULT_MOST_MERGES, DEFAULT_TOP_LIMIT } from '#frames';
import { Picker } from '#ui';
import { CostLine } from '../CostLine';
import { NumberField } from './Fields';
import type { OptionsProps } from './FunctionFields';

const AGAINST = [
  { value: 'previous', label: 'Earlier in the range', description: 'What changed within it' },
  { value: 'yesterday', label: 'Same time yesterday' },
  { value: 'week', label: 'Same time last week' },
  {
    value: 'build',
    label: 'Before the last build or restart',
    description: 'Needs the Prometheus datasource in the settings of this one',
  },
] as const;

/** What a range is held against, and how much may be asked for it. */
export function ChangesFields({ query, onChange }: OptionsProps) {
  return (
    <>
      <Picker
        label="Held against"
        options={AGAINST}
        value={query.against ?? 'previous'}
        onChange={(value) =>
          onChange({ against: AGAINST.find((one) => one.value === value)?.value })
        }
        minWidth={22}
      />
      <NumberField
        label="Max merges"
        value={query.mostMerges}
        usual={DEFAULT_MOST_MERGES}
        onChange={(mostMerges) => onChange({ mostMerges })}
      />
      <NumberField
        label="Limit"
        value={query.limit}
        usual={DEFAULT_TOP_LIMIT}
        onChange={(limit) => onChange({ limit })}
      />
      <CostLine>
        A scan asks one question a profile type and up to “Max merges” for functions. All panels of
        the same range share it; a range that ends now is scanned again after a twelfth of it.
      </CostLine>
    </>
  );
}
