import {
  DataSourceApi,
  type AbstractQuery,
  type AdHocVariableFilter,
  type CoreApp,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceGetTagKeysOptions,
  type DataSourceGetTagValuesOptions,
  type DataSourceInstanceSettings,
  type MetricFindValue,
  type ScopedVars,
  type TestDataSourceResponse,
} from '@grafana/data';
import type { Observable } from 'rxjs';
import type { ParcaQuery } from '#frames';
import { fromAbstractQuery, toAbstractQuery } from './query/abstract-queries';
import { annotationSupport } from './annotation-support';
import { createLookups, type Lookups } from './editors/lookups';
import { filterKeys, filterValues } from './variables/filter-suggestions';
import { checkHealth } from './health/check-health';
import type { ParcaOptions } from './options';
import { withoutVariables } from './query/query-without-variables';
import { runRequest } from './query/run/run-request';
import { defaultQuery, displayText, isRunnable } from './query/saved-query';
import { grafanaServices, type Services } from './services';
import type { Templates } from './query/templates';
import { ParcaVariableSupport } from './variables/variable-support';

/** Parca's profiles in dashboards and Explore. All traffic goes through Grafana's datasource proxy. */
export class ParcaDataSource extends DataSourceApi<ParcaQuery, ParcaOptions> {
  /** For the editors' suggestions. */
  readonly lookups: Lookups;
  private readonly services: Services;
  private readonly settings: DataSourceInstanceSettings<ParcaOptions>;

  override readonly annotations = annotationSupport;
  override readonly variables: ParcaVariableSupport;

  constructor(settings: DataSourceInstanceSettings<ParcaOptions>) {
    super(settings);
    this.settings = settings;
    this.services = grafanaServices(settings);
    this.lookups = createLookups(this.services.source, this.services.now);
    this.variables = new ParcaVariableSupport(this.services);
  }

  get templates(): Templates {
    return this.services.templates();
  }

  override query(request: DataQueryRequest<ParcaQuery>): Observable<DataQueryResponse> {
    return runRequest(request, this.services);
  }

  override testDatasource(): Promise<TestDataSourceResponse> {
    return checkHealth(this.settings, this.services);
  }

  override getDefaultQuery(app: CoreApp): Partial<ParcaQuery> {
    return defaultQuery(app);
  }

  override filterQuery(query: ParcaQuery): boolean {
    return isRunnable(query);
  }

  override getQueryDisplayText(query: ParcaQuery): string {
    return displayText(query);
  }

  override interpolateVariablesInQueries(
    queries: ParcaQuery[],
    scopedVars: ScopedVars,
    filters?: AdHocVariableFilter[],
  ): ParcaQuery[] {
    const scope = { templates: this.templates, scopedVars };
    return queries.map((query) => ({
      ...withoutVariables(query, scope, filters),
      datasource: this.getRef(),
    }));
  }

  override getTagKeys(
    options?: DataSourceGetTagKeysOptions<ParcaQuery>,
  ): Promise<MetricFindValue[]> {
    return filterKeys(options, this.services);
  }

  override getTagValues(
    options: DataSourceGetTagValuesOptions<ParcaQuery>,
  ): Promise<MetricFindValue[]> {
    return filterValues(options, this.services);
  }

  /** From another datasource's queries in Explore. */
  importFromAbstractQueries(queries: AbstractQuery[]): Promise<ParcaQuery[]> {
    return Promise.resolve(queries.map(fromAbstractQuery));
  }

  exportToAbstractQueries(queries: ParcaQuery[]): Promise<AbstractQuery[]> {
    return Promise.resolve(queries.map(toAbstractQuery));
  }
}
