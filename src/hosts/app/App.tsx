import { useMemo, type ReactNode } from 'react';
import { PageLayoutType, type AppRootProps } from '@grafana/data';
import { config, PluginPage } from '@grafana/runtime';
import type { PageName } from '#pages';
import { Notice } from '#ui';
import {
  APP_PATH,
  askedFor,
  switchSources,
  useAppLocation,
  type AppLocation,
} from './links/app-location';
import { CrashBoundary } from './CrashBoundary';
import { chooseSources } from './datasources/datasource-choice';
import { listDatasources } from './datasources/grafana-datasources';
import { NoParca } from './datasources/NoParca';
import { useSettings } from './settings/settings-store';
import { isAdmin } from './grafana-api';
import { SourcePages } from './SourcePages';
import { SourcePickers } from './datasources/SourcePickers';

const TITLES: Record<PageName, string> = {
  changes: 'Changes',
  targets: 'Targets',
  profile: 'Profile',
  compare: 'Compare',
};

/** The console's pages in Grafana's shell. */
export function App({ meta }: AppRootProps) {
  const location = useAppLocation();
  const { path } = location;
  return (
    <PluginPage
      layout={PageLayoutType.Custom}
      pageNav={{ text: TITLES[path], url: addressOf(path) }}
    >
      <CrashBoundary at={path}>
        <AppBody jsonData={meta.jsonData} location={location} />
      </CrashBoundary>
    </PluginPage>
  );
}

/** With the address of a page's entry in the menu, Grafana shows one breadcrumb for both. */
function addressOf(page: PageName): string {
  return `${config.appSubUrl}${APP_PATH}/${page}`;
}

/** Chooses the datasources, and says what of the link or the settings is not there. */
function AppBody(props: { readonly jsonData: unknown; readonly location: AppLocation }) {
  const { location } = props;
  const { settings, broken } = useSettings(props.jsonData);
  const { asked } = location;
  const { parcas, prometheuses, lokis } = useMemo(listDatasources, []);
  const { parca, beside, prometheus, problems } = useMemo(
    () => chooseSources({ parcas, prometheuses, asked, defaults: settings.sources }),
    [parcas, prometheuses, asked, settings.sources],
  );
  const source = useMemo(
    () => (
      <SourcePickers
        {...{ parcas, prometheuses, parca, beside, prometheus }}
        // Which Prometheus belongs to another Parca is found anew.
        onParca={(uid) =>
          switchSources({ parca: uid, beside: beside?.uid === uid ? undefined : beside?.uid })
        }
        onBeside={(uid) => switchSources({ ...askedFor({ parca, prometheus }), beside: uid })}
        onPrometheus={(uid) =>
          switchSources({ ...askedFor({ parca, beside, prometheus }), prometheus: uid })
        }
      />
    ),
    [parcas, prometheuses, parca, beside, prometheus],
  );
  const datasources = useMemo(
    () => parca && { parca, beside, prometheus },
    [parca, beside, prometheus],
  );
  if (!parca || !datasources) return <NoParca />;
  const instead = [parca.name, ...(prometheus ? [prometheus.name] : [])].join(' and ');
  return (
    <>
      {problems.map((problem) => (
        <Partial key={problem} facts={problem} title="Datasource not found">
          {`Shown instead: ${instead}.`}
        </Partial>
      ))}
      {isAdmin() && broken.length > 0 && (
        <Partial
          title="Some settings are invalid and are ignored"
          facts={broken.map(({ place, problem }) => `${place}: ${problem}`).join('\n')}
        >
          Remove them on the app’s configuration page.
        </Partial>
      )}
      <SourcePages
        key={[parca, beside, prometheus].map((one) => one?.uid ?? '').join(' ')}
        {...{ datasources, lokis, location, source, settings }}
      />
    </>
  );
}

interface PartialProps {
  readonly title: string;
  readonly facts: string;
  readonly children: ReactNode;
}

function Partial({ title, facts, children }: PartialProps) {
  return (
    <Notice inline kind="partial" title={title} facts={facts}>
      {children}
    </Notice>
  );
}
