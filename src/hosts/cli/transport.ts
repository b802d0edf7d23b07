import { createFetchTransport, type Transport } from '#sources';
import type { Upstream } from '../server/upstream';

/** With the headers that go to this server; `source` names it in errors. */
export function transportTo(upstream: Upstream, source: string, timeoutMs?: number): Transport {
  return createFetchTransport({
    baseUrl: upstream.origin + upstream.prefix,
    source,
    fetch: (input, init) =>
      fetch(input, {
        ...init,
        headers: { ...Object.fromEntries(new Headers(init?.headers)), ...upstream.headers },
      }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
}
