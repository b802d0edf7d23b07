import { createContext, useContext, type ReactNode } from 'react';
import type { Engine } from '#engine';
import type { TimeRange } from '#series';
import type { MetricSource, ProfileSource } from '#sources';
import type { MetricPanel, TargetAliases } from '#targets';
import type { ViewState } from './view-state';

/**
 * What the pages need of the place they run in. The console gives fetch and the browser's history, Grafana its proxy and
 * its router; pages know neither.
 */
export interface Host {
  readonly profiles: ProfileSource;
  /** undefined: no Prometheus is configured. */
  readonly metrics: MetricSource | undefined;
  readonly engine: Engine;
  /** Which metrics stand under a profile, in the order in which they are drawn. */
  readonly metricPanels: readonly MetricPanel[];
  /** Spellings of the labels that place a target, where they are not the usual ones. */
  readonly targetAliases?: TargetAliases;
  /** The product's name, where nothing around the pages says it. */
  readonly brand?: string;
  /** Whose data is looked at, for the page's head: a name ("demo archive"), or pickers to choose it. */
  readonly source: ReactNode;
  /** What the host can do with a view besides sharing its link: buttons for the page's head. */
  readonly actions?: (at: BarView) => ReactNode;
  /** The range of a view without one: an archive's own stretch, or the last hour. */
  readonly defaultRange: { readonly from: string; readonly to: string };
  /** Data does not grow, so a refresh makes no sense. */
  readonly frozen: boolean;
  readonly location: { readonly path: string; readonly search: string };
  /** `replace` for what is no step of the person's: a default that was filled in. */
  navigate(to: { readonly path: string; readonly search: string }, how: 'push' | 'replace'): void;
  /** Absolute link to a view, for "Share". */
  linkTo(to: { readonly path: string; readonly search: string }): string;
  now(): number;
  readonly timeZone: string;
  /** As the picker gives it: `browser`, `utc`, `Europe/Berlin`. */
  setTimeZone(timeZone: string): void;
}

/** What is on the page when a button of its bar is pressed. */
export interface BarView {
  readonly view: ViewState;
  /** The page's range, resolved. */
  readonly range: TimeRange;
}

const HostContext = createContext<Host | undefined>(undefined);
export const HostProvider = HostContext.Provider;

export function useHost(): Host {
  const host = useContext(HostContext);
  if (!host) throw new Error('HostProvider is missing above this component');
  return host;
}

/** Kept with the host because links print it: a range as the two ends that a person gave. */
export function absoluteRange(range: TimeRange): { from: string; to: string } {
  return { from: String(range.start), to: String(range.end) };
}
