import type { Finding } from '#changes';
import { rateUnit, profileTypeTitle, type TimeRange } from '#series';
import { Timeline, type TimelineProps } from '#ui';
import type { ViewState } from '../state/view/view-state';
import { absoluteRange, useTimeZone } from '../state/host';

export interface FindingChartProps {
  readonly finding: Finding;
  readonly range: TimeRange;
  /** On the comparison page, with its two windows. */
  readonly compare: ViewState;
  readonly onFollow: (view: ViewState) => void;
}

/** What the finding is of over the range, with the windows that are compared; another window, or a part of the range, is one drag away. */
export function FindingChart({ finding, range, compare, onFollow }: FindingChartProps) {
  const [timeZone] = useTimeZone();
  const { series, profileType, units } = finding;
  if (!series) return null;
  const label = finding.function ?? units.join(', ');
  const windows = (['baseline', 'comparison'] as const).flatMap((kind) => {
    const { window } = compare[kind];
    return window ? [{ kind, range: window, label: kind }] : [];
  });
  const onSelectWindow: TimelineProps['onSelectWindow'] = (window, kind) =>
    kind !== 'window' && onFollow({ ...compare, [kind]: { ...compare[kind], window } });
  return (
    <Timeline
      charts={[
        {
          id: 'finding',
          title: `${profileTypeTitle(profileType)}: ${label}`,
          unit: rateUnit(profileType),
          height: 90,
          state: { kind: 'ready', series: [{ label, ...series }], warnings: [] },
        },
      ]}
      {...{ range, windows, timeZone, onSelectWindow }}
      onZoom={(zoomed) => onFollow({ ...compare, range: absoluteRange(zoomed) })}
    />
  );
}
