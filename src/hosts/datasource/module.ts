import { DataSourcePlugin } from '@grafana/data';
import type { ParcaQuery } from '#frames';
import { ConfigEditor } from './editors/ConfigEditor';
import { QueryEditor } from './editors/QueryEditor';
import { QueryHelp } from './editors/QueryHelp';
import type { ParcaOptions } from './options';
import { ParcaDataSource } from './parca-datasource';

export const plugin = new DataSourcePlugin<ParcaDataSource, ParcaQuery, ParcaOptions>(
  ParcaDataSource,
)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor)
  .setQueryEditorHelp(QueryHelp);
