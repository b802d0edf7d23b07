import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, useStyles2 } from '@grafana/ui';
import { applyPreset, presetOf, type OwnPreset } from '#comparison';
import { formatDuration, printMatchers } from '#series';
import type { SideState, ViewState } from '../../../state/view/view-state';
import { useOwnPresets } from './own-presets';
import { Preset } from './Preset';

export interface OwnPresetButtonsProps {
  readonly view: ViewState;
  readonly timeZone: string;
  readonly setBaseline: (baseline: SideState) => void;
}

/** Saved ones, and the way to save the baseline as it stands to the comparison now. */
export function OwnPresetButtons({ view, timeZone, setBaseline }: OwnPresetButtonsProps) {
  const styles = useStyles2(getStyles);
  const { presets, save, remove } = useOwnPresets();
  const [baseline, comparison] = [view.baseline, view.comparison].map(whole);
  const now = baseline && comparison && ownPreset({ baseline, comparison }, timeZone);
  return (
    <>
      {presets.map((preset) => (
        <span key={preset.name} className={styles.own}>
          <Preset
            words={preset.name}
            tooltip={preset.matchers && printMatchers(preset.matchers)}
            disabled={!comparison}
            onClick={() => comparison && setBaseline(applyPreset(preset, comparison, timeZone))}
          />
          <IconButton
            name="times"
            size="sm"
            aria-label={`Forget the preset ${preset.name}`}
            onClick={() => remove(preset.name)}
          />
        </span>
      ))}
      <Button
        size="sm"
        variant="secondary"
        fill="text"
        icon="save"
        disabled={!now || presets.some(({ name }) => name === now.name)}
        tooltip={
          now &&
          `Save as “${now.name}”: the baseline as it stands to the comparison, in this browser`
        }
        onClick={() => now && save(now)}
      >
        Save preset
      </Button>
    </>
  );
}

function whole({ matchers, window }: SideState) {
  return matchers && window && { matchers, window };
}

/** Named by what it does: `2 h before`, `3 d before`, `shop-k8s/0`. */
function ownPreset(sides: Parameters<typeof presetOf>[1], timeZone: string): OwnPreset {
  const preset = presetOf('', sides, timeZone);
  const { days, ms, matchers } = preset;
  const time = [
    ...(days > 0 ? [`${days} d before`] : []),
    ...(ms === 0 ? [] : [`${formatDuration(Math.abs(ms))} ${ms > 0 ? 'before' : 'after'}`]),
  ];
  const what = matchers?.at(-1);
  const of = what ? [what.op === '=' ? what.value : `${what.op} ${what.value}`] : [];
  return { ...preset, name: [...of, ...time].join(', ') || 'the same' };
}

const getStyles = (theme: GrafanaTheme2) => ({
  own: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.25) }),
});
