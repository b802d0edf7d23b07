import { useCallback, useEffect, useState } from 'react';
import type { Normalisation } from '#comparison';
import { DEFAULT_DISPLAY, type DisplayState, type SetDisplay } from '#pages';
import type { PanelOptions } from '../panel-options';

/** What a viewer has changed, over what the options say. */
interface Changes {
  readonly display: Partial<DisplayState>;
  readonly normalise?: Normalisation;
  readonly swapped: boolean;
}

const NO_CHANGES: Changes = { display: {}, swapped: false };

/** By panel, for as long as Grafana is open: a panel is made anew for its editor and for its way back. */
const remembered = new Map<string, Changes>();

export interface PanelState {
  readonly display: DisplayState;
  readonly setDisplay: SetDisplay;
  /** undefined: what suits the profile type. */
  readonly normalise: Normalisation | undefined;
  readonly setNormalise: (how: Normalisation) => void;
  readonly swapped: boolean;
  readonly swap: () => void;
}

export interface StateQuestion {
  readonly options: PanelOptions;
  readonly widthPx: number;
  /** What the state is kept under; undefined: nowhere but here. */
  readonly memoryKey: string | undefined;
}

/** Where the options start and the viewer has gone. An option that is changed takes effect at once, over the viewer's change of it. */
export function usePanelState({ options, widthPx, memoryKey }: StateQuestion): PanelState {
  const [changes, setChanges] = useState<Changes>(() => recall(memoryKey));
  const [seen, setSeen] = useState({ options, memoryKey });
  if (seen.options !== options || seen.memoryKey !== memoryKey) {
    setSeen({ options, memoryKey });
    // A panel may be drawn before its first question says which dashboard it is in.
    const known = changes === NO_CHANGES ? recall(memoryKey) : changes;
    setChanges(withoutChangedOptions(known, seen.options, options));
  }
  useEffect(() => {
    if (memoryKey !== undefined && changes !== NO_CHANGES) remembered.set(memoryKey, changes);
  }, [memoryKey, changes]);
  const setDisplay = useCallback<SetDisplay>(
    (change) => setChanges((was) => ({ ...was, display: { ...was.display, ...change } })),
    [],
  );
  return {
    display: { ...startOf(options, widthPx), ...changes.display },
    setDisplay,
    normalise: changes.normalise ?? (options.normalise || undefined),
    setNormalise: (normalise) => setChanges((was) => ({ ...was, normalise })),
    swapped: changes.swapped,
    swap: () => setChanges((was) => ({ ...was, swapped: !was.swapped })),
  };
}

function recall(memoryKey: string | undefined): Changes {
  return (memoryKey === undefined ? undefined : remembered.get(memoryKey)) ?? NO_CHANGES;
}

/** Narrower panels cannot show table and graph beside each other. */
const BOTH_MIN_PX = 560;
const BOTH_AUTO_PX = 900;

function startOf(options: PanelOptions, widthPx: number): DisplayState {
  const { layout, colour, width, inverted, by } = options;
  const wide = widthPx >= (layout === 'auto' ? BOTH_AUTO_PX : BOTH_MIN_PX);
  const fits = layout === 'auto' || layout === 'both' ? (wide ? 'both' : 'graph') : layout;
  return { ...DEFAULT_DISPLAY, layout: fits, colour, width, inverted, by };
}

const SHOWN = ['layout', 'colour', 'width', 'inverted', 'by'] as const;

function withoutChangedOptions(changes: Changes, was: PanelOptions, is: PanelOptions): Changes {
  if (changes === NO_CHANGES || was === is) return changes;
  const display = { ...changes.display };
  for (const name of SHOWN) if (was[name] !== is[name]) delete display[name];
  const { normalise, ...rest } = changes;
  const keepsNormalise = normalise !== undefined && was.normalise === is.normalise;
  const keepsSides = was.baseline === is.baseline && was.comparison === is.comparison;
  return {
    ...rest,
    display,
    swapped: keepsSides && changes.swapped,
    ...(keepsNormalise && { normalise }),
  };
}
