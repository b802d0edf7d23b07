import { Suspense, useMemo, useState } from 'react';
import type { AppPluginMeta, PluginConfigPageProps } from '@grafana/data';
import { FieldSet } from '@grafana/ui';
import { Notice } from '#ui';
import { CrashBoundary } from '../CrashBoundary';
import { listDatasources } from '../datasources/grafana-datasources';
import { isAdmin } from '../grafana-api';
import { AliasesForm } from './AliasesForm';
import { MetricPanelsForm } from './MetricPanelsForm';
import { SavedViewsForm } from './SavedViewsForm';
import {
  changedSettings,
  parseSettings,
  withoutBroken,
  type SavedView,
  type SettingsChange,
} from './settings';
import { saveSettings, useSettings } from './settings-store';
import { SourcesForm } from './SourcesForm';

/** What an Admin sets for the organisation; everyone else reads it. */
export function ConfigPage({ plugin }: PluginConfigPageProps<AppPluginMeta>) {
  return (
    <Suspense fallback={null}>
      <CrashBoundary at="configuration">
        <Forms jsonData={plugin.meta.jsonData} />
      </CrashBoundary>
    </Suspense>
  );
}

type Outcome =
  | { readonly kind: 'ready' | 'busy' | 'saved' }
  | { readonly kind: 'failed'; readonly message: string };

function Forms({ jsonData }: { readonly jsonData: unknown }) {
  const { settings, broken } = useSettings(jsonData);
  const lists = useMemo(listDatasources, []);
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'ready' });
  const store = async (change: (stored: unknown) => Record<string, unknown>) => {
    setOutcome({ kind: 'busy' });
    try {
      await saveSettings(change);
      setOutcome({ kind: 'saved' });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      setOutcome({ kind: 'failed', message });
    }
  };
  const save = (change: SettingsChange) => void store((stored) => changedSettings(stored, change));
  // Of what is stored by then, where others may have saved more.
  const remove = (saved: SavedView) =>
    void store((stored) => {
      const { savedViews } = parseSettings(stored).settings;
      const left = savedViews.filter(
        (one) => one.name !== saved.name || one.search !== saved.search,
      );
      return changedSettings(stored, { savedViews: left });
    });
  const locked = !isAdmin() || outcome.kind === 'busy';
  return (
    <div>
      {!isAdmin() && (
        <Notice kind="partial" inline title="Only an Admin can change these settings." />
      )}
      {broken.length > 0 && (
        <Notice
          kind="partial"
          inline
          title="Some settings are invalid and are ignored"
          facts={broken.map(({ place, problem }) => `${place}: ${problem}`).join('\n')}
          advice="They are kept when you save other settings."
          {...(locked
            ? {}
            : { action: { label: 'Remove them', onClick: () => void store(withoutBroken) } })}
        />
      )}
      <OutcomeNotice outcome={outcome} />
      <FieldSet label="Datasources" disabled={locked}>
        <SourcesForm {...lists} sources={settings.sources} onSave={save} />
      </FieldSet>
      <FieldSet label="Metrics beside a profile" disabled={locked}>
        <MetricPanelsForm metricPanels={settings.metricPanels} onSave={save} />
      </FieldSet>
      <FieldSet label="Names of labels and applications" disabled={locked}>
        <AliasesForm aliases={settings.aliases} onSave={save} />
      </FieldSet>
      <FieldSet label="Saved views" disabled={locked}>
        <SavedViewsForm savedViews={settings.savedViews} onRemove={remove} />
      </FieldSet>
    </div>
  );
}

function OutcomeNotice({ outcome }: { readonly outcome: Outcome }) {
  if (outcome.kind === 'failed')
    return (
      <Notice kind="failed" inline title="Failed to save the settings" facts={outcome.message} />
    );
  return <p role="status">{outcome.kind === 'saved' ? 'Saved.' : ''}</p>;
}
