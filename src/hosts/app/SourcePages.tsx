import { useMemo, useState, type ReactNode } from 'react';
import { getTimeZone } from '@grafana/data';
import { PagesRoot, type Host } from '#pages';
import type { Engine } from '#engine';
import { DEFAULT_ALIASES, mergeAliases } from '#series';
import { metricPanelsOf } from '#targets';
import {
  absoluteLink,
  DEFAULT_RANGE,
  navigateApp,
  withSources,
  type AppLocation,
} from './links/app-location';
import { BarActions } from './bar/BarActions';
import { createSources } from './create-sources';
import type { Datasource } from './datasources/datasource-choice';
import type { AppSettings } from './settings/settings';
import { useEngine } from './use-engine';

export interface SourcePagesProps {
  readonly parca: Datasource;
  readonly prometheus: Datasource | undefined;
  readonly location: AppLocation;
  /** Their pickers. */
  readonly source: ReactNode;
  readonly settings: AppSettings;
}

/**
 * The pages on one pair of datasources. Answers are kept as long as this is there, so another pair needs another `key`.
 */
export function SourcePages(props: SourcePagesProps) {
  const engine = useEngine();
  return engine ? <PagesOn {...props} engine={engine} /> : null;
}

function PagesOn(props: SourcePagesProps & { readonly engine: Engine }) {
  const { parca, prometheus, location, source, settings, engine } = props;
  const [sources] = useState(() => createSources(parca, prometheus));
  const metricPanels = useMemo(
    () => metricPanelsOf(settings.metricPanels),
    [settings.metricPanels],
  );
  const targetAliases = useMemo(
    () => mergeAliases(DEFAULT_ALIASES, settings.aliases),
    [settings.aliases],
  );
  const host = useMemo<Host>(
    () => ({
      ...sources,
      engine,
      metricPanels,
      targetAliases,
      source,
      actions: (at) => <BarActions {...{ at, parca, prometheus, settings }} />,
      defaultRange: DEFAULT_RANGE,
      defaultTimeZone: getTimeZone(),
      frozen: false,
      navigate: navigateApp,
      // Someone else's default may be another one.
      linkTo: ({ path, search }) =>
        absoluteLink({
          path,
          search: withSources(search, { parca: parca.uid, prometheus: prometheus?.uid }),
        }),
      now: () => Date.now(),
    }),
    [sources, engine, metricPanels, targetAliases, source, parca, prometheus, settings],
  );
  return <PagesRoot host={host} location={location} />;
}
