import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useHost, usePageLocation } from '../host';
import { parseView, printView } from './view-url';
import type { DisplayState, ViewState } from './view-state';

/** A change of the picture that a user made, or (`replace`) one that is no step back. */
export type SetDisplay = (change: Partial<DisplayState>, how?: 'push' | 'replace') => void;

export interface ViewControl {
  readonly view: ViewState;
  readonly problems: readonly string[];
  /** A step of the user's, or (`replace`) a default that was filled in. */
  setView(view: ViewState, how?: 'push' | 'replace'): void;
  readonly setDisplay: SetDisplay;
}

/** An address that defaults were filled into, and what was wrong with the link before. */
interface Filled {
  readonly search: string;
  readonly problems: readonly string[];
}

/** The URL as state: read through `parseView`, written through `printView`, kept nowhere else. */
export function useViewState(): ViewControl {
  const host = useHost();
  const { path, search } = usePageLocation();
  const { view, problems: own } = useMemo(() => parseView(path, search), [path, search]);
  const [filled, setFilled] = useState<Filled>();
  const problems = own.length === 0 && filled?.search === search ? filled.problems : own;
  // One gesture can change two things before the page is drawn again: the second builds on the first.
  const latest = useRef(view);
  const said = useRef(problems);
  useLayoutEffect(() => {
    latest.current = view;
    said.current = problems;
  }, [view, problems]);
  const setView = useCallback(
    (next: ViewState, how: 'push' | 'replace' = 'push') => {
      latest.current = next;
      const address = printView(next);
      if (how === 'replace' && said.current.length > 0)
        setFilled({ search: address.search, problems: said.current });
      host.navigate(address, how);
    },
    [host],
  );
  const setDisplay: SetDisplay = useCallback(
    (change, how = 'push') => {
      const { display } = latest.current;
      setView({ ...latest.current, display: { ...display, ...change } }, how);
    },
    [setView],
  );
  return { view, problems, setView, setDisplay };
}
