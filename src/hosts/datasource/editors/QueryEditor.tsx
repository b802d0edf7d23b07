import { useEffect } from 'react';
import { css } from '@emotion/css';
import {
  CoreApp,
  type DataSourceApi,
  type GrafanaTheme2,
  type QueryEditorProps,
} from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { defaultProfileType, printProfileType } from '#series';
import { DEFAULT_BASELINE, QUERY_TYPES, type ParcaQuery, type QueryType } from '#frames';
import { Picker } from '#ui';
import { queryTypeOf } from '../query/saved-query';
import { ChangesFields } from './fields/ChangesFields';
import { FunctionFields } from './fields/FunctionFields';
import { GroupByField } from './fields/GroupByField';
import { ProfileTypeField } from './fields/ProfileTypeField';
import { SelectorField } from './fields/SelectorField';
import { SideOptions, type SideOptionsProps } from './fields/SideOptions';
import { useProfileTypes, type Suggested } from './use-suggestions';

/** What Grafana gives an editor that this one uses. */
export type ParcaQueryEditorProps = Suggested &
  Pick<
    QueryEditorProps<DataSourceApi<ParcaQuery>, ParcaQuery>,
    'query' | 'app' | 'onChange' | 'onRunQuery'
  >;

const TYPES: Readonly<Record<QueryType, { label: string; description: string }>> = {
  profile: { label: 'Profile', description: 'One merged profile as a flame graph' },
  metrics: { label: 'Rate over time', description: 'What the profiles add up to, as time series' },
  both: { label: 'Profile and rate', description: 'Flame graph and time series' },
  diff: { label: 'Comparison', description: 'A baseline and a comparison in one flame graph' },
  top: { label: 'Top functions', description: 'The functions that cost most, as a table' },
  function: { label: 'Function over time', description: 'What one function costs, as time series' },
  changes: {
    label: 'Changes',
    description: 'What changed in the range, found by a scan, as a table',
  },
  targets: { label: 'Targets', description: 'What Parca scrapes, with its health' },
};

/** What is asked of Parca. Every choice runs at once; text runs on blur and Enter. */
export function QueryEditor(props: ParcaQueryEditorProps) {
  const { datasource, query, range, app } = props;
  const styles = useStyles2(getStyles);
  const types = useProfileTypes({ datasource, range });
  const type = queryTypeOf(query, app);
  const profileTypeId = query.profileTypeId ?? '';
  const needsType = type !== 'targets' && type !== 'changes';
  const change = (next: Partial<ParcaQuery>) => {
    props.onChange({ ...query, queryType: type, ...next });
    props.onRunQuery();
  };
  useFirstProfileType(props, profileTypeId === '' && needsType ? types.data : undefined);
  const shared = { datasource, range, profileTypeId };
  return (
    <div className={styles.rows}>
      <div className={styles.row}>
        <Picker
          label="Query type"
          options={QUERY_TYPES.filter((each) => each !== 'both' || app === CoreApp.Explore).map(
            (value) => ({ value, ...TYPES[value] }),
          )}
          value={type}
          onChange={(value) => {
            const chosen = QUERY_TYPES.find((known) => known === value);
            if (chosen) change(forType(chosen, query));
          }}
          minWidth={18}
        />
        {type !== 'targets' && (
          <ProfileTypeField
            types={types}
            value={profileTypeId}
            onChange={(value) => change({ profileTypeId: value })}
            offersAll={type === 'changes'}
          />
        )}
        <SelectorField
          {...shared}
          title="Labels"
          selector={query.labelSelector ?? ''}
          onChange={(labelSelector) => change({ labelSelector })}
        />
      </div>
      <DetailRow {...shared} query={query} type={type} onChange={change} />
    </div>
  );
}

/** What only some types of query have. */
function DetailRow(props: SideOptionsProps) {
  const { datasource, range, profileTypeId, query, type, onChange } = props;
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.row}>
      {type === 'function' && <FunctionFields query={query} onChange={onChange} />}
      {type === 'changes' && <ChangesFields query={query} onChange={onChange} />}
      {(type === 'metrics' || type === 'both' || type === 'function') && (
        <GroupByField
          datasource={datasource}
          range={range}
          profileTypeId={profileTypeId}
          groupBy={query.groupBy ?? []}
          onChange={(groupBy) => onChange({ groupBy })}
        />
      )}
      {HAS_SIDES.has(type) && <SideOptions {...props} />}
    </div>
  );
}

const HAS_SIDES: ReadonlySet<QueryType> = new Set(['profile', 'both', 'diff', 'top']);

/** Changes are looked for in all types until one is chosen; a comparison starts with the previous period; what it was before is kept when it becomes one again. */
function forType(type: QueryType, query: ParcaQuery): Partial<ParcaQuery> {
  if (type === 'changes') return { queryType: type, profileTypeId: undefined };
  const fresh = type === 'diff' && query.baseline === undefined;
  return { queryType: type, ...(fresh && { baseline: DEFAULT_BASELINE }) };
}

/** A new query gets the default profile type, once the server's types are known. */
function useFirstProfileType(
  { query, onChange, onRunQuery, app }: ParcaQueryEditorProps,
  types: Parameters<typeof defaultProfileType>[0] | undefined,
) {
  const best = types && defaultProfileType(types);
  const printed = best && printProfileType(best);
  useEffect(() => {
    if (printed === undefined) return;
    onChange({ ...query, queryType: queryTypeOf(query, app), profileTypeId: printed });
    onRunQuery();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for the types that came, not for every edit
  }, [printed]);
}

const getStyles = (theme: GrafanaTheme2) => ({
  rows: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    alignItems: 'flex-start',
    '&:empty': { display: 'none' },
  }),
});
