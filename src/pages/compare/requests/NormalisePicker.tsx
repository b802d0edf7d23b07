import { kindOf, type ProfileType } from '#series';
import { Picker } from '#ui';
import {
  chooseNormalisation,
  normalisationsFor,
  type Normalisation,
  type NormalisationsKnown,
  type Pair,
} from '#comparison';
import { areElsewhere } from '../sides/datasources';
import { useHost } from '../../state/host';
import type { ViewControl } from '../../state/view/use-view-state';
import type { RequestFacts } from './use-side-metrics';

interface Title {
  readonly label: string;
  readonly description: string;
}

const TITLES: Record<Normalisation, Title> = {
  share: { label: 'share of total', description: 'each side divided by its own total' },
  perSecond: { label: 'per second', description: 'each side divided by the seconds it covers' },
  perUnit: {
    label: 'per unit',
    description: 'and by its series, one a unit: one unit compares with several',
  },
  perFile: { label: 'per file', description: 'each side divided by the files it adds up' },
  perRequest: {
    label: 'per request',
    description: 'each side divided by the requests that it answered',
  },
  raw: { label: 'raw values', description: 'as stored' },
};

/** What is stored of a state is one value a scrape. */
const PER_SCRAPE: Title = {
  label: 'per scrape',
  description: 'mean over the scrapes of a series, added up over the series',
};

export function chosenNormalisation(
  choice: Normalisation | undefined,
  profileType: ProfileType,
  known: Omit<NormalisationsKnown, 'units'>,
): Normalisation {
  // How many series two sides are of is known of all that are loaded.
  const offered = normalisationsFor(kindOf(profileType), { ...known, units: true });
  return chooseNormalisation(offered, choice, known.files);
}

export function NormalisePicker(props: {
  readonly control: ViewControl;
  readonly profileType: ProfileType;
  readonly requests: RequestFacts;
  /** Of how many files each side is, where both are of files. */
  readonly files: Pair | undefined;
}) {
  const { control, profileType, requests, files } = props;
  const { view, setView } = control;
  const kind = kindOf(profileType);
  const { offered, metric } = requests;
  const elsewhere = areElsewhere(useHost(), view);
  const known = { units: true, requests: metric !== undefined, elsewhere, files };
  return (
    <>
      <NormalisationChoice
        offered={normalisationsFor(kind, known)}
        isState={kind === 'gauge' && !files}
        value={chosenNormalisation(view.normalise, profileType, known)}
        // The link says per request of what.
        onChange={(normalise) =>
          setView({
            ...view,
            normalise,
            ...(normalise === 'perRequest' && { requestMetric: metric }),
          })
        }
      />
      {kind !== 'gauge' && !elsewhere && (known.requests || offered.length > 0) && (
        <Picker
          label="Requests"
          placeholder="Counter of requests"
          options={offered.map((name) => ({ value: name, label: name }))}
          value={metric}
          onChange={requests.choose}
        />
      )}
    </>
  );
}

/** What values are divided by, of what can be asked of this data. */
export function NormalisationChoice(props: {
  readonly label?: string;
  readonly offered: readonly Normalisation[];
  /** Values are means over scrapes, not sums. */
  readonly isState: boolean;
  readonly value: Normalisation;
  readonly onChange: (value: Normalisation) => void;
}) {
  const { label = 'Normalize', offered, isState, value, onChange } = props;
  const titleOf = (how: Normalisation) => (isState && how === 'raw' ? PER_SCRAPE : TITLES[how]);
  return (
    <Picker
      label={label}
      options={offered.map((how) => ({ value: how, ...titleOf(how) }))}
      value={value}
      onChange={(text) => onChange(offered.find((how) => how === text) ?? value)}
    />
  );
}
