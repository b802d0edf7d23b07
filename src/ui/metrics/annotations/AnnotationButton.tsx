import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Dropdown, Menu, useStyles2 } from '@grafana/ui';
import type { Annotation } from '#targets';
import { GLYPH_PX } from '../chart/header-room';
import { MARK_PX, type MarkGroup } from './annotation-layout';
import { countMarks, glyphWords, leadingKind, markTime } from './annotation-labels';
import { MarkGlyph } from './AnnotationGlyph';

export interface MarkButtonProps {
  readonly group: MarkGroup;
  readonly place: number;
  readonly timeZone: string | undefined;
  readonly isTabStop: boolean;
  /** Of the tooltip, while it is there. */
  readonly tipId: string | undefined;
  readonly onPick: ((mark: Annotation) => void) | undefined;
  /** The choice among several is there or gone. */
  readonly onChoice: (open: boolean) => void;
}

/** The glyph of one mark, or of several with their number; with its word where there is room. */
export function MarkButton(props: MarkButtonProps) {
  const { group, place, timeZone, onPick } = props;
  const { marks, roomPx } = group;
  const [mark] = marks;
  const styles = useStyles2(getStyles);
  const several = marks.length > 1;
  const words = glyphWords(marks);
  const seen = several ? countless(words) : words;
  const fits = MARK_PX + seen.length * GLYPH_PX < roomPx;
  const button = (
    <button
      type="button"
      className={styles.button}
      tabIndex={props.isTabStop ? 0 : -1}
      aria-label={several ? words : `${mark.kind}: ${mark.text}, ${markTime(mark, timeZone)}`}
      aria-describedby={props.tipId}
      aria-haspopup={several ? 'menu' : undefined}
      data-mark={place}
      data-kind={leadingKind(marks)}
      // A pointer's click is the timeline's to tell from a drag; one without a pointer comes from keys.
      onClick={({ detail }) => detail === 0 && !several && onPick?.(mark)}
    >
      <span className={styles.glyph}>
        {several ? (
          <span className={styles.count}>{marks.length > 99 ? '99+' : marks.length}</span>
        ) : (
          <MarkGlyph kind={mark.kind} />
        )}
      </span>
      {fits && <span className={styles.words}>{seen}</span>}
    </button>
  );
  if (!several) return button;
  return (
    <Dropdown overlay={choice(props, styles.choice)} onVisibleChange={props.onChoice}>
      {button}
    </Dropdown>
  );
}

/** How many stands in the glyph. */
const countless = (words: string) => words.replace(/\d+ /g, '');

function choice({ group, timeZone, onPick }: MarkButtonProps, className: string) {
  return (
    <div className={className}>
      <Menu ariaLabel={countMarks(group.marks)}>
        {group.marks.map((mark, i) => (
          <Menu.Item
            key={i}
            label={`${mark.kind}: ${mark.text}`}
            description={markTime(mark, timeZone)}
            disabled={!onPick}
            onClick={() => onPick?.(mark)}
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
    alignItems: 'center',
    height: MARK_PX - 2,
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
  glyph: css({ display: 'grid', placeItems: 'center', width: MARK_PX }),
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
  words: css({ color: theme.colors.text.secondary }),
  choice: css({ maxWidth: 480, maxHeight: 320, overflow: 'auto' }),
});
