import { useMemo, useState, type ReactNode } from 'react';
import { getTimeZone } from '@grafana/data';
import { PagesRoot, type Dismissals, type Host, type PageLocation } from '#pages';
import type { Engine } from '#engine';
import { DEFAULT_ALIASES, mergeAliases } from '#series';
import { metricPanelsOf } from '#targets';
import {
  absoluteLink,
  DEFAULT_RANGE,
  askedFor,
  navigateApp,
  withSources,
  type AppLocation,
} from './links/app-location';
import type { Datasource } from './datasources/datasource-choice';
import { mayExplore } from './grafana-api';
import { exploreLinks } from './links/explore-links';
import { BarActions } from './bar/BarActions';
import { createSources, type ChosenDatasources } from './create-sources';
import { isAdmin } from './grafana-api';
import { changedSettings, parseSettings, type AppSettings } from './settings/settings';
import { saveSettings } from './settings/settings-store';
import { FileDrop } from '../files/FileDrop';
import { FilesSource } from '../files/FilesSource';
import { filesBeside } from '../files/files-beside';
import { startArchive } from '../files/open-here';
import { OpenFileButton } from '../files/OpenFileButton';
import { sourcesOfFiles } from '../files/sources-of-files';
import { useOpenedFiles } from '../files/use-opened-files';
import { startFilesWork } from './files/start-files-work';
import { useEngine } from './use-engine';

export interface SourcePagesProps {
  readonly datasources: ChosenDatasources;
  /** Where logs are. */
  readonly lokis: readonly Datasource[];
  readonly location: AppLocation;
  /** Their pickers. */
  readonly source: ReactNode;
  readonly settings: AppSettings;
}

/**
 * The pages on some datasources. Answers are kept as long as this is there, so others need another `key`.
 */
export function SourcePages(props: SourcePagesProps) {
  const engine = useEngine();
  return engine ? <PagesOn {...props} engine={engine} /> : null;
}

const LIVE = { frozen: false, defaultRange: DEFAULT_RANGE } as const;

const showInApp = (to: PageLocation) => navigateApp(to, 'push');

function PagesOn(props: SourcePagesProps & { readonly engine: Engine }) {
  const { datasources, lokis, location, source, settings, engine } = props;
  const [servers] = useState(() => createSources(datasources));
  const files = useOpenedFiles(startFilesWork, showInApp);
  const { opened, isReading, open, close } = files;
  const sources = useMemo(() => {
    const shown = opened ? sourcesOfFiles(opened) : { ...servers, ...LIVE };
    return { ...shown, ...filesBeside(shown.profiles, startFilesWork) };
  }, [servers, opened]);
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
      source: opened ? <FilesSource names={opened.names} onClose={close} /> : source,
      actions: (at) => (
        <>
          <OpenFileButton isReading={isReading} onOpen={open} />
          {/* Of files there is nothing to keep that would open for somebody else. */}
          {!opened && <BarActions {...{ at, datasources, settings }} />}
        </>
      ),
      elsewhere: (at) =>
        opened || !mayExplore()
          ? []
          : exploreLinks({ at, ...datasources, lokis, aliases: targetAliases }),
      defaultTimeZone: getTimeZone(),
      navigate: navigateApp,
      // Someone else's default may be another one.
      linkTo: ({ path, search }) =>
        absoluteLink({
          path,
          search: withSources(search, askedFor(datasources)),
        }),
      now: () => Date.now(),
      // Of files nobody else is told.
      ...(!opened && { dismissals: dismissalsOf(settings) }),
      createArchive: () => startArchive(startFilesWork),
    }),
    [
      sources,
      engine,
      metricPanels,
      targetAliases,
      source,
      datasources,
      lokis,
      settings,
      opened,
      isReading,
      open,
      close,
    ],
  );
  return (
    <FileDrop files={files}>
      <PagesRoot key={opened?.key ?? ''} host={host} location={location} />
    </FileDrop>
  );
}

/** An Admin changes what is stored at this moment, so that another one's change is not undone. */
function dismissalsOf({ dismissed }: AppSettings): Dismissals {
  const change: Dismissals['change'] = (next) =>
    saveSettings((stored) =>
      changedSettings(stored, { dismissed: next(parseSettings(stored).settings.dismissed) }),
    );
  return { list: dismissed, change: isAdmin() ? change : undefined };
}
