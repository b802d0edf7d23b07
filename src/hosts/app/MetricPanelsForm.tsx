import { useState } from 'react';
import { Button, Field, IconButton, Input, TextArea } from '@grafana/ui';
import { METRIC_PANEL_TEXTS, type MetricPanelText } from '#pages';
import { Notice } from '#ui';
import { SaveRow } from './SaveRow';
import { metricPanelSchema, type SettingsChange } from './settings';

export interface MetricPanelsFormProps {
  readonly metricPanels: readonly MetricPanelText[];
  readonly onSave: (change: SettingsChange) => void;
}

/** The charts under a profile, top to bottom. */
export function MetricPanelsForm({ metricPanels, onSave }: MetricPanelsFormProps) {
  const [draft, setDraft] = useState(metricPanels);
  const wrong = draft.flatMap((panel, index) => problemsOf(panel, index));
  const set = (index: number, change: Partial<MetricPanelText>) =>
    setDraft(draft.map((panel, at) => (at === index ? { ...panel, ...change } : panel)));
  return (
    <>
      <p>
        In an expression <code>$matchers</code> stands for the unit that is looked at:{' '}
        <code>up$matchers</code>, or among conditions <code>{'up{job="x",$matchers}'}</code>.
      </p>
      {draft.map((panel, index) => (
        <PanelFields
          key={index}
          name={`Chart ${index + 1}`}
          panel={panel}
          onChange={(change) => set(index, change)}
          onRemove={() => setDraft(draft.filter((_, at) => at !== index))}
        />
      ))}
      {wrong.length > 0 && (
        <Notice kind="partial" inline title="Not saved yet" facts={wrong.join('\n')} />
      )}
      <SaveRow onSave={() => wrong.length === 0 && onSave({ metricPanels: draft })}>
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
      </SaveRow>
    </>
  );
}

/** What a person still has to write; a place and a fact each. */
function problemsOf(panel: MetricPanelText, index: number): readonly string[] {
  const parsed = metricPanelSchema.safeParse(panel);
  const problems = parsed.error?.issues.map(
    ({ path, message }) => `chart ${index + 1}: ${path.join('.')}: ${message}`,
  );
  if (!panel.expression.includes('$matchers'))
    return [...(problems ?? []), `chart ${index + 1}: expression: $matchers is missing`];
  return problems ?? [];
}

interface PanelFieldsProps {
  readonly name: string;
  readonly panel: MetricPanelText;
  readonly onChange: (change: Partial<MetricPanelText>) => void;
  readonly onRemove: () => void;
}

function PanelFields({ name, panel, onChange, onRemove }: PanelFieldsProps) {
  return (
    <fieldset
      aria-label={name}
      style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center', border: 'none' }}
    >
      <Field label="Title">
        <Input
          value={panel.title}
          width={24}
          aria-label={`${name}: title`}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
      </Field>
      <Field label="Unit">
        <Input
          value={panel.unit}
          width={14}
          placeholder="bytes, cores, …"
          aria-label={`${name}: unit`}
          onChange={(event) => onChange({ unit: event.currentTarget.value })}
        />
      </Field>
      <Field label="Expression">
        <TextArea
          value={panel.expression}
          cols={70}
          rows={1}
          aria-label={`${name}: expression`}
          onChange={(event) => onChange({ expression: event.currentTarget.value })}
        />
      </Field>
      <IconButton name="trash-alt" tooltip={`Remove ${name}`} onClick={onRemove} />
    </fieldset>
  );
}
