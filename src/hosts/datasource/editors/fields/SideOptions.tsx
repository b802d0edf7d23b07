import {
  DEFAULT_BASELINE,
  DEFAULT_MAX_NODES,
  DEFAULT_TOP_LIMIT,
  type ParcaQuery,
  type QueryType,
} from '#frames';
import { Picker } from '#ui';
import { BaselineFields } from './BaselineFields';
import { NumberField, SwitchField } from './Fields';
import type { Suggested } from '../use-suggestions';

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
        <NumberField
          label="Max nodes"
          value={query.maxNodes}
          usual={DEFAULT_MAX_NODES}
          onChange={(maxNodes) => onChange({ maxNodes })}
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
      <NumberField
        label="Limit"
        value={query.limit}
        usual={DEFAULT_TOP_LIMIT}
        onChange={(limit) => onChange({ limit })}
      />
    </>
  );
}
