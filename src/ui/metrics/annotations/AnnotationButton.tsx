import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Dropdown, Menu, useStyles2 } from '@grafana/ui';
import type { Annotation } from '#targets';
import { GLYPH_WIDTH_PX, type AnnotationGroup } from './annotation-layout';
import { countAnnotations, glyphLabel, leadingKind, annotationTime } from './annotation-labels';
import { AnnotationGlyph } from './AnnotationGlyph';
import { formatTime } from '../time-text';

export interface AnnotationButtonProps {
  readonly group: AnnotationGroup;
  readonly place: number;
  readonly timeZone: string | undefined;
  readonly isTabStop: boolean;
  /** Of the tooltip, while it is there. */
  readonly tipId: string | undefined;
  readonly onPick: ((annotation: Annotation) => void) | undefined;
  /** The choice among several is there or gone. */
  readonly onChoice: (open: boolean) => void;
}

/** The glyph of one annotation, or of several with their number; with its word where there is room. */
export function AnnotationButton(props: AnnotationButtonProps) {
  const { group, place, timeZone, onPick } = props;
  const { annotations, availablePx } = group;
  const [annotation] = annotations;
  const styles = useStyles2(getStyles);
  const several = annotations.length > 1;
  const words = glyphLabel(annotations) + sinceOf(group, timeZone);
  const seen = several ? countless(words) : words;
  const button = (
    <button
      type="button"
      className={styles.button}
      style={{ maxWidth: availablePx }}
      tabIndex={props.isTabStop ? 0 : -1}
      aria-label={
        several
          ? words
          : `${annotation.kind}: ${annotation.text}, ${annotationTime(annotation, timeZone)}`
      }
      aria-describedby={props.tipId}
      aria-haspopup={several ? 'menu' : undefined}
      data-annotation={place}
      data-kind={leadingKind(annotations)}
      // A pointer's click is the timeline's to tell from a drag; one without a pointer comes from keys.
      onClick={({ detail }) => detail === 0 && !several && onPick?.(annotation)}
    >
      <span className={styles.glyph}>
        {several ? (
          <span className={styles.count}>
            {annotations.length > 99 ? '99+' : annotations.length}
          </span>
        ) : (
          <AnnotationGlyph kind={annotation.kind} />
        )}
      </span>
      <span className={styles.words}>{seen}</span>
    </button>
  );
  if (!several) return button;
  return (
    <Dropdown overlay={choice(props, styles.choice)} onVisibleChange={props.onChoice}>
      {button}
    </Dropdown>
  );
}

/** ` since 11:14` of what began before the chart does: it does not begin where it is drawn. */
function sinceOf({ annotations, begins }: AnnotationGroup, timeZone: string | undefined): string {
  const [{ time, incomparable }] = annotations;
  if (annotations.length > 1 || time >= begins) return '';
  const isOtherDay = formatTime(time, 'day', timeZone) !== formatTime(begins, 'day', timeZone);
  const text = formatTime(time, isOtherDay ? 'minuteOfDay' : 'minute', timeZone);
  return ` since ${text}${incomparable === undefined ? '' : ' or earlier'}`;
}

/** How many stands in the glyph. */
const countless = (words: string) => words.replace(/\d+ /g, '');

function choice({ group, timeZone, onPick }: AnnotationButtonProps, className: string) {
  return (
    <div className={className}>
      <Menu ariaLabel={countAnnotations(group.annotations)}>
        {group.annotations.map((annotation, i) => (
          <Menu.Item
            key={i}
            label={`${annotation.kind}: ${annotation.text}`}
            description={[annotationTime(annotation, timeZone), annotation.incomparable]
              .filter((text) => text !== undefined)
              .join('. ')}
            disabled={!onPick || annotation.incomparable !== undefined}
            onClick={() => onPick?.(annotation)}
          />
        ))}
      </Menu>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  button: css({
    position: 'relative',
    display: 'flex',
    // The words wrap where they have no room, out of sight.
    flexWrap: 'wrap',
    overflow: 'hidden',
    height: GLYPH_WIDTH_PX - 2,
    padding: 0,
    border: 'none',
    borderRadius: theme.shape.radius.default,
    background: 'none',
    color: theme.colors.text.secondary,
    fontSize: 11,
    lineHeight: 1,
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    '&[data-kind="alert"]': { color: theme.colors.error.text },
    '&:hover, &[aria-expanded="true"]': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  glyph: css({
    display: 'grid',
    placeItems: 'center',
    width: GLYPH_WIDTH_PX,
    height: GLYPH_WIDTH_PX - 2,
  }),
  count: css({
    minWidth: 14,
    padding: '1px 2px',
    border: '1px solid currentColor',
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.canvas,
    fontSize: 10,
    lineHeight: '11px',
    textAlign: 'center',
    fontVariantNumeric: 'tabular-nums',
  }),
  words: css({
    color: theme.colors.text.secondary,
    lineHeight: `${GLYPH_WIDTH_PX - 2}px`,
  }),
  choice: css({ maxWidth: 480, maxHeight: 320, overflow: 'auto' }),
});
