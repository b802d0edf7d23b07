import { useEffect, useMemo, useState } from 'react';
import { createEngine, type Engine, type TreeHandle, type View, type ViewOptions } from '#engine';
import { useTree, viewOptionsOf, type DisplayState } from '#pages';
import type { PanelProfiles } from './panel-profiles';

let engine: Engine | undefined;

/** One for all panels: most views are quick, and each engine is a worker. */
export function panelEngine(): Engine {
  return (engine ??= createEngine());
}

/** A view and what it is of: while another one is made, the old one keeps its own facts. */
export interface PanelView {
  readonly profiles: PanelProfiles;
  readonly view: View;
}

export interface ViewOutcome {
  /** The last good one. */
  readonly shown: PanelView | undefined;
  /** True while `shown` is not of what is asked for. */
  readonly stale: boolean;
  /** Why what is asked for could not be made. */
  readonly error: Error | undefined;
}

interface Done {
  readonly question: Question;
  readonly view?: View;
  readonly error?: Error;
}

interface Question {
  readonly trees: readonly TreeHandle[];
  /** The display's `ViewOptions` as JSON: alike where they are the same. */
  readonly cuts: string;
}

/** The trees united, cut as the display says and tabulated. `undefined` asks for nothing and keeps the last view. */
export function usePanelView(
  profiles: PanelProfiles | undefined,
  display: DisplayState,
): ViewOutcome {
  const cuts = JSON.stringify(viewOptionsOf(display));
  const trees = useAdopted(useSameTrees(profiles?.trees));
  const answer = useAnswer(useMemo(() => trees && { trees, cuts }, [trees, cuts]));
  const [shown, setShown] = useState<PanelView | undefined>(undefined);
  useTree(panelEngine(), shown?.view.handle);
  const view = answer?.view;
  if (profiles && view && (shown?.view !== view || shown.profiles !== profiles))
    setShown({ profiles, view });
  return { shown, stale: profiles !== undefined && view === undefined, error: answer?.error };
}

/** The engine's answer to this very question; undefined until it is there. */
function useAnswer(question: Question | undefined): Done | undefined {
  const [done, setDone] = useState<Done | undefined>(undefined);
  useEffect(() => {
    if (!question) return undefined;
    const options = JSON.parse(question.cuts) as ViewOptions;
    const control = new AbortController();
    let made: TreeHandle | undefined;
    panelEngine()
      .view(question.trees, options, { signal: control.signal })
      .then(
        (view) => {
          made = view.handle;
          setDone({ question, view });
        },
        (error: unknown) => {
          if (!control.signal.aborted) setDone({ question, error: asError(error) });
        },
      );
    return () => {
      control.abort();
      if (made !== undefined) panelEngine().release(made);
    };
  }, [question]);
  return done?.question === question ? done : undefined;
}

/** Trees of data frames go to the engine once, however often they are cut anew. */
function useAdopted(trees: PanelProfiles['trees'] | undefined) {
  const [adopted, setAdopted] = useState<Adopted | undefined>(undefined);
  useEffect(() => {
    if (!trees) return undefined;
    const handles = trees.map((tree) => panelEngine().adopt(tree));
    setAdopted({ trees, handles });
    return () => handles.forEach((handle) => panelEngine().release(handle));
  }, [trees]);
  return adopted?.trees === trees ? adopted?.handles : undefined;
}

interface Adopted {
  readonly trees: PanelProfiles['trees'];
  readonly handles: readonly TreeHandle[];
}

/** The list of before while it holds the same trees: other options of a panel make a new list of them. */
function useSameTrees(trees: PanelProfiles['trees'] | undefined) {
  const [kept, setKept] = useState(trees);
  const same = kept?.length === trees?.length && kept?.every((tree, i) => tree === trees?.[i]);
  if (kept === trees || same) return kept;
  setKept(trees);
  return trees;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
