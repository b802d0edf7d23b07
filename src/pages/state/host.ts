import { createContext, useContext, type ReactNode } from 'react';
import type { Dismissals } from './dismissals';
import type { Engine } from '#engine';
import type { TimeRange, TopologyAliases } from '#series';
import type { MetricSource, ProfileSource } from '#sources';
import type { MetricPanel } from '#targets';
import type { FilesBeside } from '../compare/sides/file/file-beside';
import type { ArchiveSink } from '../save/archive-sink';
import type { ViewState } from './view/view-state';

/**
 * What the pages need of the place they run in. The console gives fetch and the browser's history, Grafana its proxy and
 * its router; pages know neither. One object for as long as the pages are there: what changes with a step is not in it.
 */
export interface Host {
  readonly profiles: ProfileSource;
  /** undefined: no Prometheus is configured. */
  readonly metrics: MetricSource | undefined;
  readonly engine: Engine;
  /** Which metrics stand under a profile, in the order in which they are drawn. */
  readonly metricPanels: readonly MetricPanel[];
  /** What the site calls the labels that place a target. */
  readonly targetAliases: TopologyAliases;
  /** The product's name, where nothing around the pages says it. */
  readonly brand?: string;
  /** Whose data is looked at, for the page's head: a name ("demo archive"), or pickers to choose it. */
  readonly source: ReactNode;
  /** What the host can do with a view besides sharing its link: buttons for the page's head. */
  readonly actions?: (at: BarView) => ReactNode;
  /** The same view in other programs; on pages without a picture none. */
  readonly elsewhere?: (at: BarView) => readonly ElsewhereLink[];
  /** The range of a view without one: an archive's own stretch, or the last hour. */
  readonly defaultRange: { readonly from: string; readonly to: string };
  /** Of the pages until another one is picked: `browser`, `utc`, `Europe/Berlin`. */
  readonly defaultTimeZone: string;
  /** Data does not grow, so a refresh makes no sense. */
  readonly frozen: boolean;
  /** `replace` for what is no step of the user's: a default that was filled in. */
  navigate(to: PageLocation, how: 'push' | 'replace'): void;
  /** Absolute link to a view, for "Share". */
  linkTo(to: PageLocation): string;
  now(): number;
  /** Files as sides of a comparison; absent: none can be. */
  readonly beside?: FilesBeside;
  /** What everyone of the organisation has dismissed on Changes; absent: only links can. */
  readonly dismissals?: Dismissals;
  /** Where what is on a page can be saved as an archive; absent: nowhere. */
  readonly createArchive?: () => Promise<ArchiveSink>;
}

/** The page's name and its query with `?`, '' without one. */
export interface PageLocation {
  readonly path: string;
  readonly search: string;
}

/** Where a view can be seen in another program. */
export interface ElsewhereLink {
  /** The program: `Parca`. */
  readonly label: string;
  readonly description: string;
  readonly href: string;
}

/** What is on the page when a button of its bar is pressed. */
export interface BarView {
  readonly view: ViewState;
  /** The page's range, resolved. */
  readonly range: TimeRange;
}

export type TimeZoneState = readonly [timeZone: string, setTimeZone: (timeZone: string) => void];

export const HostContext = createContext<Host | undefined>(undefined);
export const LocationContext = createContext<PageLocation | undefined>(undefined);
export const TimeZoneContext = createContext<TimeZoneState | undefined>(undefined);

export function useHost(): Host {
  return given(useContext(HostContext));
}

/** Where the pages are; whoever asks is rendered at each step. */
export function usePageLocation(): PageLocation {
  return given(useContext(LocationContext));
}

/** What times are printed in, and how to have another: as the range picker gives it. */
export function useTimeZone(): TimeZoneState {
  return given(useContext(TimeZoneContext));
}

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('PagesRoot is missing above this component');
  return value;
}

/** What the page of all that is profiled is called: who is only sent profiles has no targets. */
export function titleOfTargets({ profiles }: Pick<Host, 'profiles'>): string {
  return profiles.server.scrapes ? 'Targets' : 'Applications';
}

/** Kept with the host because links print it: a range as the two ends that the user gave. */
export function absoluteRange(range: TimeRange): { from: string; to: string } {
  return { from: String(range.start), to: String(range.end) };
}
