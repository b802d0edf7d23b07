import { kindOf, type ProfileType } from '#series';
import { Picker } from '#ui';
import { normalisationsFor, type Normalisation } from '#comparison';
import type { ViewControl } from './use-view-state';

const TITLES: Record<Normalisation, { label: string; description: string }> = {
  share: { label: 'share of total', description: 'each side divided by its own total' },
  perSecond: { label: 'per second', description: 'each side divided by the seconds it covers' },
  raw: { label: 'raw values', description: 'as stored' },
};

/** The choice; without one a rate where the type has one, because windows may differ in length. */
export function chosenNormalisation(
  choice: Normalisation | '',
  profileType: ProfileType,
): Normalisation {
  const offered = normalisationsFor(kindOf(profileType));
  const wanted = choice === '' ? 'perSecond' : choice;
  return offered.find((how) => how === wanted) ?? 'raw';
}

export function NormalisePicker(props: {
  readonly control: ViewControl;
  readonly profileType: ProfileType;
}) {
  const { control, profileType } = props;
  const { view, setView } = control;
  const offered = normalisationsFor(kindOf(profileType));
  return (
    <Picker
      label="Compare by"
      options={offered.map((value) => ({ value, ...TITLES[value] }))}
      value={chosenNormalisation(view.normalise, profileType)}
      onChange={(text) =>
        setView({ ...view, normalise: offered.find((how) => how === text) ?? '' })
      }
    />
  );
}
