import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { formatDuration } from '#series';
import { boxOf, type TimeScale } from '../plot/time-scale';
import type { TimelineWindow, WindowKind } from '../timeline-types';
import type { Draft } from '../use-brush';

export interface WindowFillsProps {
  readonly scale: TimeScale;
  readonly windows: readonly TimelineWindow[];
  /** What is being dragged; it stands for the window that it will replace. */
  readonly draft: Draft | undefined;
  /** Names and lengths in the bands; one chart has room for them. */
  readonly labelled: boolean;
}

/** The selected ranges, below the lines so that these keep their colours. */
export function WindowFills({ scale, windows, draft, labelled }: WindowFillsProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const colours = { ...windowColours(theme), zoom: theme.colors.text.secondary };
  const bands = [...windows, ...(draft ? [{ ...draft, label: '' }] : [])];
  const boxes = bands.map(({ range }) => boxOf(scale, range));
  return (
    <>
      {bands.map(({ kind, label, range }, i) => {
        const box = boxes[i];
        const replaced = i < windows.length && draft?.kind === kind;
        return (
          box && (
            <div
              key={i < windows.length ? kind : 'draft'}
              className={cx(
                styles.band,
                replaced && styles.replaced,
                kind === 'zoom' && styles.zoom,
              )}
              style={{ ...box, color: colours[kind] }}
              data-band={i < windows.length ? kind : `draft ${kind}`}
            >
              {labelled && (
                <span className={styles.label} style={{ marginTop: LABEL_PX * lineOf(boxes, i) }}>
                  {label !== '' && `${label} · ${formatDuration(range.end - range.start)}`}
                </span>
              )}
            </div>
          )
        );
      })}
    </>
  );
}

/** A band's name stands under those of the bands before it that begin where it would be written: two units in one window. */
function lineOf(boxes: readonly (Box | undefined)[], i: number): number {
  return boxes.slice(0, i).filter((box) => box && Math.abs(box.left - boxes[i]!.left) < NAME_PX)
    .length;
}

type Box = NonNullable<ReturnType<typeof boxOf>>;

const LABEL_PX = 14;
/** As wide as the longest name with its length. */
const NAME_PX = 150;

/** Baseline blue and comparison orange, as everywhere; the window of one profile has no side. */
export function windowColours(theme: GrafanaTheme2): Readonly<Record<WindowKind, string>> {
  return theme.isDark
    ? { window: '#aeb4c0', baseline: '#5794f2', comparison: '#ff9830' }
    : { window: '#5d6370', baseline: '#1f60c4', comparison: '#d9730d' };
}

const getStyles = (theme: GrafanaTheme2) => ({
  band: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    minWidth: 1,
    overflow: 'hidden',
    background: 'color-mix(in srgb, currentColor 18%, transparent)',
    // Colour is what a band says, also where the reader has chosen the others; its name takes theirs.
    forcedColorAdjust: 'none',
  }),
  zoom: css({ borderInline: '2px dashed currentColor' }),
  /** Where the window was, while its new place is dragged. */
  replaced: css({ opacity: 0.4 }),
  label: css({
    display: 'block',
    padding: '0 6px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: 11,
    lineHeight: `${LABEL_PX}px`,
    color: theme.colors.text.primary,
    forcedColorAdjust: 'auto',
  }),
});
