import { useId, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Field, IconButton, Input, useStyles2 } from '@grafana/ui';
import { matcherFault, parseMatchers, printMatchers, type Matcher } from '#series';
import { MatcherChips } from '#ui';
import { hasReference } from '../../query/templates';
import { lookupFault, useLabelSuggestions, type Suggested } from '../use-suggestions';

export interface SelectorFieldProps extends Suggested {
  readonly title: string;
  readonly profileTypeId: string;
  /** With or without braces; may hold variables. */
  readonly selector: string;
  readonly onChange: (selector: string) => void;
}

type Read =
  | { readonly matchers: readonly Matcher[]; readonly fault?: undefined }
  | { readonly matchers?: undefined; readonly fault: string };

function readSelector(selector: string): Read {
  try {
    return { matchers: parseMatchers(selector) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/** A value with a variable is not known here. */
function faultOf(matcher: Matcher): string | undefined {
  return hasReference(matcher.value) ? undefined : matcherFault(matcher);
}

/** Conditions on labels, as chips with suggestions or as text; as text alone when it cannot be taken apart. */
export function SelectorField(props: SelectorFieldProps) {
  const { title, selector, onChange } = props;
  const styles = useStyles2(getStyles);
  const [asText, setAsText] = useState(false);
  const { matchers } = readSelector(selector);
  const chips = !asText && matchers !== undefined;
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <span aria-hidden>{title}</span>
        {matchers && (
          <IconButton
            name={chips ? 'pen' : 'tag-alt'}
            size="sm"
            aria-label={chips ? `Edit ${title} as text` : `Edit ${title} as list`}
            onClick={() => setAsText(chips)}
          />
        )}
      </div>
      {chips ? (
        <Chips {...props} matchers={matchers} />
      ) : (
        <SelectorText title={title} selector={selector} onChange={onChange} />
      )}
    </div>
  );
}

function Chips(props: SelectorFieldProps & { readonly matchers: readonly Matcher[] }) {
  const styles = useStyles2(getStyles);
  const { names, values, askValues } = useLabelSuggestions(props, props);
  const fault = lookupFault(names, values);
  return (
    <>
      <MatcherChips
        title={props.title}
        faultOf={faultOf}
        matchers={props.matchers}
        onChange={(matchers) => props.onChange(printMatchers(matchers))}
        labelNames={names.data ?? []}
        onLabel={askValues}
        values={values.state === 'ready' ? (values.data ?? []) : []}
        loading={values.state === 'loading'}
      />
      {fault !== undefined && (
        <div role="status" className={styles.fault}>
          No suggestions: {fault}
        </div>
      )}
    </>
  );
}

interface TextProps {
  readonly title: string;
  readonly selector: string;
  readonly onChange: (selector: string) => void;
}

/** Committed on blur and Enter. Text with variables outside quotes cannot be judged here. */
function SelectorText({ title, selector, onChange }: TextProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const text = draft ?? selector;
  const { fault, matchers = [] } = readSelector(text);
  const unread = hasReference(text) ? undefined : fault;
  const said = unread ?? matchers.map(faultOf).find((one) => one !== undefined);
  const commit = () => {
    if (draft !== undefined && draft !== selector) onChange(draft);
    setDraft(undefined);
  };
  return (
    <Field noMargin invalid={said !== undefined} error={said}>
      <Input
        id={id}
        aria-label={title}
        value={text}
        placeholder={'{juju_unit="$unit"}'}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
    </Field>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  field: css({ display: 'flex', flexDirection: 'column', minWidth: 0, flex: '1 1 260px' }),
  head: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    marginBottom: 2,
    lineHeight: 1.3,
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
  fault: css({
    marginTop: theme.spacing(0.5),
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.error.text,
  }),
});
