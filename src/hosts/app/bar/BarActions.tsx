import { useState } from 'react';
import { Button } from '@grafana/ui';
import { absoluteRange, printView, type BarView } from '#pages';
import { DEFAULT_ALIASES, mergeAliases } from '#series';
import { askedFor, withSources } from '../links/app-location';
import type { ChosenDatasources } from '../create-sources';
import type { AppSettings } from '../settings/settings';
import { mayEditDashboards } from '../grafana-api';
import { AddToDashboard } from './AddToDashboard';
import { SavedViews } from './SavedViews';

export interface BarActionsProps {
  readonly at: BarView;
  readonly datasources: ChosenDatasources;
  readonly settings: AppSettings;
}

/** What Grafana can do with a view: keep it for the organisation, and show it in a dashboard. */
export function BarActions({ at, datasources, settings }: BarActionsProps) {
  const [adding, setAdding] = useState(false);
  const searchOf = ({ view, range }: BarView) => {
    const { search } = printView({ ...view, range: absoluteRange(range), refresh: undefined });
    return withSources(search, askedFor(datasources));
  };
  return (
    <>
      <SavedViews at={at} savedViews={settings.savedViews} searchOf={searchOf} />
      {mayEditDashboards() && (
        <Button
          variant="secondary"
          icon="apps"
          tooltip="Add to dashboard: as panels of this view"
          onClick={() => setAdding(true)}
        >
          Add to dashboard
        </Button>
      )}
      {adding && (
        <AddToDashboard
          {...{ at, ...datasources, metricPanels: settings.metricPanels }}
          aliases={mergeAliases(DEFAULT_ALIASES, settings.aliases)}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}
