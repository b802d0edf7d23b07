import type { ParcaQuery } from '#frames';
import { Picker } from '#ui';
import { MOST_SLICES, MOST_SLICES_OF_QUERY } from '../../query/run/run-function';
import { TextField } from './Fields';
import { CostLine } from '../CostLine';

export interface OptionsProps {
  readonly query: ParcaQuery;
  readonly onChange: (change: Partial<ParcaQuery>) => void;
}

const VALUES = [
  { value: 'total', label: 'Total', description: 'With what it calls' },
  { value: 'self', label: 'Self', description: 'Without what it calls' },
] as const;

/** Which function, and what of it. */
export function FunctionFields({ query, onChange }: OptionsProps) {
  return (
    <>
      <TextField
        label="Function"
        value={query.functionName ?? ''}
        placeholder="main.(*Server).handle"
        width={36}
        onChange={(functionName) => onChange({ functionName })}
      />
      <Picker
        label="Value"
        options={VALUES}
        value={query.value ?? 'total'}
        onChange={(value) => onChange({ value: VALUES.find((one) => one.value === value)?.value })}
      />
      <CostLine>
        Up to {MOST_SLICES} questions a series and {MOST_SLICES_OF_QUERY} in all, at every refresh;
        of running totals twice as many.
      </CostLine>
    </>
  );
}
