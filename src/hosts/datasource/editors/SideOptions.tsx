import {
  DEFAULT_BASELINE,
  DEFAULT_MAX_NODES,
  DEFAULT_TOP_LIMIT,
  type ParcaQuery,
  type QueryType,
} from '#frames';
import { Picker } from '#ui';
import { BaselineFields } from './BaselineFields';
import { SwitchField, TextField } from './Fields';
import type { Suggested } from './use-suggestions';

export interface SideOptionsProps extends Suggested {
  readonly profileTypeId: string;
  readonly query: ParcaQuery;
  readonly type: QueryType;
  readonly onChange: (change: Partial<ParcaQuery>) => void;
}

const ROWS = [
  { value: 'function', label: 'Functions' },
  { value: 'file', label: 'Files' },
  { value: 'binary', label: 'Binaries' },
  { value: 'package', label: 'Packages' },
] as const;

/** What profiles, comparisons and tables have besides their labels. */
export function SideOptions(props: SideOptionsProps) {
  const { query, type, onChange } = props;
  const top = type === 'top';
  return (
    <>
      {top && <TopOptions query={query} onChange={onChange} />}
      {top && (
        <SwitchField
          label="Compare"
          value={query.baseline !== undefined}
          onChange={(compare) => onChange({ baseline: compare ? DEFAULT_BASELINE : undefined })}
        />
      )}
      {top && query.baseline !== undefined && (
        <SwitchField
          label="Hide noise"
          value={query.noise === 'hidden'}
          onChange={(hides) => onChange({ noise: hides ? 'hidden' : undefined })}
        />
      )}
      {(type === 'diff' || (top && query.baseline !== undefined)) && (
        <BaselineFields
          datasource={props.datasource}
          range={props.range}
          profileTypeId={props.profileTypeId}
          baseline={query.baseline ?? DEFAULT_BASELINE}
          labelSelector={query.labelSelector ?? ''}
          onChange={(baseline) => onChange({ baseline })}
        />
      )}
      {!top && (
        <TextField
          label="Max nodes"
          numeric
          value={query.maxNodes === undefined ? '' : String(query.maxNodes)}
          placeholder={String(DEFAULT_MAX_NODES)}
          width={12}
          onChange={(text) => onChange({ maxNodes: numberOf(text) })}
        />
      )}
    </>
  );
}

function TopOptions({ query, onChange }: Pick<SideOptionsProps, 'query' | 'onChange'>) {
  return (
    <>
      <Picker
        label="Rows"
        options={ROWS}
        value={query.by ?? 'function'}
        onChange={(value) => onChange({ by: ROWS.find((row) => row.value === value)?.value })}
      />
      <TextField
        label="Limit"
        numeric
        value={query.limit === undefined ? '' : String(query.limit)}
        placeholder={String(DEFAULT_TOP_LIMIT)}
        width={10}
        onChange={(text) => onChange({ limit: numberOf(text) })}
      />
    </>
  );
}

const numberOf = (text: string) => (text === '' ? undefined : Number(text));
