import { kindOf, type ProfileType } from '#series';
import { Picker } from '#ui';
import { normalisationsFor, type Normalisation } from '#comparison';
import type { ViewControl } from '../state/use-view-state';

const TITLES: Record<Normalisation, { label: string; description: string }> = {
  share: { label: 'share of total', description: 'each side divided by its own total' },
  perSecond: { label: 'per second', description: 'each side divided by the seconds it covers' },
  raw: { label: 'raw values', description: 'as stored' },
};

/** The choice; without one a rate where the type has one, because windows may differ in length. */
export function chosenNormalisation(
  choice: Normalisation | undefined,
  profileType: ProfileType,
): Normalisation {
  const offered = normalisationsFor(kindOf(profileType));
  return offered.find((how) => how === (choice ?? 'perSecond')) ?? 'raw';
}

export function NormalisePicker(props: {
  readonly control: ViewControl;
  readonly profileType: ProfileType;
}) {
  const { control, profileType } = props;
  const { view, setView } = control;
  return (
    <NormalisationChoice
      offered={normalisationsFor(kindOf(profileType))}
      value={chosenNormalisation(view.normalise, profileType)}
      onChange={(normalise) => setView({ ...view, normalise })}
    />
  );
}

/** What values are divided by, of what can be asked of this data. */
export function NormalisationChoice(props: {
  readonly label?: string;
  readonly offered: readonly Normalisation[];
  readonly value: Normalisation;
  readonly onChange: (value: Normalisation) => void;
}) {
  const { label = 'Normalize', offered, value, onChange } = props;
  return (
    <Picker
      label={label}
      options={offered.map((how) => ({ value: how, ...TITLES[how] }))}
      value={value}
      onChange={(text) => onChange(offered.find((how) => how === text) ?? value)}
    />
  );
}
