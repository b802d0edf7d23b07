import { locationUtil } from '@grafana/data';
import { APP_ID } from '#frames';
import { printView, type ViewState } from '#pages';

/** Where a view is in the app, with the Parca datasource that it is of; without one the app takes its default. */
export function appAddress(view: ViewState, parca: string | undefined): string {
  const { path, search } = printView(view);
  const source = parca === undefined ? '' : `&parca=${encodeURIComponent(parca)}`;
  return locationUtil.assureBaseUrl(`/a/${APP_ID}/${path}${search}${source}`);
}
