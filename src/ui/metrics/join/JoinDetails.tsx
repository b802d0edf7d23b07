import { useId, useState, type FormEvent } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Field, Input, useStyles2 } from '@grafana/ui';
import { CommandLine } from '../../CommandLine';
import { findsNothing, type JoinBadgeProps, type JoinFound } from './join-labels';

type JoinDetailsProps = JoinBadgeProps & {
  /** Something was chosen. */
  readonly onDone: () => void;
};

/** Why these metrics and no others, what Prometheus has of them, and how to have others. */
export function JoinDetails(props: JoinDetailsProps) {
  const styles = useStyles2(getStyles);
  const { explanation, matchers, found, wider, onDone } = props;
  return (
    <div className={styles.details}>
      <p>{explanation}</p>
      {matchers !== '' && (
        <>
          <CommandLine text={matchers} what="matchers" />
          <p className={cx(findsNothing(props) && styles.nothing)} role="status">
            {foundMessage(found)}
          </p>
        </>
      )}
      {wider && findsNothing(props) && (
        <Button size="sm" variant="secondary" onClick={() => (wider.onUse(), onDone())}>
          Try metrics {wider.label}
        </Button>
      )}
      <OtherMatchers {...props} />
    </div>
  );
}

function foundMessage(found: JoinFound): string {
  if (found.state === 'loading') return 'Asking Prometheus what it has of them …';
  if (found.state === 'failed') return `Could not ask Prometheus what it has: ${found.message}`;
  return found.message;
}

/** Enter applies; what cannot be read stays in the field with the reason under it. */
function OtherMatchers({ matchers, override, onOverride, onDone }: JoinDetailsProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [text, setText] = useState(override || (matchers.includes('\n') ? '' : matchers));
  const [problem, setProblem] = useState<string>();
  const apply = (wanted: string) => {
    const found = onOverride(wanted);
    setProblem(found);
    if (found === undefined) onDone();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    apply(text.trim());
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field label="Use other matchers" invalid={problem !== undefined} error={problem}>
        <Input
          id={id}
          className={styles.input}
          value={text}
          placeholder='{juju_unit="shop/0"}'
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
            setProblem(undefined);
          }}
        />
      </Field>
      <div className={styles.buttons}>
        <Button size="sm" type="submit" variant="secondary">
          Use these
        </Button>
        {override !== '' && (
          <Button size="sm" type="button" variant="secondary" fill="text" onClick={() => apply('')}>
            Back to automatic
          </Button>
        )}
      </div>
    </form>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  details: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    gap: theme.spacing(1),
    width: 340,
    maxWidth: '100%',
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'normal',
    overflowWrap: 'anywhere',
    '& p': { margin: 0, whiteSpace: 'pre-line' },
    '& > button': { alignSelf: 'flex-start' },
  }),
  nothing: css({ color: theme.colors.warning.text }),
  form: css({
    paddingTop: theme.spacing(1),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '& > :first-child': { margin: theme.spacing(0, 0, 1) },
  }),
  input: css({ '& input': { fontFamily: theme.typography.fontFamilyMonospace } }),
  buttons: css({ display: 'flex', gap: theme.spacing(1) }),
});
