import type { Finding } from '#changes';
import { formatDuration, rateUnit, profileTypeTitle, type TimeRange } from '#series';
import type { Annotation } from '#targets';
import { formatTime, Timeline, type TimelineChart, type TimelineProps } from '#ui';
import type { ViewState } from '../../state/view/view-state';
import { absoluteRange, useTimeZone } from '../../state/host';
import type { Sibling } from './FindingRow';
import { HEIGHT_PX, useSiblingCharts } from './use-sibling-charts';

export interface FindingChartProps {
  readonly finding: Finding;
  readonly range: TimeRange;
  readonly siblings: readonly Sibling[];
  /** On the comparison page, with its two windows. */
  readonly compare: ViewState;
  readonly onFollow: (view: ViewState) => void;
}

/** What the finding is of over the range, with the change, what happened, units that did not change, and the windows that are compared; another window, or a part of the range, is one drag away. */
export function FindingChart(props: FindingChartProps) {
  const { finding, range, siblings, compare, onFollow } = props;
  const [timeZone] = useTimeZone();
  const { series, profileType, units } = finding;
  const charts = useSiblingCharts(finding, siblings, range);
  if (!series) return null;
  const label = finding.function ?? units.join(', ');
  const windows = (['baseline', 'comparison'] as const).flatMap((kind) => {
    const { window } = compare[kind];
    return window ? [{ kind, range: window, label: kind }] : [];
  });
  const onSelectWindow: TimelineProps['onSelectWindow'] = (window, kind) =>
    kind !== 'window' && onFollow({ ...compare, [kind]: { ...compare[kind], window } });
  const own: TimelineChart = {
    id: 'finding',
    title: `${profileTypeTitle(profileType)}: ${label}`,
    unit: rateUnit(profileType),
    height: HEIGHT_PX,
    state: { kind: 'ready', series: [{ label, ...series }], warnings: [] },
  };
  const all = [own, ...charts];
  // One scale: what did not change is seen beside what did.
  const axisHolds = Math.max(0, ...all.flatMap(valuesOf));
  return (
    <Timeline
      charts={all.map((chart) => ({ ...chart, axisHolds }))}
      annotations={annotationsOf(finding, timeZone)}
      {...{ range, windows, timeZone, onSelectWindow }}
      onZoom={(zoomed) => onFollow({ ...compare, range: absoluteRange(zoomed) })}
    />
  );
}

function valuesOf({ state }: TimelineChart): readonly number[] {
  const series = state.kind === 'empty' ? [] : (state.series ?? []);
  return series.flatMap(({ values }) => values.filter((value) => value !== null));
}

/** When it changed, and what happened to its units and its application. */
export function annotationsOf(
  { since, until, slope, happened }: Finding,
  timeZone: string,
): readonly Annotation[] {
  const events = (happened?.events ?? []).map(({ kind, time, text, unit }) => ({
    ...{ kind, time, labels: {} },
    text: unit === undefined ? text : `${text} (${unit})`,
  }));
  if (!since) return events;
  const around = ` ± ${formatDuration(since.uncertainty)}`;
  const what = slope ? (slope.perSecond > 0 ? 'rises since' : 'falls since') : 'changed at';
  const at = (time: number) => formatTime(time, 'second', timeZone);
  const change = (time: number, text: string) =>
    ({ kind: 'change', time, text, labels: {} }) as const;
  return [
    ...events,
    change(since.time, `${what} ${at(since.time)}${around}`),
    ...(until === undefined ? [] : [change(until, `back since ${at(until)}`)]),
  ];
}
