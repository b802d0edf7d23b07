import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { comparability, type ComparabilityFact, type ComparedSide, type Pair } from '#comparison';
import { kindOf, printProfileType, printSelector, valueUnit } from '#series';
import { Notice } from '#ui';
import { explain } from '../shell/advice';
import { ComparisonAnswer } from './ComparisonAnswer';
import { FlameSection } from '../flame/FlameSection';
import { useHost } from '../state/host';
import { chosenNormalisation } from './NormalisePicker';
import { viewQuery, type LoadedProfile, type ViewOfSides } from '../state/queries';
import { compareView, type ComparedView } from '../flame/scaled-view';
import { useLatestQuery } from '../state/use-latest-query';
import type { LoadedSide } from '../state/use-profile';
import { useTree } from '../flame/use-tree';
import type { ViewControl } from '../state/use-view-state';

export interface ComparisonViewProps {
  readonly control: ViewControl;
  readonly sides: readonly LoadedSide[];
}

/** The answer in a sentence, how far the sides can be compared, and the evidence; of one side alone where the other one failed. */
export function ComparisonView({ control, sides }: ComparisonViewProps) {
  const host = useHost();
  const { view } = control;
  const ready = sides.flatMap(({ loaded }) => (loaded.data && !loaded.stale ? [loaded.data] : []));
  const failed = sides.some((side) => side.loaded.error);
  const asked = ready.length === 2 || failed ? ready : [];
  const viewed = useLatestQuery(useQuery(viewQuery(host, asked, view.display)));
  useTree(host.engine, viewed.data?.handle);
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
  const { handle, tree, table, magnitudes, wholes, removed, sides } = viewed;
  return (
    <>
      <Notice kind="partial" title="One side failed: this is the other one alone" />
      <FlameSection
        {...{ ...shown, handle, tree, table, magnitudes, wholes, removed, stale }}
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
    durationsSeconds: pair(sides, ({ coverage }) => coverage.seconds),
    magnitudes: [viewed.wholes[0]!, viewed.wholes[1]!],
  });
}

function pair(sides: readonly LoadedProfile[], valueOf: (side: LoadedProfile) => number): Pair {
  return [valueOf(sides[0]!), valueOf(sides[1]!)];
}

function comparableFacts({ sides }: ViewOfSides): readonly ComparabilityFact[] {
  const [baseline, comparison] = sides.map(comparedSide);
  return comparability(baseline!, comparison!);
}

function comparedSide(side: LoadedProfile): ComparedSide {
  const { selector, total, fetched, buildIds } = side;
  const { profileType } = selector;
  const { scrapes, expected } = side.coverage;
  return {
    profileType: printProfileType(profileType),
    unit: valueUnit(profileType),
    gauge: kindOf(profileType) !== 'delta',
    total,
    source: printSelector(selector),
    range: fetched.range,
    scrapes,
    expectedScrapes: expected,
    buildIds,
  };
}
