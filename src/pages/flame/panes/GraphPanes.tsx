import { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { searchTree } from '#profile';
import { GraphPane } from './GraphPane';
import type { PaneProps } from './LinkedPanes';
import { useOrdered } from '../view/ordered';
import type { ScaledCallers } from '../view/scaled-view';

interface GraphPanesProps extends PaneProps {
  /** Row of the frame table. */
  readonly highlighted: number | undefined;
}

/** The graph, or it as an indented table; of callers and callees of one function, two from the same root, linked as graph and table are. */
export function GraphPanes(props: GraphPanesProps) {
  const styles = useStyles2(getStyles);
  const { display, callers } = props;
  const name = display.pivot?.functionName ?? '';
  const Pane = paneOf(props);
  return (
    <div className={styles.both} data-layout={display.layout}>
      {callers && (
        <section className={styles.side} aria-label={`Callers of ${name}`}>
          <h3 className={styles.title}>Callers</h3>
          <CallersPane {...props} callers={callers} />
        </section>
      )}
      {/* The same element with and without callers beside it: the focus of the keyboard stays. */}
      <section className={styles.side} aria-label={callers && `Callees of ${name}`}>
        {callers && <h3 className={styles.title}>Callees</h3>}
        <Pane {...props} />
      </section>
    </div>
  );
}

const paneOf = ({ display, treePane }: PaneProps) =>
  display.layout === 'tree' && treePane ? treePane : GraphPane;

type CallersPaneProps = GraphPanesProps & { readonly callers: ScaledCallers };

function CallersPane(props: CallersPaneProps) {
  const { table, highlighted } = props;
  const callers = useCallers(props);
  const Pane = paneOf(props);
  const { rowOfFrame } = callers.table;
  return (
    <Pane
      {...props}
      {...callers}
      label="Callers"
      highlighted={
        highlighted === undefined
          ? undefined
          : found(rowOfFrame.indexOf(table.rowOfFrame[highlighted]!))
      }
      onHover={(frame) =>
        props.onHover(
          frame === undefined ? undefined : found(table.rowOfFrame.indexOf(rowOfFrame[frame]!)),
        )
      }
    />
  );
}

/** The callers' own tree, focus, selection and matches; their rows are those of the same table. */
function useCallers({ callers, table, display, search, onSelectRow }: CallersPaneProps) {
  const { tree, dividends } = useOrdered({ ...callers, display });
  const { rowOfFrame } = callers;
  const ownTable = useMemo(() => ({ ...table, rowOfFrame }), [table, rowOfFrame]);
  const [place, setPlace] = useState({ tree, focus: 0, picked: undefined as number | undefined });
  const at = place.tree === tree ? place : { tree, focus: 0, picked: undefined };
  const { text, regex, by = 'function' } = search;
  const frames = useMemo(() => {
    if (text === '') return undefined;
    const result = searchTree(tree, { text, regex, by });
    return result.kind === 'matches' ? result.frames : undefined;
  }, [tree, text, regex, by]);
  return {
    ...{ tree, dividends, table: ownTable, focus: at.focus, picked: at.picked },
    matches: { ...NO_STEPS, frames },
    setFocus: (focus: number) => setPlace({ ...at, focus }),
    onPick: (picked: number) => {
      setPlace({ ...at, picked });
      const row = tree.frame[picked]!;
      if (row >= 0) onSelectRow(rowOfFrame[row]!);
    },
  };
}

const NO_STEPS = {
  ...{ rows: undefined, place: '', canStep: false },
  step: () => undefined,
  onRows: () => undefined,
};

function found(index: number): number | undefined {
  return index < 0 ? undefined : index;
}

const getStyles = (theme: GrafanaTheme2) => ({
  both: css({
    flex: '1 1 0',
    minWidth: 0,
    display: 'flex',
    gap: theme.spacing(2),
    // Beside a table there is no width for two.
    '&[data-layout="both"]': { flexDirection: 'column', '& > section': { flex: 'none' } },
    '@media (max-width: 899px)': { flexDirection: 'column', '& > section': { flex: 'none' } },
    '[data-fit="true"] &, [data-fit="true"] &[data-layout]': {
      minHeight: 0,
      '& > section': { flex: '1 1 0', minHeight: 0 },
    },
  }),
  side: css({ flex: '1 1 0', minWidth: 0, display: 'flex', flexDirection: 'column' }),
  title: css({
    margin: 0,
    fontSize: theme.typography.body.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
});
