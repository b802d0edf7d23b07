import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { createTheme, ThemeContext } from '@grafana/data';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import demanglerFile from 'gecko-profiler-demangle/index_bg.wasm?url';
import { createEngine, type Engine } from '#engine';
import { PagesRoot, type BarView, type ElsewhereLink, type Host } from '#pages';
import {
  createFetchTransport,
  createParcaSource,
  createPrometheusSource,
  createPyroscopeSource,
  joinSources,
  shareConnections,
} from '#sources';
import { DEFAULT_ALIASES, mergeAliases } from '#series';
import { metricPanels, metricPanelsOf } from '#targets';
import type { ConsoleConfig } from '../console-config';
import { fetchDemangler } from '../demangler-file';
import { navigateBrowser, pushUnseen, useBrowserLocation } from './browser-location';
import { parcaPageLink } from './parca-page';
import { startFilesWork } from './start-files-work';
import { FileDrop } from '../files/FileDrop';
import { FilesSource } from '../files/FilesSource';
import { filesBeside } from '../files/files-beside';
import { startArchive } from '../files/open-here';
import { OpenFileButton } from '../files/OpenFileButton';
import { sourcesOfFiles } from '../files/sources-of-files';
import { useOpenedFiles } from '../files/use-opened-files';

const DARK = '(prefers-color-scheme: dark)';

/** Light or dark as the system says, also when it changes its mind. */
function useSystemTheme() {
  const dark = useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(DARK);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(DARK).matches,
  );
  return useMemo(() => createTheme({ colors: { mode: dark ? 'dark' : 'light' } }), [dark]);
}

function useEngine(): Engine {
  const [engine] = useState(() =>
    createEngine({ loadDemangler: () => fetchDemangler(demanglerFile) }),
  );
  useEffect(() => engine.prepare(), [engine]);
  return engine;
}

/** The pages with the browser's history, fetch on this origin, and the system's theme. */
export function ConsoleApp({ config }: { readonly config: ConsoleConfig }) {
  const theme = useSystemTheme();
  const engine = useEngine();
  const location = useBrowserLocation();
  const files = useOpenedFiles(startFilesWork, pushUnseen);
  const { opened, isReading, open, close } = files;
  const sources = useMemo(
    () => withFilesBeside(opened ? sourcesOfFiles(opened) : createSources(config)),
    [config, opened],
  );
  const given = useMemo(() => givenBy(config), [config]);
  const host = useMemo<Host>(
    () => ({
      ...sources,
      engine,
      ...given,
      brand: 'Parcascope',
      source: opened ? <FilesSource names={opened.names} onClose={close} /> : config.title,
      actions: () => <OpenFileButton isReading={isReading} onOpen={open} />,
      ...(config.parcaPage !== undefined &&
        !opened && { elsewhere: (at) => parcaLinks(config.parcaPage!, at) }),
      defaultTimeZone: 'browser',
      navigate: navigateBrowser,
      linkTo: ({ path, search }) => `${window.location.origin}/${path}${search}`,
      now: () => Date.now(),
      createArchive: () => startArchive(startFilesWork),
    }),
    [sources, engine, given, config, opened, isReading, open, close],
  );
  useEffect(() => {
    document.body.style.margin = '0';
    document.body.style.minHeight = '100vh';
    document.body.style.background = theme.colors.background.canvas;
  }, [theme]);
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <FileDrop files={files}>
        <PagesRoot key={opened?.key ?? ''} host={host} location={location} />
      </FileDrop>
      <PortalContainer />
    </ThemeContext.Provider>
  );
}

function parcaLinks(page: string, at: BarView): readonly ElsewhereLink[] {
  const href = parcaPageLink(page, at);
  if (href === undefined) return [];
  return [{ label: 'Parca', description: 'The same query and time in its own page', href }];
}

function withFilesBeside<T extends Pick<Host, 'profiles'>>(sources: T) {
  return { ...sources, ...filesBeside(sources.profiles, startFilesWork) };
}

function defaultRangeOf({ range }: Pick<ConsoleConfig, 'range'>): Host['defaultRange'] {
  return range
    ? { from: String(range.start), to: String(range.end) }
    : { from: 'now-1h', to: 'now' };
}

function givenBy(config: ConsoleConfig): Pick<Host, 'metricPanels' | 'targetAliases'> {
  return {
    metricPanels: config.metricPanels ? metricPanelsOf(config.metricPanels) : metricPanels,
    targetAliases: mergeAliases(DEFAULT_ALIASES, config.aliases ?? {}),
  };
}

function createSources(
  config: ConsoleConfig,
): Pick<Host, 'profiles' | 'metrics' | 'frozen' | 'defaultRange'> {
  const { origin } = window.location;
  const transport = (path: string, source: string) =>
    createFetchTransport({
      baseUrl: origin + path,
      source,
      fetch: (...request) => window.fetch(...request),
    });
  const now = () => Date.now();
  const { parca, pyroscope, recordedFrom } = config;
  const { first, second } = shareConnections(
    parca || !pyroscope ? transport('/parca', 'Parca') : transport('/pyroscope', 'Pyroscope'),
    transport('/prometheus', 'Prometheus'),
  );
  const ofFirst =
    parca || !pyroscope
      ? createParcaSource({ transport: first, now, ...(recordedFrom && { recordedFrom }) })
      : createPyroscopeSource({ transport: first, now });
  const beside = parca && pyroscope ? [transport('/pyroscope', 'Pyroscope')] : [];
  return {
    profiles: joinSources([
      { name: ofFirst.server.name, source: ofFirst },
      ...beside.map((other) => ({
        ...{ name: 'Pyroscope', source: createPyroscopeSource({ transport: other, now }) },
      })),
    ]),
    metrics: config.prometheus ? createPrometheusSource({ transport: second }) : undefined,
    frozen: config.mode === 'archive',
    defaultRange: defaultRangeOf(config),
  };
}
