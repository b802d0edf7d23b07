import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import { profileTypeTitle, type ProfileType } from '#series';
import type { ProfileSeries } from '#sources';
import { frameMeta } from './tree/frame-facts';
import { grafanaUnit } from './grafana-unit';

export interface SeriesFrameOptions {
  readonly refId: string;
  readonly profileType: ProfileType;
  /** Of the values; the type's own title when missing. */
  readonly title?: string;
  readonly executed: string;
  readonly notices: readonly string[];
}

/** A frame a series: `time` and the type's own rate with the series' labels; gaps are nulls, which Grafana does not join. */
export function framesFromSeries(
  series: readonly ProfileSeries[],
  { refId, profileType, title, executed, notices }: SeriesFrameOptions,
): DataFrame[] {
  const name = title ?? profileTypeTitle(profileType);
  return series.map(({ labels, times, values, unit }, index) =>
    createDataFrame({
      refId,
      meta: {
        // Grafana shows the notices of every frame: one of them speaks for all.
        ...frameMeta({ executed, notices: index === 0 ? notices : [] }),
        preferredVisualisationType: 'graph',
      },
      fields: [
        { name: 'time', type: FieldType.time, values: [...times] },
        {
          name,
          type: FieldType.number,
          values: [...values],
          labels: { ...labels },
          config: { unit: grafanaUnit(unit) },
        },
      ],
    }),
  );
}
