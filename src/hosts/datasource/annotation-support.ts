import type { AnnotationQuery, AnnotationSupport } from '@grafana/data';
import type { ParcaQuery } from '#frames';
import { AnnotationEditor } from './editors/AnnotationEditor';

const EVERYTHING = { queryType: 'changes', labelSelector: '{}' } as const;

/** Changes over any dashboard's time series: Grafana makes its events of the frame's fields, `annotationsFromFindings`. */
export const annotationSupport: AnnotationSupport<ParcaQuery> = {
  getDefaultQuery: () => EVERYTHING,
  prepareQuery: ({ target }: AnnotationQuery<ParcaQuery>) => ({
    ...{ refId: 'Anno', ...EVERYTHING, ...target },
    ...{ queryType: 'changes', format: 'annotations' },
  }),
  QueryEditor: AnnotationEditor,
};
