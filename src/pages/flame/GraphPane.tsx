import { useMemo, useRef } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Breadcrumbs, buildDescriber, FlameGraph, useElementSize } from '#ui';
import { subjectOfFrame } from './actions/subject';
import type { PaneProps } from './LinkedPanes';
import { coloursOf, verdictOfFrames, widthsOf } from './picture';

interface GraphPaneProps extends PaneProps {
  /** What the graph is called, where there are two. */
  readonly label?: string;
  /** Row of the frame table. */
  readonly highlighted: number | undefined;
}

export function GraphPane(props: GraphPaneProps) {
  const styles = useStyles2(getStyles);
  const { display, tree, table, unit, fit, focus, setFocus } = props;
  const widths = useMemo(() => widthsOf(tree, display.width), [tree, display.width]);
  const { verdictOf, dividends } = props;
  const verdictOfFrame = useMemo(() => verdictOfFrames(table, verdictOf), [table, verdictOf]);
  const { colour: colouring, noise } = display;
  const colour = useMemo(
    () => coloursOf(tree, { colour: colouring, noise }, verdictOfFrame),
    [tree, colouring, noise, verdictOfFrame],
  );
  const describe = useMemo(
    () => buildDescriber(tree, { unit, dividends, verdictOf: verdictOfFrame }),
    [tree, unit, dividends, verdictOfFrame],
  );
  const stage = useRef<HTMLDivElement>(null);
  const { heightPx } = useElementSize(stage);
  return (
    <div className={styles.graph} data-fit={fit !== undefined}>
      {(!fit?.tiny || focus !== 0) && <Breadcrumbs tree={tree} focus={focus} onFocus={setFocus} />}
      <div ref={stage} className={styles.stage}>
        <FlameGraph
          tree={tree}
          widths={widths}
          colour={colour}
          matches={props.matches.frames}
          highlightedFrame={props.highlighted}
          onHoverFrame={props.onHover}
          focus={focus}
          onFocus={setFocus}
          selected={props.picked}
          onSelect={props.onPick}
          onCommand={(command, node, at) =>
            props.onCommand({
              command,
              at,
              subject: subjectOfFrame(
                tree,
                tree.frame[node]!,
                display.rolledUp ? display.by : 'function',
              ),
              onZoom: () => setFocus(node),
            })
          }
          describe={describe}
          {...(props.label !== undefined && { label: props.label })}
          {...(fit && heightPx > 0 && { maxHeightPx: heightPx })}
        />
      </div>
    </div>
  );
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
