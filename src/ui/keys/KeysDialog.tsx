import { Fragment } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Modal, useStyles2 } from '@grafana/ui';
import { KEY_PLACES, printStroke, type KeyPlace, type Stroke } from './key-places';

interface KeysDialogProps {
  /** On this page: listed first, in this order. */
  readonly places: readonly KeyPlace['id'][];
  readonly onClose: () => void;
}

/** Every key, by the place where it works. */
export function KeysDialog({ places, onClose }: KeysDialogProps) {
  const styles = useStyles2(getStyles);
  return (
    <Modal title="Keys" isOpen onDismiss={onClose} contentClassName={styles.content}>
      <div className={styles.places}>
        {inOrder(places).map((place) => (
          <Place key={place.id} {...place} />
        ))}
      </div>
    </Modal>
  );
}

function inOrder(first: readonly KeyPlace['id'][]): readonly KeyPlace[] {
  const rankOf = ({ id }: KeyPlace) => (first.includes(id) ? first.indexOf(id) : first.length);
  return [...KEY_PLACES].sort((a, b) => rankOf(a) - rankOf(b));
}

function Place({ title, reach, lines }: KeyPlace) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.place} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <p className={styles.reach}>{reach}</p>
      <dl className={styles.lines}>
        {lines.map(({ strokes, words }) => (
          <Fragment key={words}>
            <dt>
              <Strokes strokes={strokes} />
            </dt>
            <dd>{words}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

/** Shift once for all that are pressed with it. */
function Strokes({ strokes }: { readonly strokes: readonly Stroke[] }) {
  const names = strokes.flatMap((stroke, i) => {
    const keys = printStroke(stroke);
    return i > 0 && stroke.shift ? keys.slice(1) : keys;
  });
  return (
    <>
      {names.map((name, i) => (
        <Fragment key={name}>
          {i > 0 && ' '}
          <kbd>{name}</kbd>
        </Fragment>
      ))}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  content: css({ paddingBlock: theme.spacing(1.5) }),
  places: css({
    columns: '320px 2',
    columnGap: theme.spacing(4),
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  place: css({ breakInside: 'avoid', paddingBottom: theme.spacing(2) }),
  title: css({
    margin: 0,
    fontSize: theme.typography.body.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  reach: css({ margin: theme.spacing(0, 0, 0.75), color: theme.colors.text.secondary }),
  lines: css({
    display: 'grid',
    gridTemplateColumns: '108px 1fr',
    gap: theme.spacing(0.25, 1),
    alignItems: 'baseline',
    margin: 0,
    '& dt': { fontWeight: 'normal', whiteSpace: 'nowrap' },
    '& dd': { margin: 0 },
    '& kbd': {
      display: 'inline-block',
      minWidth: 20,
      padding: '0 4px',
      border: `1px solid ${theme.colors.border.medium}`,
      borderRadius: theme.shape.radius.default,
      background: theme.colors.background.secondary,
      boxShadow: 'none',
      color: theme.colors.text.primary,
      fontFamily: theme.typography.fontFamily,
      fontSize: 11,
      lineHeight: '16px',
      textAlign: 'center',
    },
  }),
});
