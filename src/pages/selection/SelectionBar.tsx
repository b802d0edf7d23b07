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
import {
  chosenAt,
  isShownByLevel,
  levelChoices,
  withLevel,
  type ChoicesFrom,
} from './level-choices';
import type { Level } from './topology-levels';
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
  const isShown = (matcher: Matcher) =>
    isShownByLevel(levels, matcher) ||
    (datasources !== undefined && matcher.name === DATASOURCE && matcher.op === '=');
  const shown = matchers.filter((matcher) => !isShown(matcher));
  return (
    <div className={styles.row} role="group" aria-label={`${props.title}: selection`}>
      <DatasourcePicker {...{ levels, matchers, onChange }} labelSets={everywhere} />
      {levels.map((level, index) => (
        <LevelPicker key={level.label} {...{ levels, index, labelSets, matchers, onChange }} />
      ))}
      <FreeMatchers
        {...props}
        shown={shown}
        onShown={(next) => onChange([...matchers.filter((m) => !shown.includes(m)), ...next])}
      />
      {props.children}
    </div>
  );
}

interface LevelPickerProps extends ChoicesFrom {
  readonly levels: readonly Level[];
  readonly index: number;
  readonly onChange: (matchers: readonly Matcher[]) => void;
}

function LevelPicker({ levels, index, onChange, ...from }: LevelPickerProps) {
  const level = levels[index]!;
  const offered = levelChoices(levels, index, from);
  const chosen = chosenAt(level, offered, from);
  // What a link pins stays a choice although this range has no data of it.
  const isOffered = offered.some(({ key }) => key === chosen?.key);
  const choices = chosen && !isOffered ? [...offered, chosen] : offered;
  return (
    <Picker
      label={level.title}
      title={chosen?.unique}
      options={[
        { value: ALL, label: `all ${level.title.toLowerCase()}s` },
        ...choices.map(({ key, label }) => ({ value: IS + key, label })),
      ]}
      value={chosen ? IS + chosen.key : ALL}
      onChange={(picked) => {
        const choice = choices.find(({ key }) => IS + key === picked);
        onChange(withLevel(levels, index, { ...from, choice }));
      }}
    />
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
  const uniques = new Set(selection.levels.map(({ unique }) => unique));
  const values = useQuery(
    labelValuesQuery(host, { name: asked, profileType, matchers: readable(matchers), range }),
  );
  return (
    <MatcherChips
      title={`${title}: further conditions`}
      faultOf={matcherFault}
      matchers={shown}
      onChange={onShown}
      // A model's UUID is chosen with the model.
      labelNames={selection.labelNames.filter((name) => !uniques.has(name))}
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
