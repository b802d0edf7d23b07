import {
  chooseNormalisation,
  comparability,
  divisionOf,
  normalisationsFor,
  type ComparabilityFact,
  type ComparedSide,
  type Normalisation,
  type Pair,
  type ScalingFacts,
} from '#comparison';
import { compareView, scaleView, type ComparedView, type ScaledView } from '#pages';
import { kindOf, profileTypeTitle, valueUnit, type ProfileType } from '#series';
import { exactValue } from '#ui';
import { readProfileType, type PanelProfiles } from './panel-profiles';
import type { PanelView } from './panel-view';

/** A view with every number divided as chosen. */
export interface PanelNumbers {
  /** Of the profile type, for people. */
  readonly title: string;
  readonly how: Normalisation;
  readonly offered: readonly Normalisation[];
  /** Values are means over scrapes. */
  readonly isState: boolean;
  readonly scaled: ScaledView;
  /** undefined of one profile. */
  readonly compared: ComparedView | undefined;
  /** Whole totals, before filters, divided. One a side. */
  readonly wholes: readonly number[];
  /** The same with every digit and what it is divided by. */
  readonly totalFormulas: readonly string[];
  /** How far the sides can be compared; empty when nothing is known of it. */
  readonly comparable: readonly ComparabilityFact[];
}

/** `choice` '' is a rate where the data says how long it covers, else values as they are. */
export function numbersOf(
  { profiles, view }: PanelView,
  choice: Normalisation | undefined,
): PanelNumbers {
  const offered = offeredFor(profiles);
  const how = chooseNormalisation(offered, choice);
  const wholes = view.tree.columns.map((_, k) => view.totals[k]! + view.removed[k]!);
  const facts: ScalingFacts = {
    profileType: typeOf(profiles) ?? typeOfUnit(profiles.unit),
    durationsSeconds: pair(profiles.sides.map((side) => side.facts?.seconds ?? 0)),
    magnitudes: pair(view.wholes),
    // What is not known to be a state is not called a mean.
    ...(typeOf(profiles) && countsOf(profiles)),
  };
  const compared = wholes.length === 2 ? compareView(view, how, facts) : undefined;
  const scaled = compared ?? scaleView(view, how, facts);
  return {
    title: profileTypeTitle(facts.profileType),
    how,
    offered,
    isState: profiles.profileType !== undefined && isGauge(profiles.profileType),
    compared,
    scaled,
    wholes: scaled.totals.map((total, k) => total + scaled.removed[k]!),
    totalFormulas: wholes.map(
      (whole, k) => exactValue(whole, profiles.unit) + divisionOf(how, facts, k, 'exact'),
    ),
    comparable: comparableFacts(profiles, wholes, how),
  };
}

/** A rate only where each side says how long it covers; of two types, values of one unit but another meaning, only shares. */
function offeredFor(profiles: PanelProfiles): readonly Normalisation[] {
  const types = profiles.sides.flatMap((side) => side.profileType ?? []);
  if (new Set(types).size > 1) return ['share'];
  const type = typeOf(profiles);
  const timed = profiles.sides.every((side) => (side.facts?.seconds ?? 0) > 0);
  const units = countsOf(profiles).series !== undefined;
  return type && timed ? normalisationsFor(kindOf(type), { units }) : ['raw', 'share'];
}

/** How many series and scrapes each side is of, where all say so. */
function countsOf({ sides }: PanelProfiles): Pick<ScalingFacts, 'series' | 'scrapes'> {
  const facts = sides.flatMap((side) => side.facts ?? []);
  const series = facts.flatMap((one) => one.series || []);
  return {
    ...(facts.length === sides.length && { scrapes: pair(facts.map(({ scrapes }) => scrapes)) }),
    ...(series.length === sides.length && { series: pair(series) }),
  };
}

/** The frames' type, unless the panel's field options say that the values are something else. */
function typeOf({ profileType, unit }: PanelProfiles): ProfileType | undefined {
  return profileType && valueUnit(profileType) === unit ? profileType : undefined;
}

/** All that is known of another datasource's profile. */
function typeOfUnit(unit: string): ProfileType {
  return {
    name: '',
    sampleType: '',
    sampleUnit: unit,
    periodType: '',
    periodUnit: '',
    delta: false,
  };
}

function pair(values: readonly number[]): Pair {
  return [values[0]!, values[1] ?? values[0]!];
}

const isGauge = (type: ProfileType | undefined) => !type || kindOf(type) === 'gauge';

function comparableFacts(
  { sides, unit }: PanelProfiles,
  wholes: readonly number[],
  how: Normalisation,
): readonly ComparabilityFact[] {
  const compared = sides.flatMap(({ facts, profileType }, k): ComparedSide[] => {
    if (!facts || profileType === undefined) return [];
    return [
      {
        profileType,
        unit,
        gauge: isGauge(readProfileType(profileType)),
        total: wholes[k]!,
        source: facts.selector,
        range: facts.range,
        scrapes: facts.scrapes,
        ...(facts.series !== undefined && { series: facts.series }),
        buildIds: facts.buildIds,
      },
    ];
  });
  const [baseline, comparison] = compared;
  return baseline && comparison ? comparability(baseline, comparison, how) : [];
}
