import type { ReactNode } from 'react';
import type { Milliseconds, TimeRange } from '#series';
import type { Annotation } from '#targets';

/** One chart of a timeline: what is drawn against time, in one unit. */
export interface TimelineChart {
  readonly id: string;
  readonly title: string;
  /** As `formatValue` takes it: `cores`, `bytes`, `goroutines`, … */
  readonly unit: string;
  /** Of the plot, without its title and time labels. */
  readonly height: number;
  /** A value that the axis holds besides its own: the greatest of a chart that this one is compared with. */
  readonly axisHolds?: number;
  readonly state: TimelineChartState;
  /** How the data was chosen, in words: "metrics of the same unit". */
  readonly note?: string;
  /** Right after the title: what tells whose metric it is. Its width is measured. */
  readonly badge?: ReactNode;
  /** Few words in the header that the chart is read with: "profiler sees 93 % of it". */
  readonly remark?: string;
  /** Instead of the remark where a chart is narrow: "93 % seen". */
  readonly remarkShort?: string;
  /** How the remark came about, with the values put in; its tooltip. */
  readonly remarkFormula?: string;
  /** Of a chart whose lines are parts of one whole: its legend stands below it, with the share of each. */
  readonly groups?: ChartGroups;
  /** `full`: a row of its own; `part`: shares a row. The first chart is full, the others are parts, when left out. */
  readonly span?: 'full' | 'part';
}

/** What the lines of a chart are values of. */
export interface ChartGroups {
  /** `Unit` */
  readonly by: string;
  /** How many values there are, with those that share a line. */
  readonly count: number;
  readonly entries: readonly ChartGroup[];
}

/** One of the lines, told by its label. */
export interface ChartGroup {
  readonly label: string;
  /** Of all lines over the range; undefined where they come to nothing. */
  readonly share: number | undefined;
  /** Selects it alone, or where it is, all again; absent: it is no single value. */
  readonly onPick?: () => void;
  readonly isPicked: boolean;
}

/** Loading and failed keep the series that were there before. */
export type TimelineChartState =
  | {
      readonly kind: 'loading';
      readonly series?: readonly TimelineSeries[];
      /** What is on the way, where it is not what the chart is of. */
      readonly what?: string;
    }
  | {
      readonly kind: 'ready';
      readonly series: readonly TimelineSeries[];
      /** What is missing of it, in the server's words. */
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'empty'; readonly reason: string }
  | {
      readonly kind: 'failed';
      readonly message: string;
      readonly series?: readonly TimelineSeries[];
    };

/** Times ascend; `null` is a gap. One label has one colour in all charts of a timeline. */
export interface TimelineSeries {
  readonly label: string;
  /** CSS colour; without it the label gets the next one of the palette. */
  readonly colour?: string;
  readonly times: readonly Milliseconds[];
  readonly values: readonly (number | null)[];
}

export type WindowKind = 'window' | 'baseline' | 'comparison';

/** A range that is selected: what the profile, or a side of a comparison, is of. */
export interface TimelineWindow {
  readonly kind: WindowKind;
  readonly range: TimeRange;
  readonly label: string;
}

export interface TimelineProps {
  readonly charts: readonly TimelineChart[];
  /** Of those there are no lines, but what they say at the cursor, below the others. */
  readonly folded?: readonly TimelineChart[];
  /** The one time axis of all charts. */
  readonly range: TimeRange;
  /** A drag in one moves it, outside it sets the nearest one; a new one of kind `window` where there is none. */
  readonly windows?: readonly TimelineWindow[];
  /** What the user calls what a drag sets where there is no window yet; `window` when left out. */
  readonly dragSets?: string;
  /** A drag, the keyboard, a moved edge or the window's own picker; of the first three whole seconds when the page's range is a minute or more. */
  readonly onSelectWindow: (range: TimeRange, kind: WindowKind) => void;
  /** Shift and drag. */
  readonly onZoom: (range: TimeRange) => void;
  /** Shift and click. */
  readonly onZoomOut?: () => void;
  /** Escape, or a window's own button. */
  readonly onClearWindow?: (kind: WindowKind) => void;
  /** A click: the moment under it, in the chart of this id; of the keyboard's there is none. */
  readonly onPickTime?: (time: Milliseconds, kind: WindowKind, chart?: string) => void;
  /** The moment under the pointer or the keyboard, for a cursor that others share; the timeline keeps its own when left out. */
  readonly cursor?: Milliseconds | undefined;
  readonly onCursorChange?: (time: Milliseconds | undefined) => void;
  /** What happened: a lane of glyphs on the first chart, a line at its time through all. Those outside of the range are not drawn. */
  readonly annotations?: readonly Annotation[];
  /** A click on an annotation, or Enter: compare before with after. Without it annotations only tell. */
  readonly onPickAnnotation?: (annotation: Annotation) => void;
  /** Controls of the caller's, at the end of the first chart's title line. */
  readonly actions?: ReactNode;
  /** `browser` (when left out), `utc` or an IANA name. */
  readonly timeZone?: string;
}

/** What a chart draws in any state: the old series while it loads or after it failed. */
export function seriesOf(state: TimelineChart['state']): readonly TimelineSeries[] {
  return state.kind === 'empty' ? [] : (state.series ?? []);
}
