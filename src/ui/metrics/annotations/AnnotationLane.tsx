import { useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Milliseconds } from '#series';
import type { Annotation } from '#targets';
import { isWithin } from '../use-brush';
import {
  groupAnnotations,
  GLYPH_WIDTH_PX,
  annotationRanges,
  stepAnnotation,
  type AnnotationGroup,
} from './annotation-layout';
import { countAnnotations } from './annotation-labels';
import { AnnotationButton } from './AnnotationButton';
import { AnnotationTip } from './AnnotationTip';
import { timeAt, type TimeScale } from '../plot/time-scale';

export interface AnnotationLaneProps {
  readonly annotations: readonly Annotation[];
  readonly scale: TimeScale;
  readonly timeZone: string | undefined;
  readonly onPick: ((annotation: Annotation) => void) | undefined;
  /** A pointer goes down on a glyph: `onClick` when it comes up without a drag. */
  readonly onGrab: (onClick: () => void, event: PointerEvent) => void;
  /** The moment of the glyph that has the focus. */
  readonly onVisit: (time: Milliseconds | undefined) => void;
}

/** What happened, in time order: one tab stop, arrow keys go from glyph to glyph, Enter picks. */
export function AnnotationLane(props: AnnotationLaneProps) {
  const { annotations, scale, timeZone, onGrab, onVisit } = props;
  const onPick = pickOf(props.onPick);
  const styles = useStyles2(getStyles);
  const lane = useRef<HTMLDivElement>(null);
  const tipId = useId();
  const [active, setActive] = useState(0);
  const [told, setTold] = useState<{ readonly place: number; readonly slot: Element }>();
  const [choosing, setChoosing] = useState(false);
  const groups = groupAnnotations(annotations, scale);
  if (groups.length === 0) return null;
  const at = Math.min(active, groups.length - 1);
  const tip = told === undefined || choosing ? undefined : groups[told.place];

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // What is pressed in a menu of a glyph comes by here too.
    if (!isWithin(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = stepAnnotation(event.key, at, groups.length);
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
    lane.current?.querySelector<HTMLElement>(`[data-annotation="${next}"]`)?.focus();
  };
  return (
    <div
      ref={lane}
      className={styles.lane}
      role="toolbar"
      aria-label={`Annotations: ${countAnnotations(groups.flatMap((group) => group.annotations))}`}
      onKeyDown={onKeyDown}
    >
      {annotationRanges(annotations, scale).map(({ left, width }) => (
        <div key={left} className={styles.bar} style={{ left, width }} data-annotation-bar />
      ))}
      {groups.map((group, place) => (
        <div
          key={place}
          className={styles.slot}
          style={{ left: group.x - GLYPH_WIDTH_PX / 2 }}
          onPointerEnter={({ currentTarget }) => setTold({ place, slot: currentTarget })}
          onPointerLeave={() => setTold(undefined)}
          onPointerDown={(event) => isWithin(event) && onGrab(clickOf(group, onPick), event)}
          onFocus={(event) => {
            if (!isWithin(event)) return;
            setActive(place);
            setTold({ place, slot: event.currentTarget });
            onVisit(timeAt(scale, group.x));
          }}
          onBlur={(event) => {
            if (!isWithin(event)) return;
            setTold(undefined);
            onVisit(undefined);
          }}
        >
          <AnnotationButton
            {...{ group, place, timeZone, onPick }}
            isTabStop={place === at}
            tipId={tip === group ? tipId : undefined}
            onChoice={setChoosing}
          />
        </div>
      ))}
      {told && tip && (
        <AnnotationTip
          key={told.place}
          id={tipId}
          group={tip}
          anchor={told.slot}
          {...{ timeZone }}
          pickable={!!onPick}
        />
      )}
    </div>
  );
}

/** What has no before is told only. */
function pickOf(onPick: AnnotationLaneProps['onPick']): AnnotationLaneProps['onPick'] {
  return (
    onPick &&
    ((annotation) => {
      if (annotation.incomparable === undefined) onPick(annotation);
    })
  );
}

/** Of several annotations, the glyph's own menu opens. */
function clickOf(
  { annotations }: AnnotationGroup,
  onPick: AnnotationLaneProps['onPick'],
): () => void {
  return () => {
    if (annotations.length === 1) onPick?.(annotations[0]);
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  lane: css({ position: 'absolute', inset: 0 }),
  slot: css({ position: 'absolute', top: 0 }),
  bar: css({
    position: 'absolute',
    bottom: 0,
    height: 2,
    minWidth: 2,
    background: theme.colors.error.text,
  }),
});
