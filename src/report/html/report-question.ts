import type { CallTree, TopTable } from '#profile';
import type { Milliseconds, TimeRange } from '#series';

/** What a report is of and says; every text as people read it. */
export interface ReportQuestion {
  readonly title: string;
  /** Of a comparison, in a sentence. */
  readonly answer?: string | undefined;
  /** One, or baseline and comparison. */
  readonly sides: readonly ReportSide[];
  /** Unit, formula, what is filtered: a line each. */
  readonly basis: readonly string[];
  /** How far the sides can be compared. */
  readonly comparability?: readonly ReportNote[];
  /** What is known of noise, and how: a line each. */
  readonly noise?: readonly string[];
  readonly picture: ReportPicture;
  readonly table: TopTable;
  /** Of the values of table and picture. */
  readonly unit: string;
  /** Of a row by its name; '' where nothing is known. */
  readonly verdictOf?: ((name: string) => string) | undefined;
  readonly charts?: readonly ReportChart[];
  /** The same view, for who reaches the server. */
  readonly link?: string | undefined;
  /** By what it was made, and when. */
  readonly madeBy: string;
}

export interface ReportSide {
  /** `baseline` */
  readonly name: string;
  /** Of all of it, with its unit. */
  readonly total: string;
  /** Selector, range, scrapes, builds: a line each. */
  readonly facts: readonly string[];
}

interface ReportNote {
  readonly warns: boolean;
  readonly text: string;
}

export interface ReportPicture {
  readonly tree: CallTree;
  /** What the frames' widths stand for, one a node, never negative; a node has at least the sum of its callees. */
  readonly widths: Float64Array;
  readonly nameOf: (node: number) => string;
  /** Which of `fills` a node has. */
  readonly slotOf: (node: number) => number;
  readonly markOf: (node: number) => FrameMark | undefined;
  readonly factsOf: (node: number) => readonly { readonly label: string; readonly value: string }[];
  readonly light: ReportColours;
  readonly dark: ReportColours;
  /** Of a difference: a scale from shrunk to grown. */
  readonly isChange: boolean;
  /** What colours and widths mean, a text each. */
  readonly legend: readonly string[];
  /** Tiles of 8 by 8 pixels, as paths. */
  readonly hatches: Readonly<Record<FrameMark, string>>;
}

export type FrameMark = 'new' | 'gone' | 'negative';

export interface ReportColours {
  readonly fills: readonly string[];
  /** Reads on each of them. */
  readonly ink: string;
}

/** Values against time. */
export interface ReportChart {
  readonly title: string;
  readonly format: (value: number) => string;
  readonly range: TimeRange;
  readonly series: readonly ReportSeries[];
  readonly windows: readonly { readonly name: string; readonly range: TimeRange }[];
  /** A moment, in the reader's time zone. */
  readonly timeOf: (time: Milliseconds) => string;
}

interface ReportSeries {
  readonly label: string;
  readonly times: readonly Milliseconds[];
  /** `null` is a gap. */
  readonly values: readonly (number | null)[];
}
