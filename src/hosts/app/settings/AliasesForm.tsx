import { useState } from 'react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, Input, useStyles2, Stack } from '@grafana/ui';
import { css } from '@emotion/css';
import { ALIASED_LABELS, DEFAULT_ALIASES, type GivenAliases, type TopologyLabel } from '#series';
import { Notice } from '#ui';
import { aliasesSchema, problemsOf } from '../../aliases-schema';
import type { SettingsChange } from './settings';

export interface AliasesFormProps {
  readonly aliases: GivenAliases;
  readonly onSave: (change: SettingsChange) => void;
}

/** What labels and applications are called here, besides the names that are known. */
export function AliasesForm({ aliases, onSave }: AliasesFormProps) {
  const [draft, setDraft] = useState(() => draftOf(aliases));
  const given = givenOf(draft);
  const wrong = problemsIn(draft);
  const { applications } = draft;
  return (
    <>
      <LabelNames draft={draft} onChange={setDraft} />
      <ApplicationPairs draft={draft} onChange={setDraft} />
      {wrong.length > 0 && (
        <Notice kind="partial" inline title="Not saved yet" facts={wrong.join('\n')} />
      )}
      <Stack wrap="wrap">
        <Button onClick={() => wrong.length === 0 && onSave({ aliases: given })}>Save</Button>
        <Button
          variant="secondary"
          icon="plus"
          onClick={() =>
            setDraft({ ...draft, applications: [...applications, { profiled: '', measured: '' }] })
          }
        >
          Add an application
        </Button>
        <Button
          variant="secondary"
          fill="outline"
          onClick={() => {
            setDraft(draftOf({}));
            onSave({ aliases: undefined });
          }}
        >
          Back to the defaults
        </Button>
      </Stack>
    </>
  );
}

/** A place and a fact each. */
function problemsIn(draft: AliasesDraft): readonly string[] {
  const { error } = aliasesSchema.safeParse(givenOf(draft));
  const profiled = draft.applications.map((pair) => pair.profiled.trim());
  const twice = profiled.filter((name, at) => name !== '' && profiled.indexOf(name) !== at);
  return [
    ...(error ? [problemsOf(error)] : []),
    ...twice.map((name) => `applications.${name}: named twice`),
  ];
}

interface PartProps {
  readonly draft: AliasesDraft;
  readonly onChange: (draft: AliasesDraft) => void;
}

function LabelNames({ draft, onChange }: PartProps) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>
        Where a target lies is read from these labels. Name others that say the same here, with
        commas between them; they are read before the known ones.
      </caption>
      <thead>
        <tr>
          <th scope="col">Label</th>
          <th scope="col">Here also called</th>
          <th scope="col">Known already</th>
        </tr>
      </thead>
      <tbody>
        {ALIASED_LABELS.map((label) => (
          <tr key={label}>
            <th scope="row">
              <code>{label}</code>
            </th>
            <td>
              <Input
                value={draft.labels[label] ?? ''}
                width={34}
                aria-label={`Other names of ${label}`}
                onChange={(event) => {
                  const labels = { ...draft.labels, [label]: event.currentTarget.value };
                  onChange({ ...draft, labels });
                }}
              />
            </td>
            <td className={styles.known}>{DEFAULT_ALIASES.labels[label]?.join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ApplicationPairs({ draft, onChange }: PartProps) {
  const styles = useStyles2(getStyles);
  const { applications } = draft;
  const set = (index: number, change: Partial<(typeof applications)[number]>) =>
    onChange({
      ...draft,
      applications: applications.map((pair, at) => (at === index ? { ...pair, ...change } : pair)),
    });
  const known = [...DEFAULT_ALIASES.applications].map((pair) => pair.join(' by ')).join(', ');
  return (
    <>
      <p className={styles.caption}>
        An application whose metrics are those of another one. Known already: {known}.
      </p>
      {applications.map(({ profiled, measured }, index) => (
        <div key={index} className={styles.pair}>
          <Input
            value={profiled}
            width={30}
            placeholder="profiled application"
            aria-label={`Profiled application ${index + 1}`}
            onChange={(event) => set(index, { profiled: event.currentTarget.value })}
          />
          is measured by
          <Input
            value={measured}
            width={30}
            placeholder="application with its metrics"
            aria-label={`Application with the metrics of ${index + 1}`}
            onChange={(event) => set(index, { measured: event.currentTarget.value })}
          />
          <IconButton
            name="trash-alt"
            tooltip={`Remove application ${index + 1}`}
            onClick={() =>
              onChange({ ...draft, applications: applications.filter((_, at) => at !== index) })
            }
          />
        </div>
      ))}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    marginBottom: theme.spacing(2),
    '& th': { paddingRight: theme.spacing(2), textAlign: 'left', fontWeight: 'inherit' },
    '& thead th': { color: theme.colors.text.secondary },
    '& td': { padding: theme.spacing(0.25, 2, 0.25, 0) },
  }),
  caption: css({
    captionSide: 'top',
    margin: theme.spacing(0, 0, 1),
    padding: 0,
    color: theme.colors.text.secondary,
  }),
  known: css({ color: theme.colors.text.secondary }),
  pair: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
  }),
});

/** Aliases while they are typed. */
export interface AliasesDraft {
  /** Names with commas between them. */
  readonly labels: Readonly<Partial<Record<TopologyLabel, string>>>;
  readonly applications: readonly { readonly profiled: string; readonly measured: string }[];
}

function draftOf({ labels = {}, applications = {} }: GivenAliases): AliasesDraft {
  return {
    labels: Object.fromEntries(
      ALIASED_LABELS.flatMap((label) => {
        const names = labels[label];
        return names ? [[label, names.join(', ')] as const] : [];
      }),
    ),
    applications: Object.entries(applications).map(([profiled, measured]) => ({
      profiled,
      measured,
    })),
  };
}

/** Without empty fields and rows; a half-filled row stays, so that it is reported. */
function givenOf({ labels, applications }: AliasesDraft): GivenAliases {
  const named = ALIASED_LABELS.flatMap((label) => {
    const names = (labels[label] ?? '').split(',').map((name) => name.trim());
    const given = names.filter((name) => name !== '');
    return given.length > 0 ? [[label, given] as const] : [];
  });
  const pairs = applications
    .map(({ profiled, measured }) => [profiled.trim(), measured.trim()] as const)
    .filter(([profiled, measured]) => profiled !== '' || measured !== '');
  return {
    ...(named.length > 0 && { labels: Object.fromEntries(named) }),
    ...(pairs.length > 0 && { applications: Object.fromEntries(pairs) }),
  };
}
