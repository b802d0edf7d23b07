import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ParcaQuery } from '#frames';
import { ChangesFields } from './fields/ChangesFields';
import { ProfileTypeField } from './fields/ProfileTypeField';
import type { ParcaQueryEditorProps } from './QueryEditor';
import { SelectorField } from './fields/SelectorField';
import { useProfileTypes } from './use-suggestions';

/** Of the types of query only changes can be drawn as annotations. */
export function AnnotationEditor(props: ParcaQueryEditorProps) {
  const { datasource, query, range } = props;
  const styles = useStyles2(getStyles);
  const types = useProfileTypes({ datasource, range });
  const profileTypeId = query.profileTypeId ?? '';
  const change = (next: Partial<ParcaQuery>) => {
    props.onChange({ ...query, queryType: 'changes', ...next });
    props.onRunQuery();
  };
  return (
    <div className={styles.row}>
      <ProfileTypeField
        types={types}
        value={profileTypeId}
        onChange={(value) => change({ profileTypeId: value })}
        offersAll
      />
      <SelectorField
        {...{ datasource, range, profileTypeId }}
        title="Labels"
        selector={query.labelSelector ?? ''}
        onChange={(labelSelector) => change({ labelSelector })}
      />
      <ChangesFields query={query} onChange={change} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    alignItems: 'flex-start',
  }),
});
