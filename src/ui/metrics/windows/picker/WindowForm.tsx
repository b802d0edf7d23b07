import { useId, useState, type FormEvent } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Field, Input, useStyles2 } from '@grafana/ui';
import { formatDuration, type Milliseconds, type TimeRange } from '#series';
import { formatZone } from '../../time-text';
import { parseClock, printClock } from './clock-text';

export interface WindowFormProps {
  readonly range: TimeRange;
  readonly whole: TimeRange;
  readonly timeZone: string | undefined;
  readonly onApply: (range: TimeRange) => void;
  readonly onCancel: () => void;
}

const MINUTE = 60_000;
const WIDTHS = [1, 5, 10, 30, 60, 360].map((minutes) => minutes * MINUTE);

/** Both ends as text in the page's zone, widths to choose from, and nothing set before it is applied. */
export function WindowForm({ range, whole, timeZone, onApply, onCancel }: WindowFormProps) {
  const styles = useStyles2(getStyles);
  const [from, setFrom] = useState(() => printClock(range.start, timeZone));
  const [to, setTo] = useState(() => printClock(range.end, timeZone));
  const [tried, setTried] = useState(false);
  const start = parseClock(from, range.start, timeZone);
  const end = parseClock(to, start ?? range.end, timeZone);
  const faults = faultsOf({ from, to }, { start, end });
  const fill = (next: TimeRange) => {
    setFrom(printClock(next.start, timeZone));
    setTo(printClock(next.end, timeZone));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (start !== undefined && end !== undefined && start < end) onApply({ start, end });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <End label="From" text={from} onChange={setFrom} fault={tried ? faults.from : undefined} />
      <End label="To" text={to} onChange={setTo} fault={tried ? faults.to : undefined} />
      <div className={styles.widths} role="group" aria-label="Width, from where it begins">
        {WIDTHS.map((width) => (
          <Button
            key={width}
            size="sm"
            variant="secondary"
            fill="outline"
            disabled={start === undefined}
            onClick={() => fill({ start: start!, end: start! + width })}
          >
            {formatDuration(width)}
          </Button>
        ))}
        <Button size="sm" variant="secondary" fill="outline" onClick={() => fill(whole)}>
          whole range
        </Button>
      </div>
      <div className={styles.foot}>
        <span className={styles.zone}>{formatZone(range, timeZone)}</span>
        <Button variant="secondary" fill="text" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit">Apply</Button>
      </div>
    </form>
  );
}

interface EndProps {
  readonly label: string;
  readonly text: string;
  readonly fault: string | undefined;
  readonly onChange: (text: string) => void;
}

function End({ label, text, fault, onChange }: EndProps) {
  const id = useId();
  return (
    <Field htmlFor={id} label={label} invalid={fault !== undefined} error={fault} noMargin>
      <Input
        id={id}
        value={text}
        // The first of two takes the focus: the picker was opened to set it.
        autoFocus={label === 'From'}
        spellCheck={false}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </Field>
  );
}

interface Ends<T> {
  readonly start: T;
  readonly end: T;
}

function faultsOf(
  text: { readonly from: string; readonly to: string },
  { start, end }: Ends<Milliseconds | undefined>,
): { readonly from?: string; readonly to?: string } {
  const fault = (written: string) =>
    `expected a time such as 2026-11-21 00:14:00 or 00:14, got "${written.slice(0, 40)}"`;
  return {
    ...(start === undefined && { from: fault(text.from) }),
    ...(end === undefined && { to: fault(text.to) }),
    ...(start !== undefined &&
      end !== undefined &&
      start >= end && { to: 'expected a time after the one in From' }),
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  widths: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
  }),
  foot: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginTop: theme.spacing(0.5),
  }),
  zone: css({
    flexGrow: 1,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
