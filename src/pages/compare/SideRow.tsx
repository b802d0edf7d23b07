import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { baselinePresets } from '#comparison';
import { printMatchers, type Labels, type Matcher, type TimeRange } from '#series';
import { siblingMatchers, type Annotation } from '#targets';
import { formatRange, formatTime, Notice } from '#ui';
import { explain } from '../shell/advice';
import { SIDE_TITLE, type SideName } from '../state/sides';
import { CoverageLine } from '../shell/CoverageLine';
import { useHost, useTimeZone } from '../state/host';
import { hasFault } from '../state/matcher-faults';
import type { LoadedProfile } from '../state/queries';
import { SelectorPickers } from '../selection/SelectionBar';
import type { LatestQuery } from '../state/use-latest-query';
import type { Selection } from '../selection/use-selection';
import type { ViewControl } from '../state/use-view-state';
import { openAsProfile, rangeShowing } from '../state/view-transitions';
import type { SideState, ViewState } from '../state/view-state';

export interface SideRowProps {
  readonly name: SideName;
  readonly control: ViewControl;
  readonly selection: Selection;
  readonly range: TimeRange;
  readonly loaded: LatestQuery<LoadedProfile>;
  /** What happened in the range, and how to compare before with after. */
  readonly annotations: readonly Annotation[];
  readonly onPickAnnotation: (annotation: Annotation) => void;
}

const PRESET_WORDS = {
  previousPeriod: 'previous period',
  dayBefore: 'day before',
  weekBefore: 'week before',
};

/** One side in a line: which, of what, when, how much; and the way to it alone. */
export function SideRow(props: SideRowProps) {
  const { name, control, selection, range, loaded } = props;
  const styles = useStyles2(getStyles);
  const [timeZone] = useTimeZone();
  const { view, setView } = control;
  const side = view[name];
  const setSide = (next: Partial<SideState>) => setView({ ...view, [name]: { ...side, ...next } });
  return (
    <div className={styles.side} role="group" aria-label={SIDE_TITLE[name]} data-side={name}>
      <div className={styles.row}>
        <h2 className={styles.title}>
          <span className={styles.mark} data-side={name} aria-hidden />
          {SIDE_TITLE[name]}
        </h2>
        <SelectorPickers
          title={SIDE_TITLE[name]}
          selection={selection}
          range={range}
          matchers={side.matchers ?? []}
          onChange={(matchers) => setSide({ matchers })}
        />
        {side.window && <span className={styles.window}>{formatRange(side.window, timeZone)}</span>}
        <Button
          variant="secondary"
          fill="text"
          onClick={() => setView(openAsProfile(view, side))}
          aria-label={`View the profile of the ${name}`}
        >
          View profile
        </Button>
        {loaded.data && (
          <CoverageLine
            profileType={loaded.data.selector.profileType}
            total={loaded.data.total}
            coverage={loaded.data.coverage}
            buildIds={loaded.data.buildIds}
          />
        )}
      </div>
      {name === 'baseline' && <BaselinePresets {...props} />}
      {!hasFault(side.matchers) && <SideNotice {...{ name, loaded }} />}
    </div>
  );
}

const ANNOTATION_LABELS = [
  ['restart', 'before restart'],
  ['deploy', 'before build'],
  ['alert', 'before alert'],
] as const;

/** What the baseline is often taken from, next to the comparison's: times, what happened last, and the other units. */
function BaselinePresets({ control, range, annotations, onPickAnnotation }: SideRowProps) {
  const styles = useStyles2(getStyles);
  const host = useHost();
  const [timeZone] = useTimeZone();
  const { view, setView } = control;
  const { window } = view.comparison;
  const siblings = siblingMatchers(
    pinnedLabels(view.comparison.matchers ?? []),
    host.targetAliases,
  );
  const happened = ANNOTATION_LABELS.flatMap(([kind, words]) => {
    const annotation = annotations.findLast((one) => one.kind === kind);
    return annotation ? [{ annotation, words }] : [];
  });
  return (
    <div className={styles.presets} role="group" aria-label="Baseline presets">
      <span>Set baseline to:</span>
      {baselinePresets.map((preset) => (
        <Preset
          key={preset.id}
          words={PRESET_WORDS[preset.id]}
          disabled={!window}
          onClick={() =>
            setView(
              withPreset(view, range, (of) => preset.rangeOf(of, { now: host.now(), timeZone })),
            )
          }
        />
      ))}
      {happened.map(({ annotation, words }) => (
        <Preset
          key={words}
          words={words}
          tooltip={`${formatTime(annotation.time, 'moment', timeZone)}: ${annotation.text}`}
          onClick={() => onPickAnnotation(annotation)}
        />
      ))}
      {siblings && (
        <Preset
          words="siblings"
          tooltip={`The other units in the same window: ${printMatchers(siblings)}`}
          disabled={!window}
          onClick={() => setView({ ...view, baseline: { matchers: siblings, window } })}
        />
      )}
    </div>
  );
}

interface PresetProps {
  readonly words: string;
  readonly onClick: () => void;
  readonly tooltip?: string;
  readonly disabled?: boolean;
}

function Preset({ words, ...button }: PresetProps) {
  return (
    <Button size="sm" variant="secondary" fill="outline" {...button}>
      {words}
    </Button>
  );
}

function pinnedLabels(matchers: readonly Matcher[]): Labels {
  const pinned = matchers.filter(({ op, value }) => op === '=' && value !== '');
  return Object.fromEntries(pinned.map(({ name, value }) => [name, value]));
}

function SideNotice({ name, loaded }: Pick<SideRowProps, 'name' | 'loaded'>) {
  if (loaded.error)
    return (
      <Notice
        kind="failed"
        title={
          loaded.data
            ? `The ${name} could not be loaded; what is shown of it is from before`
            : `The ${name} could not be loaded`
        }
        {...explain(loaded.error)}
        action={{ label: 'Try again', onClick: loaded.retry }}
      />
    );
  return null;
}

/** The baseline of the same selection at the preset's time; the page's range grows to show it. */
function withPreset(
  view: ViewState,
  range: TimeRange,
  rangeOf: (range: TimeRange) => TimeRange,
): ViewState {
  const { matchers, window } = view.comparison;
  if (!window) return view;
  const before = rangeOf(window);
  const baseline = { matchers, window: before };
  return { ...view, baseline, range: rangeShowing(before, view, range) };
}

const getStyles = (theme: GrafanaTheme2) => ({
  side: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5) }),
  row: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), alignItems: 'end' }),
  title: css({
    fontSize: theme.typography.body.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    margin: 0,
    width: 116,
    lineHeight: theme.spacing(4),
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
  }),
  mark: css({
    width: 12,
    height: 12,
    borderRadius: 2,
    '&[data-side="baseline"]': { background: theme.visualization.getColorByName('blue') },
    '&[data-side="comparison"]': { background: theme.visualization.getColorByName('orange') },
  }),
  window: css({
    lineHeight: theme.spacing(4),
    fontVariantNumeric: 'tabular-nums',
    color: theme.colors.text.secondary,
  }),
  presets: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
    alignItems: 'center',
    paddingLeft: 124,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
