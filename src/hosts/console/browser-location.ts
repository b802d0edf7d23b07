import { useMemo, useSyncExternalStore } from 'react';
import type { PageLocation } from '#pages';

const MOVED = 'parcascope:moved';

/** The address bar as state; `pushState` says nothing by itself, so moves of our own are announced. */
export function useBrowserLocation(): PageLocation {
  const href = useSyncExternalStore(
    (changed) => {
      window.addEventListener('popstate', changed);
      window.addEventListener(MOVED, changed);
      return () => {
        window.removeEventListener('popstate', changed);
        window.removeEventListener(MOVED, changed);
      };
    },
    () => window.location.pathname + window.location.search,
  );
  return useMemo(() => {
    const { pathname, search } = new URL(href, window.location.origin);
    return { path: pathname.slice(1), search };
  }, [href]);
}

/** For a step that comes with other sources: the pages that are still there would take the address for theirs. It is seen at the next rendering. */
export function pushUnseen(to: PageLocation): void {
  window.history.pushState(null, '', `/${to.path}${to.search}`);
}

export function navigateBrowser(to: PageLocation, how: 'push' | 'replace'): void {
  const url = `/${to.path}${to.search}`;
  if (url === window.location.pathname + window.location.search) return;
  if (how === 'push') window.history.pushState(null, '', url);
  else window.history.replaceState(null, '', url);
  window.dispatchEvent(new Event(MOVED));
}
