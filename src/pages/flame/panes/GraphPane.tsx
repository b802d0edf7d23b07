import { useMemo, useRef } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { CallTree } from '#profile';
import { Breadcrumbs, buildDescriber, FlameGraph, Minimap, useElementSize } from '#ui';
import { commandsOfNodes } from './commands-of-nodes';
import type { PaneProps } from './LinkedPanes';
import { categoriesBy, coloursOf, verdictOfFrames, widthsOf, type Colours } from '../picture';

export interface GraphPaneProps extends PaneProps {
  /** What the graph is called, where there are two. */
  readonly label?: string;
  /** Row of the frame table. */
  readonly highlighted: number | undefined;
}

/** In a lower room the rows that the map takes are worth more. */
const MAP_ROOM_PX = 240;

export function GraphPane(props: GraphPaneProps) {
  const styles = useStyles2(getStyles);
  const { display, tree, table, unit, fit, focus, setFocus } = props;
  const widths = useMemo(() => widthsOf(tree, display.width), [tree, display.width]);
  const { verdictOf, dividends } = props;
  const verdictOfFrame = useMemo(() => verdictOfFrames(table, verdictOf), [table, verdictOf]);
  const how = useColours(display);
  const lit = useLit({ tree, how, lit: display.lit, matches: props.matches.frames });
  const colour = useMemo(() => coloursOf(tree, how, verdictOfFrame), [tree, how, verdictOfFrame]);
  const describe = useMemo(
    () => buildDescriber(tree, { unit, dividends, verdictOf: verdictOfFrame }),
    [tree, unit, dividends, verdictOfFrame],
  );
  const [pane, stage] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];
  const { heightPx } = useElementSize(stage);
  // Of all that is in the pane: what is left to the stage depends on the answer.
  const room = useElementSize(pane);
  const hasMap = focus !== 0 && (!fit || (!fit.tiny && room.heightPx >= MAP_ROOM_PX));
  return (
    <div ref={pane} className={styles.graph} data-fit={fit !== undefined}>
      {(!fit?.tiny || focus !== 0) && <Breadcrumbs tree={tree} focus={focus} onFocus={setFocus} />}
      {hasMap && <Minimap {...{ tree, widths, colour, focus }} onFocus={setFocus} />}
      <div ref={stage} className={styles.stage}>
        <FlameGraph
          tree={tree}
          widths={widths}
          colour={colour}
          matches={lit}
          highlightedFrame={props.highlighted}
          onHoverFrame={props.onHover}
          focus={focus}
          onFocus={setFocus}
          selected={props.picked}
          onSelect={props.onPick}
          onCommand={commandsOfNodes(props)}
          describe={describe}
          {...(props.label !== undefined && { label: props.label })}
          {...(fit && heightPx > 0 && { maxHeightPx: heightPx })}
        />
      </div>
    </div>
  );
}

/** The same object until something of it changes. */
function useColours(display: Colours): Colours {
  const { colour, noise, by, rolledUp, own, inverted, pivot } = display;
  return useMemo(
    () => ({ colour, noise, by, rolledUp, own, inverted, pivot }),
    [colour, noise, by, rolledUp, own, inverted, pivot],
  );
}

interface LitQuestion {
  readonly tree: CallTree;
  readonly how: Colours;
  readonly lit: string | undefined;
  readonly matches: Uint8Array | undefined;
}

/** What a search matches, or the one colour of the legend that is lit, or both. */
function useLit({ tree, how, lit, matches }: LitQuestion): Uint8Array | undefined {
  return useMemo(() => {
    const names = lit === undefined ? undefined : categoriesBy(tree, how)?.names;
    if (!names || tree.columns.length > 1) return matches;
    return Uint8Array.from(names, (name, row) => (name === lit && (matches?.[row] ?? 1) ? 1 : 0));
  }, [tree, how, lit, matches]);
}

const getStyles = (theme: GrafanaTheme2) => ({
  graph: css({
    flex: '1 1 0',
    minWidth: 0,
    '&[data-fit="true"]': {
      minHeight: 0,
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(0.5),
      // One line: the end of a long path is what tells where one is.
      '& > nav ol': { flexWrap: 'nowrap', justifyContent: 'flex-end', overflow: 'hidden' },
    },
  }),
  stage: css({ '[data-fit="true"] > &': { flex: '1 1 0', minHeight: 0, overflow: 'hidden' } }),
});
