import type { ReactNode } from 'react';
import { useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import {
  DATASOURCE,
  matcherFault,
  printProfileType,
  readingsOf,
  profileTypeHelp,
  profileTypeTitle,
  type Matcher,
  type TimeRange,
} from '#series';
import { MatcherChips, Picker } from '#ui';
import { useHost } from '../state/host';
import { belowWidth, ICONS_ALONE, UNSEEN } from '../shell/page-width';
import { readable } from '../state/matcher-faults';
import { labelValuesQuery } from '../state/queries/queries';
import { DatasourcePicker, setsThere } from './DatasourcePicker';
import { levelOptions, pinnedValue, withLevel } from './topology-levels';
import type { Selection } from './use-selection';

const ALL = 'all';
const IS = 'is:';

/** Chooses the profile type by its usual name. */
export function ProfileTypePicker(props: {
  readonly selection: Selection;
  readonly onChange: (profileType: string) => void;
}) {
  const { profileTypes, profileType } = props.selection;
  const chosen = profileType && printProfileType(profileType);
  const types = (profileTypes.data ?? []).flatMap(readingsOf);
  // The chosen one is called by its name also while the list loads, or when this range has none of it.
  const missing = profileType && !types.some((type) => printProfileType(type) === chosen);
  const options = [...types, ...(missing ? [profileType] : [])].map((type) => ({
    value: printProfileType(type),
    label: profileTypeTitle(type),
    description: profileTypeHelp(type),
  }));
  options.sort((a, b) => a.label.localeCompare(b.label));
  return (
    <Picker
      label="Profile"
      options={options}
      value={chosen}
      onChange={props.onChange}
      placeholder={profileTypes.state === 'loading' ? 'Loading …' : 'Profile type'}
      minWidth={18}
    />
  );
}

export interface SelectorPickersProps {
  readonly selection: Selection;
  readonly range: TimeRange;
  readonly matchers: readonly Matcher[];
  readonly onChange: (matchers: readonly Matcher[]) => void;
  /** Whose selection it is: "Profile", "Baseline", "Comparison". */
  readonly title: string;
  readonly children?: ReactNode;
}

/** Model, application, unit (or what the data has instead) and further conditions; no name has to be typed. */
export function SelectorPickers(props: SelectorPickersProps) {
  const styles = useStyles2(getStyles);
  const { selection, matchers, onChange } = props;
  const { levels } = selection;
  const { datasources } = useHost().profiles;
  const everywhere = selection.labelSets.data ?? [];
  const labelSets = setsThere(datasources, { labelSets: everywhere, matchers });
  const pinned = new Set([
    ...levels
      .filter(({ label }) => pinnedValue(matchers, label) !== undefined)
      .map(({ label }) => label),
    ...(datasources ? [DATASOURCE] : []),
  ]);
  const shown = matchers.filter((matcher) => !(pinned.has(matcher.name) && matcher.op === '='));
  return (
    <div className={styles.row} role="group" aria-label={`${props.title}: selection`}>
      <DatasourcePicker {...{ levels, matchers, onChange }} labelSets={everywhere} />
      {levels.map((level, index) => {
        const value = pinnedValue(matchers, level.label);
        // What a link pins stays a choice although this range has no data of it.
        const values = [
          ...new Set([
            ...levelOptions(levels, index, { labelSets, matchers }),
            ...(value === undefined ? [] : [value]),
          ]),
        ];
        return (
          <Picker
            key={level.label}
            label={level.title}
            options={[
              { value: ALL, label: `all ${level.title.toLowerCase()}s` },
              ...values.map((text) => ({
                value: IS + text,
                label: text === '' ? `(no ${level.title.toLowerCase()})` : text,
              })),
            ]}
            value={value === undefined ? ALL : IS + value}
            onChange={(picked) =>
              onChange(
                withLevel(levels, index, {
                  matchers,
                  labelSets,
                  value: picked === ALL ? undefined : picked.slice(IS.length),
                }),
              )
            }
          />
        );
      })}
      <FreeMatchers
        {...props}
        shown={shown}
        onShown={(next) => onChange([...matchers.filter((m) => !shown.includes(m)), ...next])}
      />
      {props.children}
    </div>
  );
}

interface FreeMatchersProps extends SelectorPickersProps {
  readonly shown: readonly Matcher[];
  readonly onShown: (matchers: readonly Matcher[]) => void;
}

function FreeMatchers({ selection, range, title, matchers, shown, onShown }: FreeMatchersProps) {
  const host = useHost();
  const [asked, setAsked] = useState('');
  const { profileType } = selection;
  const values = useQuery(
    labelValuesQuery(host, { name: asked, profileType, matchers: readable(matchers), range }),
  );
  return (
    <MatcherChips
      title={`${title}: further conditions`}
      faultOf={matcherFault}
      matchers={shown}
      onChange={onShown}
      labelNames={selection.labelNames}
      onLabel={setAsked}
      values={values.data ?? []}
      loading={values.isFetching}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    alignItems: 'end',
    // `all units` and `shop-k8s/1` say what they are; who does not see them is told.
    '& > [data-picker] > label': UNSEEN,
    [belowWidth(1180)]: ICONS_ALONE,
  }),
});
