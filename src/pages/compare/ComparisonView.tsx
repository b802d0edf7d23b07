import { valueUnit } from '#series';
import { Notice } from '#ui';
import { explain } from '../shell/advice';
import { FlameSection } from '../flame/FlameSection';
import { useHost } from '../state/host';
import type { ViewControl } from '../state/use-view-state';
import { ComparisonAnswer } from './ComparisonAnswer';
import type { Comparison } from './use-comparison';

/** The answer, or why there is none yet. */
export function ComparisonHead({ comparison }: { readonly comparison: Comparison }) {
  const { viewed, compared, facts, stale, failed, missing } = comparison;
  if (missing.length > 0) return null;
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
      {compared && <ComparisonAnswer {...{ compared, facts, stale }} />}
      {!viewed.data && !failed && !viewed.error && (
        <Notice kind="loading" title="Loading both sides …" />
      )}
      {viewed.data && !compared && (
        <Notice kind="partial" title="One side failed: this is the other one alone" />
      )}
    </>
  );
}

interface ComparisonPictureProps {
  readonly control: ViewControl;
  readonly comparison: Comparison;
}

/** The evidence: flame graph and table of both sides; of one side alone where the other one failed. */
export function ComparisonPicture({ control, comparison }: ComparisonPictureProps) {
  const { engine } = useHost();
  const { viewed, compared, stale, missing } = comparison;
  const { data } = viewed;
  if (!data || missing.length > 0) return null;
  const shown = { engine, display: control.view.display, setDisplay: control.setDisplay };
  if (compared) return <FlameSection {...shown} {...compared} stale={stale} />;
  const { handle, tree, table, magnitudes, wholes, removed, sides } = data;
  return (
    <FlameSection
      {...{ ...shown, handle, tree, table, magnitudes, wholes, removed, stale }}
      unit={valueUnit(sides[0]!.selector.profileType)}
    />
  );
}
