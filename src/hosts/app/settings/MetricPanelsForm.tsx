import { useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Field, IconButton, Input, TextArea, useStyles2, Stack } from '@grafana/ui';
import { METRIC_PANEL_TEXTS, type MetricPanelText } from '#targets';
import { Notice } from '#ui';
import { metricPanelSchema } from '../../metric-panel-schema';
import type { SettingsChange } from './settings';

export interface MetricPanelsFormProps {
  readonly metricPanels: readonly MetricPanelText[];
  readonly onSave: (change: SettingsChange) => void;
}

/** The charts under a profile, top to bottom. */
export function MetricPanelsForm({ metricPanels, onSave }: MetricPanelsFormProps) {
  const [draft, setDraft] = useState(metricPanels);
  const panels = draft.map(withoutEmptyMetrics);
  const wrong = panels.flatMap((panel, index) => problemsOf(panel, index));
  return (
    <>
      <p>
        In an expression <code>$matchers</code> stands for the selected unit:{' '}
        <code>up$matchers</code>, or among conditions <code>{'up{job="x",$matchers}'}</code>;{' '}
        <code>$by</code> for the labels that tell its processes apart, and <code>$metric</code> for
        the first of the named metrics that it has. Names are regular expressions;{' '}
        <code>!promhttp_.*</code> takes names away.
      </p>
      {draft.map((panel, index) => (
        <PanelFields
          key={index}
          name={`Chart ${index + 1}`}
          panel={panel}
          onChange={(changed) => setDraft(draft.map((one, at) => (at === index ? changed : one)))}
          onRemove={() => setDraft(draft.filter((_, at) => at !== index))}
        />
      ))}
      {wrong.length > 0 && (
        <Notice kind="partial" inline title="Not saved yet" facts={wrong.join('\n')} />
      )}
      <Stack wrap="wrap">
        <Button onClick={() => wrong.length === 0 && onSave({ metricPanels: panels })}>Save</Button>
        <Button
          variant="secondary"
          icon="plus"
          onClick={() => setDraft([...draft, { title: '', unit: '', expression: '' }])}
        >
          Add a chart
        </Button>
        <Button
          variant="secondary"
          fill="outline"
          onClick={() => {
            setDraft(METRIC_PANEL_TEXTS);
            onSave({ metricPanels: undefined });
          }}
        >
          Back to the defaults
        </Button>
      </Stack>
    </>
  );
}

/** What is missing or wrong; a place and a fact each. */
function problemsOf(panel: MetricPanelText, index: number): readonly string[] {
  const parsed = metricPanelSchema.safeParse(panel);
  const problems = parsed.error?.issues.map(
    ({ path, message }) => `chart ${index + 1}: ${path.join('.')}: ${message}`,
  );
  return problems ?? [];
}

interface PanelFieldsProps {
  /** `Chart 3` */
  readonly name: string;
  readonly panel: MetricPanelText;
  readonly onChange: (panel: MetricPanelText) => void;
  readonly onRemove: () => void;
}

function PanelFields({ name, panel, onChange, onRemove }: PanelFieldsProps) {
  const styles = useStyles2(getStyles);
  const { title, unit, expression, metrics } = panel;
  return (
    <fieldset aria-label={name} className={styles.panel}>
      <div className={styles.head}>
        <Field label="Title" noMargin>
          <Input
            value={title}
            width={24}
            aria-label={`${name}: title`}
            onChange={(event) => onChange({ ...panel, title: event.currentTarget.value })}
          />
        </Field>
        <Field label="Unit" noMargin>
          <Input
            value={unit}
            width={16}
            placeholder="bytes, cores, …"
            aria-label={`${name}: unit`}
            onChange={(event) => onChange({ ...panel, unit: event.currentTarget.value })}
          />
        </Field>
        <Field label="Only where one of these metrics exists" noMargin className={styles.metrics}>
          <Input
            value={metrics?.join(' ') ?? ''}
            placeholder="jobs_total .+_jobs_total"
            aria-label={`${name}: metrics`}
            onChange={(event) => onChange(withMetrics(panel, event.currentTarget.value))}
          />
        </Field>
        <div className={styles.remove}>
          <IconButton name="trash-alt" size="lg" tooltip={`Remove ${name}`} onClick={onRemove} />
        </div>
      </div>
      <Field label="Expression" noMargin>
        <TextArea
          className={styles.expression}
          value={expression}
          rows={rowsOf(expression)}
          aria-label={`${name}: expression`}
          onChange={(event) => onChange({ ...panel, expression: event.currentTarget.value })}
        />
      </Field>
    </fieldset>
  );
}

/** No name of a metric holds a space; the last one may be about to be typed. */
function withMetrics(panel: MetricPanelText, text: string): MetricPanelText {
  return { ...panel, metrics: text.trimStart().split(/\s+/) };
}

function withoutEmptyMetrics({ metrics, ...panel }: MetricPanelText): MetricPanelText {
  const named = metrics?.filter((name) => name !== '') ?? [];
  return named.length === 0 ? panel : { ...panel, metrics: named };
}

const CHARACTERS_A_ROW = 90;

/** All of it is seen without scrolling, up to a handful of rows. */
function rowsOf(expression: string): number {
  const rows = expression
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARACTERS_A_ROW)), 0);
  return Math.min(8, rows);
}

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    maxWidth: 780,
    margin: theme.spacing(0, 0, 2),
    padding: theme.spacing(1.5),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  head: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), alignItems: 'start' }),
  metrics: css({ flex: '1 1 220px' }),
  remove: css({ marginLeft: 'auto' }),
  expression: css({
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
