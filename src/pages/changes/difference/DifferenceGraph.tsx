import { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Finding } from '#changes';
import type { CallTree, TopTable } from '#profile';
import {
  Breadcrumbs,
  buildDescriber,
  colourByChange,
  comparedWidths,
  DeltaLegend,
  FlameGraph,
  formatRange,
  Notice,
} from '#ui';
import { useCompared } from '../../compare/use-compared';
import type { ComparedView } from '../../flame/view/scaled-view';
import { explain } from '../../shell/advice';
import { useTimeZone } from '../../state/host';
import { useSides } from '../../state/queries/use-profile';
import { SIDE_TITLE } from '../../state/sides';
import { DEFAULT_VIEW, type ViewState } from '../../state/view/view-state';
import { measuredText } from './measured-text';
import { wayOfFunctions } from './way-of-functions';

export interface DifferenceGraphProps {
  readonly finding: Finding;
  /** Where both sides are compared whole: of the same conditions and windows. */
  readonly compare: ViewState;
}

/** The flame graph of what a finding's units did before and after: one merge a side, which Compare then has. */
export function DifferenceGraph({ finding, compare }: DifferenceGraphProps) {
  const styles = useStyles2(getStyles);
  const [timeZone] = useTimeZone();
  const sides = useSides(compare, finding.profileType);
  const { normalise } = compare;
  const display = { ...DEFAULT_VIEW.display, renamed: compare.display.renamed };
  const { viewed, compared, missing, stale } = useCompared(
    { display, normalise },
    sides,
    undefined,
  );
  const windows = sides.map(({ name }) => formatRange(compare[name].window!, timeZone));
  const error = sides.find(({ loaded }) => loaded.error)?.loaded.error ?? viewed.error;
  const tryAgain = () => {
    for (const { loaded } of sides) if (loaded.error) loaded.retry();
    if (viewed.error) viewed.retry();
  };
  return (
    <figure className={styles.figure} aria-label="Flame graph of the difference">
      <figcaption className={styles.caption}>
        <span className={styles.title}>Flame graph of the difference</span>
        <span>
          {windows[1]} against {windows[0]}
        </span>
        {compared && <span>{measuredText(finding, compared)}</span>}
      </figcaption>
      {error ? (
        <Notice
          inline
          kind="failed"
          title="The sides could not be compared"
          {...explain(error)}
          action={{ label: 'Try again', onClick: tryAgain }}
        />
      ) : missing.length > 0 ? (
        <Notice
          inline
          kind="empty"
          title={`No profiles in the window of the ${missing.map((name) => SIDE_TITLE[name].toLowerCase()).join(' and the ')}.`}
          advice="Compare lets you choose other windows."
        />
      ) : compared ? (
        <Graph {...{ finding, compared, stale }} />
      ) : (
        <Notice inline kind="loading" title="Merging what was before and after …" />
      )}
    </figure>
  );
}

interface GraphProps {
  readonly finding: Finding;
  readonly compared: ComparedView;
  readonly stale: boolean;
}

/** In colour what is on the way of what was found; of the rest nothing is claimed. Of a whole, all. */
function Graph({ finding, compared, stale }: GraphProps) {
  const styles = useStyles2(getStyles);
  const { tree, table, unit, dividends } = compared;
  const { function: name, movedFrom } = finding;
  const widths = useMemo(() => comparedWidths(tree, 'both'), [tree]);
  const way = useMemo(
    () =>
      name === undefined
        ? undefined
        : wayOfFunctions({ tree, widths, isOne: isOneOf(table, [name, movedFrom]) }),
    [tree, table, widths, name, movedFrom],
  );
  const colour = useMemo(
    () => colourByChange(tree, way && ((node) => way.nodes[node] === 0)),
    [tree, way],
  );
  const describe = useMemo(
    () => buildDescriber(tree, { unit, dividends }),
    [tree, unit, dividends],
  );
  const [place, setPlace] = useState<Place>();
  const from = way?.from ?? 0;
  const at = place?.tree === tree ? place : { tree, focus: from, selected: undefined };
  const setFocus = (focus: number) => setPlace({ ...at, focus });
  return (
    <>
      <Breadcrumbs tree={tree} focus={at.focus} onFocus={setFocus} />
      <div className={styles.stage} data-stale={stale}>
        <FlameGraph
          {...{ tree, widths, colour, describe }}
          label="Flame graph of the difference"
          focus={at.focus}
          onFocus={setFocus}
          selected={at.selected}
          onSelect={(selected) => setPlace({ ...at, selected })}
          maxHeightPx={GRAPH_PX}
        />
      </div>
      <DeltaLegend grey={way && 'not part of it'} />
    </>
  );
}

interface Place {
  /** What the nodes are of. */
  readonly tree: CallTree;
  readonly focus: number;
  readonly selected: number | undefined;
}

function isOneOf({ names, rowOfFrame }: TopTable, wanted: readonly (string | undefined)[]) {
  const rows = new Set(wanted.flatMap((name) => (name === undefined ? [] : names.indexOf(name))));
  return (frame: number) => rows.has(rowOfFrame[frame]!);
}

/** Fourteen frames deep. */
const GRAPH_PX = 281;

const getStyles = (theme: GrafanaTheme2) => ({
  figure: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    flexBasis: '100%',
    minWidth: 0,
    margin: 0,
  }),
  caption: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    alignItems: 'baseline',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
  }),
  title: css({
    color: theme.colors.text.primary,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  stage: css({ minWidth: 0, '&[data-stale="true"]': { opacity: 0.6 } }),
});
