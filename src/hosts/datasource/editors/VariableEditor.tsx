import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Picker } from '#ui';
import {
  VARIABLE_KINDS,
  isVariableKind,
  type ParcaVariableQuery,
  type VariableKind,
} from '../variables/variable-query';
import { ProfileTypeField } from './fields/ProfileTypeField';
import { SelectorField } from './fields/SelectorField';
import { useLabelSuggestions, useProfileTypes, type Suggested } from './use-suggestions';

export interface VariableEditorProps extends Suggested {
  readonly query: ParcaVariableQuery;
  readonly onChange: (query: ParcaVariableQuery) => void;
}

const KINDS: Readonly<Record<VariableKind, { label: string; description: string }>> = {
  profileTypes: { label: 'Profile types', description: 'For profileTypeId' },
  labelNames: { label: 'Label names', description: 'Of one profile type' },
  labelValues: { label: 'Label values', description: 'Of one label' },
  models: { label: 'Juju models', description: 'Shown by name; the value is juju_model_uuid' },
  applications: { label: 'Juju applications', description: 'juju_application' },
  units: { label: 'Juju units', description: 'juju_unit' },
};

const NO_MATCHERS = [] as const;

/** What a dashboard variable lists; conditions may rest on other variables. */
export function VariableEditor({ datasource, query, range, onChange }: VariableEditorProps) {
  const styles = useStyles2(getStyles);
  // A new variable's query is empty, or the text of another datasource's.
  const kind = isVariableKind(query.kind) ? query.kind : undefined;
  const { profileTypeId = '', labelSelector = '', label = '' } = query;
  const types = useProfileTypes({ datasource, range });
  const { names } = useLabelSuggestions(
    { datasource, range },
    { profileTypeId, matchers: NO_MATCHERS },
  );
  const change = (next: Partial<ParcaVariableQuery>) =>
    onChange({
      refId: query.refId ?? 'ParcaVariableQuery',
      kind: kind ?? 'labelValues',
      label,
      profileTypeId,
      labelSelector,
      ...next,
    });
  const shared = { datasource, range, profileTypeId };
  return (
    <div className={styles.row}>
      <Picker
        label="List"
        options={VARIABLE_KINDS.map((value) => ({ value, ...KINDS[value] }))}
        value={kind}
        onChange={(value) => isVariableKind(value) && change({ kind: value })}
        placeholder="Choose"
        minWidth={20}
      />
      {kind === 'labelValues' && (
        <Picker
          label="Label"
          options={(names.data ?? []).map((value) => ({ value, label: value }))}
          value={label}
          onChange={(value) => change({ label: value })}
          loading={names.state === 'loading'}
          allowCustom
        />
      )}
      {kind !== undefined && kind !== 'profileTypes' && (
        <>
          <ProfileTypeField
            types={types}
            value={profileTypeId}
            onChange={(value) => change({ profileTypeId: value })}
          />
          <SelectorField
            {...shared}
            title="Only with labels"
            selector={labelSelector}
            onChange={(selector) => change({ labelSelector: selector })}
          />
        </>
      )}
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
