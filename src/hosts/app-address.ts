import { locationUtil } from '@grafana/data';
import { APP_ID } from '#frames';
import { printView, type ViewState } from '#pages';

/** Where a view is in the app, with the uids of the datasources that it is of; without one the app takes its default. */
export function appAddress(
  view: ViewState,
  { parca, beside }: { readonly parca: string | undefined; readonly beside?: string | undefined },
): string {
  const { path, search } = printView(view);
  const source = Object.entries({ parca, beside })
    .flatMap(([name, uid]) => (uid === undefined ? [] : `&${name}=${encodeURIComponent(uid)}`))
    .join('');
  return locationUtil.assureBaseUrl(`/a/${APP_ID}/${path}${search}${source}`);
}
