import { labelValue, type Target } from '#series';

/** `host:port` as discovered, else as in the URL. */
export function addressOf({ discoveredLabels, url }: Target): string | undefined {
  return labelValue(discoveredLabels, '__address__') || authorityOf(url);
}

/** `host:port` of a URL. */
function authorityOf(url: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/?#]*@)?([^/?#]+)/i.exec(url)?.[1];
}

/** `host` of `host:port` and of `[::1]:80`. */
export function hostOf(address: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(address);
  if (bracketed) return bracketed[1]!;
  const isAddressOfSix = address.indexOf(':') !== address.lastIndexOf(':');
  return isAddressOfSix ? address : address.replace(/:\d+$/, '');
}

/** Whether an address names a port; without one Parca takes 80 or 443. */
export function hasPort(address: string): boolean {
  return address.replace(/^\[[^\]]*\]/, '') !== hostOf(address) && /:\d+$/.test(address);
}
