import { planSlices, type Slice, type TimeRange } from '#series';

/** More tell little more: 30 equal runs of scrapes say nearly what 60 do. */
const MOST_SINGLE = 60;
const RUNS = 30;

/** What a window is judged from: a slice for each scrape where there are not too many, else equal runs of them. */
export function slicesToJudge(profile: Parameters<typeof planSlices>[0]): readonly Slice[] {
  const single = planSlices(profile, MOST_SINGLE + 1);
  return single.length <= MOST_SINGLE ? single : planSlices(profile, RUNS);
}

/** As long as the baseline, right before it: what the self-check holds it against. */
export function timeBefore({ start, end }: TimeRange): TimeRange {
  return { start: start - (end - start) - 1, end: start - 1 };
}
