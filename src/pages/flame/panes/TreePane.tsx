import { useMemo, useRef } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { CallTree, TopTable } from '#profile';
import { Breadcrumbs, CallTreeTable, defaultSort, useElementSize } from '#ui';
import { commandsOfNodes } from './commands-of-nodes';
import { isUpsideDown, verdictOfFrames } from '../picture';
import type { GraphPaneProps } from './GraphPane';

/** Above the table, with its gap. */
const BAR_PX = 32;

/** The graph's tree as an indented table: what is selected, found, focused and done is the same. */
export function TreePane(props: GraphPaneProps) {
  const styles = useStyles2(getStyles);
  const { display, setDisplay, tree, table, fit, focus, setFocus, picked, selectedRow } = props;
  const { verdictOf } = props;
  // Beside the callees of one function.
  const isCallers = props.label !== undefined;
  const verdictOfFrame = useMemo(() => verdictOfFrames(table, verdictOf), [table, verdictOf]);
  const usual = useMemo(
    () =>
      tree.columns.length === 2
        ? defaultSort(table, verdictOf)
        : ({ key: 'total', descending: true } as const),
    [tree, table, verdictOf],
  );
  // Of a function that a link or the table has selected: where it costs most.
  const heaviest = useMemo(
    () => (picked === undefined ? heaviestOf(tree, table, selectedRow) : undefined),
    [picked, tree, table, selectedRow],
  );
  const stage = useRef<HTMLDivElement>(null);
  const { heightPx } = useElementSize(stage);
  return (
    <div className={styles.pane} data-fit={fit !== undefined}>
      {focus !== 0 && <Breadcrumbs tree={tree} focus={focus} onFocus={setFocus} />}
      <div ref={stage} className={styles.stage}>
        <CallTreeTable
          tree={tree}
          table={table}
          unit={props.unit}
          magnitudes={props.magnitudes}
          focus={focus}
          onFocus={setFocus}
          usual={usual}
          sort={display.sort}
          onSort={(sort) => setDisplay({ sort }, 'replace')}
          matches={props.matches.frames}
          onlyMatches={display.onlyMatches}
          selected={picked ?? heaviest}
          onSelect={props.onPick}
          highlightedFrame={props.highlighted}
          onHoverFrame={props.onHover}
          onCommand={commandsOfNodes(props)}
          isUpsideDown={isCallers ? !display.inverted : isUpsideDown(display)}
          verdictOf={verdictOfFrame}
          dividends={props.dividends}
          {...(props.label !== undefined && { label: props.label })}
          {...(fit && heightPx > 0 && { maxHeightPx: Math.max(heightPx - BAR_PX, 1) })}
        />
      </div>
    </div>
  );
}

function heaviestOf(tree: CallTree, { rowOfFrame }: TopTable, row: number): number | undefined {
  if (row < 0) return undefined;
  let found: number | undefined;
  let most = -1;
  for (let n = 1; n < tree.frame.length; n++) {
    if (rowOfFrame[tree.frame[n]!] !== row) continue;
    const cost = tree.columns.reduce((sum, { total }) => sum + Math.abs(total[n]!), 0);
    if (cost <= most) continue;
    most = cost;
    found = n;
  }
  return found;
}

const getStyles = (theme: GrafanaTheme2) => ({
  pane: css({
    flex: '1 1 0',
    minWidth: 0,
    '&[data-fit="true"]': {
      minHeight: 0,
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(0.5),
    },
  }),
  stage: css({ '[data-fit="true"] > &': { flex: '1 1 0', minHeight: 0, overflow: 'hidden' } }),
});
