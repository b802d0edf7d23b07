import {
  setBackendSrv,
  setDataSourceSrv,
  setTemplateSrv,
  type BackendSrv,
  type DataSourceSrv,
} from '@grafana/runtime';
import { showApp, showConfigPage } from './app-page';
import { backendSrv } from './backend-srv';
import {
  edited,
  openDatasource,
  runQueries,
  showConfigEditor,
  showQueryEditor,
  showVariableEditor,
  startQueries,
  stopQueries,
  testDatasource,
} from './datasource-page';
import { dataSourceSrv } from './datasources';
import { leavePanel, registerEditors, showPanel } from './panel-page';
import { sharePackages } from './shared-packages';
import { templateSrv, variables } from './template-srv';

/* The part of Grafana's frontend that plugins see, with the packages themselves and an archive behind the datasource proxy. */

const standIn = {
  showApp,
  showConfigPage,
  showPanel,
  leavePanel,
  showQueryEditor,
  showVariableEditor,
  showConfigEditor,
  runQueries,
  startQueries,
  stopQueries,
  testDatasource,
  openDatasource: (uid: string) => openDatasource(uid).then(({ name }) => name),
  edited: () => edited,
  setVariable: (name: string, value: string | readonly string[]) => void variables.set(name, value),
};

export type StandIn = typeof standIn;

declare global {
  interface Window {
    standIn: StandIn;
  }
}

registerEditors();
setBackendSrv(backendSrv as unknown as BackendSrv);
setDataSourceSrv(dataSourceSrv as unknown as DataSourceSrv);
setTemplateSrv(templateSrv);
sharePackages();
window.standIn = standIn;
