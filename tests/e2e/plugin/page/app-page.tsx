import { AppPlugin, PluginContextProvider, PluginType, type AppPluginMeta } from '@grafana/data';
import { show } from './mount';
import { loadPlugin } from './load-plugin';

const ID = 'parcascope-console-app';

/** The app's pages, at the address of the document. */
export async function showApp(jsonData: Record<string, unknown> = {}): Promise<void> {
  const plugin = await loadPlugin(ID, AppPlugin);
  const { root: Root } = plugin;
  if (!Root) throw new Error('the app has no root page');
  const meta = metaOf(jsonData);
  show(
    <PluginContextProvider meta={meta}>
      <Root
        meta={meta}
        basename={`/a/${ID}`}
        path={location.pathname}
        query={{}}
        onNavChanged={() => undefined}
      />
    </PluginContextProvider>,
  );
}

/** A page of the app's configuration. */
export async function showConfigPage(jsonData: Record<string, unknown> = {}): Promise<void> {
  const plugin = await loadPlugin(ID, AppPlugin);
  const [page] = plugin.configPages ?? [];
  if (!page) throw new Error('the app has no configuration page');
  const meta = metaOf(jsonData);
  plugin.meta = meta;
  show(<page.body plugin={plugin} query={{}} />);
}

function metaOf(jsonData: Record<string, unknown>): AppPluginMeta {
  return {
    id: ID,
    name: 'Parcascope',
    type: PluginType.app,
    module: `public/plugins/${ID}/module.js`,
    baseUrl: `public/plugins/${ID}`,
    enabled: true,
    pinned: true,
    jsonData,
    info: {
      author: { name: '' },
      description: '',
      links: [],
      logos: { small: '', large: '' },
      screenshots: [],
      updated: '',
      version: '',
    },
  };
}
