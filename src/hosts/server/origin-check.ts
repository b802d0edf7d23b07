import type { IncomingHttpHeaders } from 'node:http';

interface Asked {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** Whether it is the address of a page, which links of other sites may lead to. */
  readonly isPage: boolean;
}

/**
 * Whether a request comes from the console's own pages or from no page at all (a program, an address that was typed). A page of another
 * site can send requests here, by an `<img>` too, and with them the servers would be asked with the console's credentials. Browsers tell
 * by Sec-Fetch-Site, and by Origin and Referer where they do not send that one (http to another machine).
 */
export function createOriginCheck(allowedHosts: readonly string[]): (asked: Asked) => boolean {
  const allowed = new Set(allowedHosts.map((name) => name.toLowerCase()));
  return ({ method, headers, isPage }) => {
    const site = headers['sec-fetch-site'];
    // Also behind a proxy that has changed the Host.
    if (site === 'same-origin') return true;
    if (site !== undefined && site !== 'none')
      return isPage && method === 'GET' && isNavigation(headers);
    const { host, origin, referer } = headers;
    const isOurs = (from: string) => {
      if (!URL.canParse(from)) return false;
      const url = new URL(from);
      return url.host === host?.toLowerCase() || allowed.has(url.hostname);
    };
    return [origin, isPage ? undefined : referer].every(
      (from) => from === undefined || isOurs(from),
    );
  };
}

function isNavigation(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}
