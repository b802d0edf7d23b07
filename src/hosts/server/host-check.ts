import { isIP } from 'node:net';

/**
 * Whether a Host header names this console. A page of another site can make a browser send requests here under that site's name
 * (DNS rebinding), so only loopback names, the address that was bound, and names that were allowed are answered.
 */
export function createHostCheck(
  boundHost: string,
  allowedHosts: readonly string[],
): (hostHeader: string | undefined) => boolean {
  const names = new Set(['localhost', boundHost, ...allowedHosts].map(normalise));
  const anyAddress = boundHost === '0.0.0.0' || boundHost === '::';
  return (hostHeader) => {
    const name = normalise(withoutPort(hostHeader ?? ''));
    if (names.has(name) || isLoopback(name)) return true;
    return anyAddress && isIP(name) !== 0;
  };
}

export function isLoopback(name: string): boolean {
  return (
    name === 'localhost' ||
    name === '::1' ||
    /^127(\.\d{1,3}){3}$/.test(name) ||
    name.endsWith('.localhost')
  );
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}

function normalise(name: string): string {
  return name
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}
