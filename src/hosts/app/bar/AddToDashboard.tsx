import { useState } from 'react';
import {
  Button,
  Combobox,
  Field,
  Input,
  LinkButton,
  Modal,
  RadioButtonGroup,
  Switch,
} from '@grafana/ui';
import type { ComboboxOption } from '@grafana/ui';
import { Notice } from '#ui';
import {
  addToDashboard,
  createDashboard,
  search,
  type Found,
  type SavedDashboard,
} from './dashboard-api';
import { dashboardTime, panelsOf, whyNoPanel, type PanelsOf } from './dashboard-panels';

export interface AddToDashboardProps extends Omit<PanelsOf, 'withMetrics'> {
  readonly onClose: () => void;
}

type Outcome =
  | { readonly kind: 'asking' | 'busy' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'done'; readonly dashboard: SavedDashboard };

interface Choice {
  readonly where: 'new' | 'existing';
  readonly title: string;
  readonly folder: ComboboxOption<string>;
  readonly dashboard: ComboboxOption<string> | undefined;
  readonly withMetrics: boolean;
}

const TOP: ComboboxOption<string> = { value: '', label: 'Dashboards' };

const FIRST: Choice = {
  where: 'new',
  title: 'Application profile from Parcascope',
  folder: TOP,
  dashboard: undefined,
  withMetrics: true,
};

/** The view as panels of a dashboard that is chosen or made here. */
export function AddToDashboard({ onClose, ...of }: AddToDashboardProps) {
  const [choice, setChoice] = useState(FIRST);
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'asking' });
  const why = whyNoPanel(of);
  const ready =
    choice.where === 'new' ? choice.title.trim() !== '' : choice.dashboard !== undefined;
  const add = async () => {
    setOutcome({ kind: 'busy' });
    try {
      setOutcome({ kind: 'done', dashboard: await saved(of, choice) });
    } catch (error) {
      setOutcome({ kind: 'failed', message: messageOf(error) });
    }
  };
  return (
    <Modal title="Add to dashboard" isOpen onDismiss={onClose}>
      {why !== undefined && <Notice kind="empty" inline title={why} />}
      {why === undefined && outcome.kind !== 'done' && (
        <Choices
          choice={choice}
          onChange={(change) => setChoice({ ...choice, ...change })}
          onFailed={(message) => setOutcome({ kind: 'failed', message })}
        />
      )}
      {outcome.kind === 'failed' && (
        <Notice
          kind="failed"
          inline
          title="Failed to save the dashboard"
          facts={outcome.message}
          advice="You may need the right to change this folder or dashboard; choose another one, or ask its owner."
        />
      )}
      {outcome.kind === 'done' && <p role="status">The dashboard is saved.</p>}
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={onClose}>
          Close
        </Button>
        {outcome.kind === 'done' ? (
          <LinkButton href={outcome.dashboard.url} icon="apps">
            Open the dashboard
          </LinkButton>
        ) : (
          <Button
            disabled={why !== undefined || !ready || outcome.kind === 'busy'}
            onClick={() => void add()}
          >
            Add
          </Button>
        )}
      </Modal.ButtonRow>
    </Modal>
  );
}

function saved(of: Omit<PanelsOf, 'withMetrics'>, choice: Choice): Promise<SavedDashboard> {
  const panels = panelsOf({ ...of, withMetrics: choice.withMetrics });
  const { where, title, folder, dashboard } = choice;
  if (where === 'existing' && dashboard) return addToDashboard(dashboard.value, panels);
  const time = dashboardTime(of.at);
  return createDashboard({ title: title.trim(), folder: folder.value || undefined, time, panels });
}

interface ChoicesProps {
  readonly choice: Choice;
  readonly onChange: (change: Partial<Choice>) => void;
  readonly onFailed: (message: string) => void;
}

function Choices({ choice, onChange, onFailed }: ChoicesProps) {
  const found = async (type: 'dash-db' | 'dash-folder', text: string) => {
    try {
      return (await search(type, text)).map(optionOf);
    } catch (error) {
      onFailed(messageOf(error));
      return [];
    }
  };
  return (
    <>
      <Field label="Where">
        <RadioButtonGroup<Choice['where']>
          options={[
            { value: 'new', label: 'New dashboard' },
            { value: 'existing', label: 'Existing dashboard' },
          ]}
          value={choice.where}
          onChange={(where) => onChange({ where })}
        />
      </Field>
      {choice.where === 'new' ? (
        <>
          <Field label="Title">
            <Input
              id="new-dashboard-title"
              value={choice.title}
              onChange={(event) => onChange({ title: event.currentTarget.value })}
            />
          </Field>
          <Field label="Folder">
            <Combobox
              id="new-dashboard-folder"
              value={choice.folder}
              options={async (text) => [TOP, ...(await found('dash-folder', text))]}
              onChange={(folder: ComboboxOption<string>) => onChange({ folder })}
            />
          </Field>
        </>
      ) : (
        <Field
          label="Dashboard"
          description="Its own time range applies to the panels; they are added at its end."
        >
          <Combobox
            id="existing-dashboard"
            value={choice.dashboard ?? null}
            placeholder="Type a part of its title"
            options={(text) => found('dash-db', text)}
            onChange={(dashboard: ComboboxOption<string>) => onChange({ dashboard })}
          />
        </Field>
      )}
      <Field label="With the metrics of the same unit">
        <Switch
          id="with-metrics"
          value={choice.withMetrics}
          onChange={(event) => onChange({ withMetrics: event.currentTarget.checked })}
        />
      </Field>
    </>
  );
}

function optionOf({ uid, title, folder }: Found): ComboboxOption<string> {
  return { value: uid, label: title, ...(folder !== undefined && { description: folder }) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
