import type { ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Notice } from '#ui';
import { belowHeight } from '../../shell/page-height';

/**
 * Where an answer comes in parts: its lines keep the room that they will usually need, so that what stands below does not move under the
 * reader. Outside of it (a panel gets all at once) nothing is kept.
 */
export function AnswerRoom({ children }: { readonly children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return <div className={styles.room}>{children}</div>;
}

/** The lines of an answer before there is one. */
export function AwaitedAnswer({ title }: { readonly title: string }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.lines}>
      <div className={styles.sentence}>
        <Notice kind="loading" inline {...{ title }} />
      </div>
      <div className={styles.evidence} />
    </div>
  );
}

const from = (widthPx: number) => `@container answer (min-width: ${widthPx}px)`;
/** One line is enough for what is usually said. */
const WIDEST = from(1700);
const WIDE = from(1300);
const MIDDLE = from(860);
const NARROW = from(1);

const lines = (narrow: number, middle: number, wide: number, morePx = 0) => ({
  [NARROW]: { minHeight: `calc(${narrow}lh + ${morePx}px)` },
  [MIDDLE]: { minHeight: `calc(${middle}lh + ${morePx}px)` },
  [WIDE]: { minHeight: `calc(${wide}lh + ${morePx}px)` },
});

/** A line with a button in it is so much higher. */
const BUTTON_PX = 3;

/** A line of the sentence is so much higher than one of the evidence. */
const LARGER_PX = 6;
/** Between the parts. */
const GAP_PX = 4;

/** The room of each part, by how wide the page is. */
export const answerRoom = (theme: GrafanaTheme2) => ({
  sentence: {
    fontSize: theme.typography.h4.fontSize,
    ...lines(3, 2, 0),
    [belowHeight(1000)]: {
      fontSize: theme.typography.h5.fontSize,
      lineHeight: theme.typography.h5.lineHeight,
      ...lines(3, 2, 0),
    },
  },
  evidence: { ...lines(5, 3, 0, BUTTON_PX), [belowHeight(1000)]: lines(4, 2, 0) },
  /** On a wide page they share it: one has a second line, or the other. */
  both: {
    [WIDE]: { minHeight: `calc(3lh + ${LARGER_PX + BUTTON_PX + GAP_PX}px)` },
    [WIDEST]: { minHeight: `calc(2lh + ${LARGER_PX + BUTTON_PX + GAP_PX}px)` },
    [belowHeight(1000)]: {
      [WIDE]: { minHeight: `calc(3lh + ${BUTTON_PX + GAP_PX}px)` },
      [WIDEST]: { minHeight: `calc(2lh + ${BUTTON_PX + GAP_PX}px)` },
    },
  },
});

const getStyles = (theme: GrafanaTheme2) => {
  const room = answerRoom(theme);
  const column = { display: 'flex', flexDirection: 'column', gap: GAP_PX } as const;
  return {
    room: css({ ...column, containerType: 'inline-size', containerName: 'answer' }),
    lines: css({ ...column, ...room.both }),
    sentence: css(room.sentence),
    evidence: css(room.evidence),
  };
};
