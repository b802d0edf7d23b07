import type { LatestQuery } from '../../state/queries/use-latest-query';

/** One of those that are asked, and how that went. */
export interface InputReport {
  readonly id: string;
  /** What it tells: "scrape targets". */
  readonly title: string;
  /** What the page lacks without it. */
  readonly lack: string;
  readonly kept: LatestQuery<unknown>;
}

export type ReportWords = Omit<InputReport, 'kept'>;

export const report = (kept: LatestQuery<unknown>, words: ReportWords): InputReport => ({
  ...words,
  kept,
});
