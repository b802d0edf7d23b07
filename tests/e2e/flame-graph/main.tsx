import { createTheme, ThemeContext } from '@grafana/data';
import { GlobalStyles } from '@grafana/ui';
import { StrictMode, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { buildTopTable, searchTree, type CallTree } from '#profile';
import {
  Breadcrumbs,
  buildDescriber,
  buildWidths,
  colourByChange,
  colourByPackage,
  DeltaLegend,
  defaultSort,
  FlameGraph,
  TopTable,
} from '#ui';
import { SCENARIOS } from './scenarios';

declare global {
  interface Window {
    harness: {
      /** Where a node is by its column, in fractions of the graph's width. */
      trueBox: (node: number) => { x: number; width: number; depth: number };
      /** Those at least this part of the graph's width, and the callers of the focus. */
      nodesFrom: (share: number) => number[];
      nodeOf: (name: string) => number;
      nameOf: (node: number) => string;
      nodes: number;
      show: (state: Partial<State>) => void;
    };
  }
}

interface State {
  scenario: string;
  focus: number;
  selected: number | undefined;
  pattern: string;
}

const query = new URLSearchParams(location.search);
const isDark = query.get('theme') === 'dark';

function Page() {
  const [state, setState] = useState<State>({
    scenario: query.get('scenario') ?? 'shop',
    focus: 0,
    selected: undefined,
    pattern: query.get('pattern') ?? '',
  });
  /** At once, so that whoever shows something can wait for it. */
  const show = (next: Partial<State>) => flushSync(() => setState((old) => ({ ...old, ...next })));
  const tree = useMemo(() => SCENARIOS[state.scenario]!(), [state.scenario]);
  const graph = useMemo(() => graphOf(tree), [tree]);
  const table = useMemo(() => buildTopTable(tree, 'function'), [tree]);
  const search = useMemo(
    () => searchTree(tree, { text: state.pattern, regex: true }),
    [tree, state.pattern],
  );
  const [lit, setLit] = useState<number>();
  const [sort, setSort] = useState(defaultSort(table));
  window.harness = probe(tree, graph.widths, { focus: state.focus, show });
  return (
    <>
      <Breadcrumbs tree={tree} focus={state.focus} onFocus={(focus) => show({ focus })} />
      <FlameGraph
        tree={tree}
        {...graph}
        focus={state.focus}
        onFocus={(focus) => show({ focus })}
        selected={state.selected}
        onSelect={(selected) => show({ selected })}
        matches={state.pattern !== '' && search.kind === 'matches' ? search.frames : undefined}
        highlightedFrame={lit}
        onHoverFrame={setLit}
        label="CPU time"
        maxHeightPx={420}
      />
      {tree.columns.length === 2 && <DeltaLegend />}
      <p data-testid="hovered">{lit === undefined ? '' : tree.frames.functionName[lit]}</p>
      <TopTable
        table={table}
        unit="nanoseconds"
        magnitudes={tree.columns.map((column) => column.total[0]!)}
        sort={sort}
        onSort={setSort}
        highlighted={lit === undefined ? undefined : table.rowOfFrame[lit]}
        onHover={(row) => setLit(row === undefined ? undefined : table.rowOfFrame.indexOf(row))}
        onSelect={() => {}}
        maxHeightPx={300}
      />
    </>
  );
}

function graphOf(tree: CallTree) {
  return {
    widths: buildWidths(tree, tree.columns),
    colour: tree.columns.length > 1 ? colourByChange(tree) : colourByPackage(tree),
    describe: buildDescriber(tree, { unit: 'nanoseconds' }),
  };
}

/** The long way round: sums over the siblings before each node of the path, nothing of the layout under test. */
function probe(
  tree: CallTree,
  widths: Float64Array,
  { focus, show }: { focus: number; show: (state: Partial<State>) => void },
) {
  const offsetOf = (node: number) => {
    let offset = 0;
    for (let n = 1, parent = 0; n <= node;) {
      if (node < tree.end[n]!) {
        parent = n;
        n = parent + 1;
      } else {
        offset += widths[n]!;
        n = tree.end[n]!;
      }
    }
    return offset;
  };
  return {
    trueBox: (node: number) => {
      const depth = tree.depth[node]!;
      if (node <= focus && focus < tree.end[node]!) return { x: 0, width: 1, depth };
      const whole = widths[focus]!;
      return { x: (offsetOf(node) - offsetOf(focus)) / whole, width: widths[node]! / whole, depth };
    },
    nodesFrom: (share: number) =>
      Array.from(widths.keys()).filter((node) => {
        if (node < focus) return focus < tree.end[node]!;
        return (
          node === focus || (node < tree.end[focus]! && widths[node]! >= share * widths[focus]!)
        );
      }),
    nodeOf: (name: string) =>
      tree.frame.findIndex((row) => row >= 0 && tree.frames.functionName[row] === name),
    nameOf: (node: number) => tree.frames.functionName[tree.frame[node]!]!,
    nodes: tree.frame.length,
    show,
  };
}

const page = (
  <ThemeContext.Provider value={createTheme({ colors: { mode: isDark ? 'dark' : 'light' } })}>
    <GlobalStyles />
    <Page />
  </ThemeContext.Provider>
);
createRoot(document.querySelector('#main')!).render(
  query.has('strict') ? <StrictMode>{page}</StrictMode> : page,
);
