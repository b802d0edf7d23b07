import { useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, useStyles2 } from '@grafana/ui';
import { MATCHER_OPS, type Matcher } from '#series';
import { Picker } from './Picker';

export interface MatcherChipsProps {
  readonly matchers: readonly Matcher[];
  readonly onChange: (matchers: readonly Matcher[]) => void;
  /** What is wrong with a condition, in one line. */
  readonly faultOf: (matcher: Matcher) => string | undefined;
  readonly labelNames: readonly string[];
  /** A label was chosen whose values are wanted; they come as `values`. */
  readonly onLabel: (name: string) => void;
  readonly values: readonly string[];
  readonly loading: boolean;
  /** For screen readers, where a page has several. */
  readonly title: string;
}

const OP_WORDS = { '=': 'is', '!=': 'is not', '=~': 'matches', '!~': 'does not match' } as const;

/** Conditions on labels as chips, and a row to add one; names and values come from the data, but any can be typed. */
export function MatcherChips(props: MatcherChipsProps) {
  const styles = useStyles2(getStyles);
  const [draft, setDraft] = useState<Matcher | undefined>(undefined);
  const without = (index: number) => props.matchers.filter((_, at) => at !== index);
  const faults = props.matchers.map(props.faultOf);
  const draftFault = draft && props.faultOf(draft);
  return (
    <div className={styles.row} role="group" aria-label={props.title}>
      {props.matchers.map((matcher, index) => (
        <span
          key={`${matcher.name}${matcher.op}${matcher.value}`}
          className={styles.chip}
          data-invalid={faults[index] !== undefined}
        >
          <span>
            {matcher.name} <b>{matcher.op}</b> {matcher.value === '' ? '""' : matcher.value}
          </span>
          <IconButton
            name="times"
            size="sm"
            aria-label={`Remove ${matcher.name} ${OP_WORDS[matcher.op]} ${matcher.value}`}
            onClick={() => props.onChange(without(index))}
          />
        </span>
      ))}
      {draft ? (
        <MatcherDraft
          {...props}
          draft={draft}
          isWrong={draftFault !== undefined}
          onDraft={setDraft}
          onAdd={(matcher) => {
            setDraft(undefined);
            props.onChange([...props.matchers, matcher]);
          }}
        />
      ) : (
        <Button
          variant="secondary"
          fill="outline"
          icon="plus"
          tooltip="Add a condition on a label"
          onClick={() => setDraft({ name: '', op: '=', value: '' })}
        >
          label
        </Button>
      )}
      {[...faults, draftFault].map(
        (fault, index) =>
          fault !== undefined && (
            <div key={index} role="alert" className={styles.fault}>
              {fault}
            </div>
          ),
      )}
    </div>
  );
}

interface DraftProps extends MatcherChipsProps {
  readonly draft: Matcher;
  readonly isWrong: boolean;
  readonly onDraft: (draft: Matcher | undefined) => void;
  readonly onAdd: (matcher: Matcher) => void;
}

function MatcherDraft(props: DraftProps) {
  const { draft, onDraft, onAdd, labelNames, onLabel, values, loading } = props;
  const styles = useStyles2(getStyles);
  const options = (texts: readonly string[]) =>
    texts.map((text) => ({ value: text, label: text === '' ? '(empty)' : text }));
  return (
    <span className={styles.draft}>
      <Picker
        label="Label"
        options={options(labelNames)}
        value={draft.name}
        onChange={(name) => {
          onLabel(name);
          onDraft({ ...draft, name, value: '' });
        }}
        allowCustom
      />
      <Picker
        label="Operator"
        options={MATCHER_OPS.map((op) => ({ value: op, label: op, description: OP_WORDS[op] }))}
        value={draft.op}
        onChange={(text) =>
          onDraft({ ...draft, op: MATCHER_OPS.find((op) => op === text) ?? draft.op })
        }
        minWidth={7}
      />
      <Picker
        label="Value"
        options={options(values)}
        value={draft.value}
        onChange={(value) => onDraft({ ...draft, value })}
        loading={loading}
        allowCustom
      />
      <Button
        size="md"
        variant="secondary"
        disabled={draft.name === '' || props.isWrong}
        onClick={() => onAdd(draft)}
      >
        Add
      </Button>
      <Button size="md" variant="secondary" fill="text" onClick={() => onDraft(undefined)}>
        Cancel
      </Button>
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
    alignItems: 'end',
    minHeight: theme.spacing(4),
  }),
  chip: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    height: theme.spacing(4),
    padding: theme.spacing(0, 1),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    fontSize: theme.typography.bodySmall.fontSize,
    maxWidth: 360,
    '&[data-invalid="true"]': { borderColor: theme.colors.error.border },
    '& > span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  }),
  fault: css({
    flexBasis: '100%',
    color: theme.colors.error.text,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
  draft: css({ display: 'inline-flex', alignItems: 'end', gap: theme.spacing(0.5) }),
});
