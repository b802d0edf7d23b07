import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { baselinePresets } from '#comparison';
import {
  printMatchers,
  type Labels,
  type Matcher,
  type ProfileType,
  type TimeRange,
} from '#series';
import { siblingMatchers, type Annotation } from '#targets';
import { formatTime } from '#ui';
import type { Level } from '../../../selection/topology-levels';
import { belowWidth, ICONS_ALONE } from '../../../shell/page-width';
import { useHost, useTimeZone } from '../../../state/host';
import type { ViewControl } from '../../../state/view/use-view-state';
import { rangeShowing } from '../../../state/view/view-transitions';
import type { SideState } from '../../../state/view/view-state';
import { SideFile } from '../file/SideFile';
import { BiggestChangePreset } from './BiggestChangePreset';
import { MedianWeekPreset } from './MedianWeekPreset';
import { OneLine } from './OneLine';
import { OwnPresetButtons } from './OwnPresetButtons';
import { Preset } from './Preset';

export interface BaselinePresetsProps {
  readonly control: ViewControl;
  readonly range: TimeRange;
  readonly profileType: ProfileType | undefined;
  readonly levels: readonly Level[];
  /** While levels and profiles are on the way: what is asked here goes after the picture. */
  readonly isWaiting: boolean;
  /** What happened in the range, and how to compare before with after. */
  readonly annotations: readonly Annotation[];
  readonly onPickAnnotation: (annotation: Annotation) => void;
}

const PRESET_WORDS = {
  previousPeriod: 'previous period',
  dayBefore: 'same time yesterday',
  weekBefore: 'same time last week',
};

/** What the baseline is often taken from, next to the comparison's: times, what happened last, the other units, and what was saved. */
export function BaselinePresets(props: BaselinePresetsProps) {
  const { control, range, profileType, levels } = props;
  const styles = useStyles2(getStyles);
  const host = useHost();
  const [timeZone] = useTimeZone();
  const { view, setView } = control;
  const { window } = view.comparison;
  const setBaseline = (baseline: SideState) =>
    setView({ ...view, baseline, range: rangeShowing(baseline.window, view, range) });
  const siblings = siblingMatchers(
    pinnedLabels(view.comparison.matchers ?? []),
    host.targetAliases,
  );
  const taken = { control, range, profileType };
  const byTime = (id: keyof typeof PRESET_WORDS) => (
    <Preset
      words={PRESET_WORDS[id]}
      disabled={!window}
      onClick={() => {
        const { matchers } = view.comparison;
        const clock = { now: host.now(), timeZone };
        if (window) setBaseline({ matchers, window: baselinePresets[id](window, clock) });
      }}
    />
  );
  return (
    <div className={styles.presets} role="group" aria-label="Baseline presets">
      <OneLine>
        <span>Set baseline to:</span>
        {byTime('previousPeriod')}
        <BiggestChangePreset
          {...{ range, profileType, levels }}
          isWaiting={props.isWaiting}
          matchers={view.comparison.matchers}
          onSides={({ baseline, comparison }) => {
            const side = (window: TimeRange) => ({ matchers: view.comparison.matchers, window });
            setView({ ...view, baseline: side(baseline), comparison: side(comparison) });
          }}
        />
        <HappenedPresets {...props} timeZone={timeZone} />
        {byTime('dayBefore')}
        {byTime('weekBefore')}
        <MedianWeekPreset {...{ comparison: view.comparison, profileType, levels, setBaseline }} />
        {siblings && (
          <Preset
            words="siblings"
            tooltip={`The other units in the same window: ${printMatchers(siblings)}`}
            disabled={!window}
            onClick={() =>
              setView({ ...view, normalise: 'perUnit', baseline: { matchers: siblings, window } })
            }
          />
        )}
        <SideFile name="baseline" words="a file" {...taken} />
        <OwnPresetButtons {...{ view, timeZone, setBaseline }} />
        <SideFile name="comparison" words="comparison from a file" {...taken} />
      </OneLine>
    </div>
  );
}

const ANNOTATION_LABELS = [
  ['restart', 'before restart'],
  ['deploy', 'before build change'],
  ['alert', 'before alert'],
] as const;

/** The last restart, deploy and alert. */
function HappenedPresets(props: BaselinePresetsProps & { readonly timeZone: string }) {
  const { annotations, onPickAnnotation, timeZone } = props;
  return ANNOTATION_LABELS.map(([kind, words]) => {
    const annotation = annotations.findLast((one) => one.kind === kind);
    if (!annotation) return null;
    return (
      <Preset
        key={kind}
        words={words}
        tooltip={[
          `${formatTime(annotation.time, 'moment', timeZone)}: ${annotation.text}`,
          ...(annotation.incomparable === undefined ? [] : [annotation.incomparable]),
        ].join('. ')}
        disabled={annotation.incomparable !== undefined}
        onClick={() => onPickAnnotation(annotation)}
      />
    );
  });
}

function pinnedLabels(matchers: readonly Matcher[]): Labels {
  const pinned = matchers.filter(({ op, value }) => op === '=' && value !== '');
  return Object.fromEntries(pinned.map(({ name, value }) => [name, value]));
}

const getStyles = (theme: GrafanaTheme2) => ({
  presets: css({
    flex: '1 1 480px',
    minWidth: 0,
    [belowWidth(1180)]: ICONS_ALONE,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
