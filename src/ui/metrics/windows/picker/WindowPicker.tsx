import { useId, useRef, useState } from 'react';
import { css, cx } from '@emotion/css';
import { autoUpdate, flip, offset, shift, useDismiss, useFloating } from '@floating-ui/react';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { formatDuration, type TimeRange } from '#series';
import { formatRange } from '../../time-text';
import { WindowForm } from './WindowForm';

export interface WindowPickerProps {
  /** Whose window: `Baseline`. */
  readonly label: string;
  readonly range: TimeRange;
  /** The page's. */
  readonly whole: TimeRange;
  readonly timeZone: string | undefined;
  readonly withLength?: boolean;
  readonly className?: string | undefined;
  readonly onChange: (range: TimeRange) => void;
}

/** A window's text, `Nov 21, 00:14:00 to 00:24:00`, which opens what sets it. */
export function WindowPicker(props: WindowPickerProps) {
  const { label, range, timeZone, withLength, onChange } = props;
  const styles = useStyles2(getStyles);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const id = useId();
  const { refs, floatingStyles, context } = useFloating({
    open,
    onOpenChange: (next, event) => (next || event?.type !== 'keydown' ? setOpen(next) : close()),
    strategy: 'fixed',
    placement: 'bottom-start',
    middleware: [offset(4), flip({ padding: 4 }), shift({ padding: 4 })],
    whileElementsMounted: autoUpdate,
  });
  useDismiss(context);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const length = withLength ? ` · ${formatDuration(range.end - range.start)}` : '';
  return (
    <span
      ref={refs.setReference}
      className={styles.root}
      onBlur={({ currentTarget, relatedTarget }) =>
        relatedTarget && !currentTarget.contains(relatedTarget) && setOpen(false)
      }
    >
      <button
        ref={button}
        type="button"
        className={cx(styles.text, props.className)}
        title={`Set the ${label.toLowerCase()}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {formatRange(range, timeZone)}
        {length}
      </button>
      {open && (
        <div
          ref={refs.setFloating}
          id={id}
          className={styles.card}
          style={floatingStyles}
          role="dialog"
          aria-label={label}
        >
          <WindowForm
            {...props}
            onApply={(next) => {
              close();
              onChange(next);
            }}
            onCancel={close}
          />
        </div>
      )}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  root: css({ display: 'inline-flex', alignItems: 'center', minWidth: 0 }),
  text: css({
    padding: 0,
    border: 0,
    borderBottom: `1px dotted ${theme.colors.border.strong}`,
    background: 'none',
    color: theme.colors.text.secondary,
    font: 'inherit',
    lineHeight: 1.4,
    fontVariantNumeric: 'tabular-nums',
    textAlign: 'left',
    cursor: 'pointer',
    '&:hover, &[aria-expanded="true"]': { color: theme.colors.text.primary },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
  card: css({
    zIndex: theme.zIndex.dropdown,
    width: 300,
    padding: theme.spacing(1.5),
    background: theme.colors.background.elevated ?? theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z3,
    color: theme.colors.text.primary,
  }),
});
