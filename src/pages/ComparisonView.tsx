import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { comparability, type ComparabilityFact, type ComparedSide, type Pair } from '#comparison';
import { coverageOf, kindOf, printProfileType, printSelector, valueUnit } from '#series';
import { Notice } from '#ui';
import { explain } from './advice';
import { ComparisonAnswer } from './ComparisonAnswer';
import type { SideName } from './sides';
import { FlameSection } from './FlameSection';
import { useHost } from './host';
import { chosenNormalisation } from './NormalisePicker';
import { viewQuery, type LoadedProfile, type ViewOfSides } from './queries';
import { compareView, type ComparedView } from './scaled-view';
import { useKept, type Kept } from './use-kept';
import type { ViewControl } from './use-view-state';

export interface ComparisonViewProps {
  readonly control: ViewControl;
  readonly sides: readonly {
    readonly name: SideName;
    readonly queryKey: readonly unknown[];
    readonly loaded: Kept<LoadedProfile>;
  }[];
}

/** The answer in a sentence, how far the sides can be compared, and the evidence; of one side alone where the other one failed. */
export function ComparisonView({ control, sides }: ComparisonViewProps) {
  const host = useHost();
  const { view } = control;
  const ready = sides.flatMap(({ queryKey, loaded }) =>
    loaded.data && !loaded.stale ? [{ key: queryKey, loaded: loaded.data }] : [],
  );
  const failed = sides.some((side) => side.loaded.error);
  const asked = ready.length === 2 || failed ? ready : [];
  const viewed = useKept(useQuery(viewQuery(host, asked, view.display)));
  const stale = viewed.stale || sides.some((side) => side.loaded.stale && !side.loaded.error);
  return (
    <>
      {viewed.error && (
        <Notice
          kind="failed"
          title="The sides could not be compared"
          {...explain(viewed.error)}
          action={{ label: 'Try again', onClick: viewed.retry }}
        />
      )}
      {viewed.data ? (
        <Picture control={control} viewed={viewed.data} stale={stale} />
      ) : (
        !failed && !viewed.error && <Notice kind="loading" title="Loading both sides …" />
      )}
    </>
  );
}

interface PictureProps {
  readonly control: ViewControl;
  readonly viewed: ViewOfSides;
  readonly stale: boolean;
}

function Picture({ control, viewed, stale }: PictureProps) {
  const { engine } = useHost();
  const { normalise: chosen, display } = control.view;
  const shown = { engine, display, setDisplay: control.setDisplay };
  const compared = useMemo(
    () => (viewed.sides.length === 2 ? compare(viewed, chosen) : undefined),
    [viewed, chosen],
  );
  if (compared)
    return (
      <>
        <ComparisonAnswer compared={compared} facts={comparableFacts(viewed)} stale={stale} />
        <FlameSection {...shown} {...compared} stale={stale} />
      </>
    );
  const { tree, table, totals, removed, sides } = viewed;
  return (
    <>
      <Notice kind="partial" title="One side failed: this is the other one alone" />
      <FlameSection
        {...{ ...shown, tree, table, totals, removed, stale }}
        unit={valueUnit(sides[0]!.selector.profileType)}
      />
    </>
  );
}

function compare(viewed: ViewOfSides, chosen: ViewControl['view']['normalise']): ComparedView {
  const { sides } = viewed;
  const { profileType } = sides[0]!.selector;
  return compareView(viewed, chosenNormalisation(chosen, profileType), {
    profileType,
    durationsSeconds: pair(sides, (side) => coverageOf(side.fetched).seconds),
    totals: pair(sides, (side) => side.tree.columns[0]!.total[0]!),
  });
}

function pair(sides: readonly LoadedProfile[], valueOf: (side: LoadedProfile) => number): Pair {
  return [valueOf(sides[0]!), valueOf(sides[1]!)];
}

function comparableFacts({ sides }: ViewOfSides): readonly ComparabilityFact[] {
  const [baseline, comparison] = sides.map(comparedSide);
  return comparability(baseline!, comparison!);
}

function comparedSide({ tree, fetched, buildIds, selector }: LoadedProfile): ComparedSide {
  const { profileType } = selector;
  const { scrapes, expected } = coverageOf(fetched);
  return {
    profileType: printProfileType(profileType),
    unit: valueUnit(profileType),
    gauge: kindOf(profileType) !== 'delta',
    total: tree.columns[0]!.total[0]!,
    source: printSelector(selector),
    range: fetched.range,
    scrapes,
    expectedScrapes: expected,
    buildIds,
  };
}
