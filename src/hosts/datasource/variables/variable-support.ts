import {
  CustomVariableSupport,
  getDefaultTimeRange,
  LoadingState,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import { Observable } from 'rxjs';
import type { ParcaQuery } from '#frames';
import { VariableEditor } from '../editors/VariableEditor';
import { interpolateMatchers, interpolateOne } from '../query/interpolate';
import type { ParcaOptions } from '../options';
import type { ParcaDataSource } from '../parca-datasource';
import { rangeOf } from '../query/resolve-query';
import type { Services } from '../services';
import { isVariableKind, type ParcaVariableQuery } from './variable-query';
import { variableValues, type VariableQuestion } from './variable-values';

/** Dashboard variables from what Parca has in the dashboard's range. */
export class ParcaVariableSupport extends CustomVariableSupport<
  ParcaDataSource,
  ParcaVariableQuery,
  ParcaQuery,
  ParcaOptions
> {
  readonly #services: Services;
  override readonly editor = VariableEditor;

  constructor(services: Services) {
    super();
    this.#services = services;
  }

  /** One answer with MetricFindValues; errors when the server refuses or the query cannot be read. */
  override query(request: DataQueryRequest<ParcaVariableQuery>): Observable<DataQueryResponse> {
    return new Observable((subscriber) => {
      const abort = new AbortController();
      this.#values(request, abort.signal).then(
        (data) => {
          subscriber.next({ data, state: LoadingState.Done });
          subscriber.complete();
        },
        (error: unknown) => subscriber.error(error),
      );
      return () => abort.abort();
    });
  }

  async #values(request: DataQueryRequest<ParcaVariableQuery>, signal: AbortSignal) {
    const [query] = request.targets;
    if (!query || !isVariableKind(query.kind)) return [];
    const question = this.#question(query, request);
    return question ? variableValues(question, { ...this.#services, signal }) : [];
  }

  /** undefined when a variable that it rests on holds nothing. */
  #question(
    query: ParcaVariableQuery,
    request: Partial<DataQueryRequest<ParcaVariableQuery>>,
  ): VariableQuestion | undefined {
    const { range = getDefaultTimeRange(), scopedVars = {} } = request;
    const scope = { templates: this.#services.templates(), scopedVars };
    const { matchers, unset } = interpolateMatchers(query.labelSelector ?? '', scope);
    if (unset.length > 0) return undefined;
    return {
      kind: query.kind,
      label: interpolateOne('label', query.label ?? '', scope) || undefined,
      profileTypeId: interpolateOne('profileTypeId', query.profileTypeId ?? '', scope) || undefined,
      matchers,
      range: rangeOf({ range }),
    };
  }
}
