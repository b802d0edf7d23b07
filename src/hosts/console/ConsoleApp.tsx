import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { createTheme, ThemeContext } from '@grafana/data';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import { createEngine, type Engine } from '#engine';
import { PagesRoot, type Host } from '#pages';
import {
  createFetchTransport,
  createParcaSource,
  createPrometheusSource,
  createPyroscopeSource,
  shareConnections,
} from '#sources';
import { DEFAULT_ALIASES, mergeAliases } from '#series';
import { metricPanels, metricPanelsOf } from '#targets';
import type { ConsoleConfig } from '../console-config';
import { navigateBrowser, useBrowserLocation } from './browser-location';

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
  const [engine] = useState(() => createEngine());
  return engine;
}

/** The pages with the browser's history, fetch on this origin, and the system's theme. */
export function ConsoleApp({ config }: { readonly config: ConsoleConfig }) {
  const theme = useSystemTheme();
  const engine = useEngine();
  const location = useBrowserLocation();
  const sources = useMemo(() => createSources(config), [config]);
  const given = useMemo(() => givenBy(config), [config]);
  const host = useMemo<Host>(
    () => ({
      ...sources,
      engine,
      ...given,
      brand: 'Parcascope',
      source: config.title,
      frozen: config.mode === 'archive',
      defaultRange: config.range
        ? { from: String(config.range.start), to: String(config.range.end) }
        : { from: 'now-1h', to: 'now' },
      defaultTimeZone: 'browser',
      navigate: navigateBrowser,
      linkTo: ({ path, search }) => `${window.location.origin}/${path}${search}`,
      now: () => Date.now(),
    }),
    [sources, engine, given, config],
  );
  useEffect(() => {
    document.body.style.margin = '0';
    document.body.style.minHeight = '100vh';
    document.body.style.background = theme.colors.background.canvas;
  }, [theme]);
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <PagesRoot host={host} location={location} />
      <PortalContainer />
    </ThemeContext.Provider>
  );
}

function givenBy(config: ConsoleConfig): Pick<Host, 'metricPanels' | 'targetAliases'> {
  return {
    metricPanels: config.metricPanels ? metricPanelsOf(config.metricPanels) : metricPanels,
    targetAliases: mergeAliases(DEFAULT_ALIASES, config.aliases ?? {}),
  };
}

function createSources(config: ConsoleConfig): Pick<Host, 'profiles' | 'metrics'> {
  const { origin } = window.location;
  const transport = (path: string, source: string) =>
    createFetchTransport({
      baseUrl: origin + path,
      source,
      fetch: (...request) => window.fetch(...request),
    });
  const { first, second } = shareConnections(
    config.pyroscope ? transport('/pyroscope', 'Pyroscope') : transport('/parca', 'Parca'),
    transport('/prometheus', 'Prometheus'),
  );
  const createSource = config.pyroscope ? createPyroscopeSource : createParcaSource;
  return {
    profiles: createSource({ transport: first, now: () => Date.now() }),
    metrics: config.prometheus ? createPrometheusSource({ transport: second }) : undefined,
  };
}
