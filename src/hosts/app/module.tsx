import { AppPlugin, PluginExtensionPoints } from '@grafana/data';
import { App } from './App';
import { ConfigPage } from './settings/ConfigPage';
import { CHANGES_LINK, configureChangesLink } from './links/changes-link';
import { configureLink, LINK, type LinkContext } from './links/extension-links';
import { EXPOSED_FLAME_GRAPH, ExposedFlameGraph } from './ExposedFlameGraph';

export const plugin = new AppPlugin()
  .setRootPage(App)
  .addConfigPage({ id: 'configuration', title: 'Configuration', icon: 'cog', body: ConfigPage })
  .addLink<LinkContext>({
    ...LINK,
    targets: [PluginExtensionPoints.DashboardPanelMenu, PluginExtensionPoints.ExploreToolbarAction],
    configure: configureLink,
  })
  .addLink({
    ...CHANGES_LINK,
    targets: [
      PluginExtensionPoints.DashboardPanelMenu,
      PluginExtensionPoints.ExploreToolbarAction,
      PluginExtensionPoints.AlertingAlertingRuleAction,
      PluginExtensionPoints.AlertInstanceAction,
    ],
    configure: configureChangesLink,
  })
  .exposeComponent({ ...EXPOSED_FLAME_GRAPH, component: ExposedFlameGraph });
