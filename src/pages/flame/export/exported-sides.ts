import type { ReportChart } from '#report';
import { printSelector, profileTypeTitle, valueUnit, type TimeRange } from '#series';
import { formatTime, formatValue, seriesOf, type TimelineChart } from '#ui';
import type { LoadedProfile } from '../../state/queries/queries';
import type { Exported, ExportedSide } from './export-facts';

/** What is known of profiles that a page has loaded. */
export function exportedSides(
  loaded: readonly LoadedProfile[],
): Pick<Exported, 'title' | 'sampleType' | 'sides'> {
  const { profileType } = loaded[0]!.selector;
  return {
    title: profileTypeTitle(profileType),
    sampleType: { type: profileType.sampleType, unit: valueUnit(profileType) },
    sides: loaded.map(sideOf),
  };
}

function sideOf(loaded: LoadedProfile): ExportedSide {
  const { selector, fetched, coverage, total, buildIds } = loaded;
  return {
    selector: printSelector(selector),
    range: fetched.range,
    total,
    ...{ scrapes: coverage.scrapes, expected: coverage.expected, seconds: coverage.seconds },
    buildIds,
  };
}

interface ShownCharts {
  readonly charts: readonly TimelineChart[];
  readonly range: TimeRange;
  readonly windows: readonly { readonly name: string; readonly range: TimeRange }[];
  readonly timeZone: string;
}

/** The charts that have something to show, with their windows. */
export function exportedCharts(shown: ShownCharts): readonly ReportChart[] {
  const { charts, range, windows, timeZone } = shown;
  return charts.flatMap(({ title, unit, state }) => {
    const series = seriesOf(state);
    if (series.length === 0) return [];
    const format = (value: number) => formatValue(value, unit);
    const timeOf = (time: number) => formatTime(time, 'minuteOfDay', timeZone);
    return [{ title, format, range, series, windows, timeOf }];
  });
}
