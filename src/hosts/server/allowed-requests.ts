/** By the paths that the console has for them. */
export type DataServer = 'parca' | 'pyroscope' | 'prometheus';

/**
 * What the console lets through to a server: reading, and of that what pages use. Paths are relative to the server's root,
 * without a query. A Parca or Pyroscope has no accounts of its own, so writing to it must not be one request away from any browser.
 */
const PARCA = [
  /^\/(?:api\/)?parca\.query\.v1alpha1\.QueryService\/(?:Query|QueryRange|ProfileTypes|Labels|Values|HasProfileData)$/,
  /^\/(?:api\/)?parca\.scrape\.v1alpha1\.ScrapeService\/Targets$/,
  /^\/(?:api\/)?parca\.profilestore\.v1alpha1\.AgentsService\/Agents$/,
];
const PYROSCOPE =
  /^\/querier\.v1\.QuerierService\/(?:ProfileTypes|LabelNames|LabelValues|Series|SelectSeries|SelectMergeProfile)$/;
const PROMETHEUS = /^\/api\/v1\/(?:query|query_range|label\/[^/]+\/values|status\/buildinfo)$/;

export function isAllowed(server: DataServer, method: string, path: string): boolean {
  if (/%2f|%5c|\\|\/\.{1,2}(?:\/|$)|%2e/i.test(path)) return false;
  if (server === 'parca') return method === 'POST' && PARCA.some((pattern) => pattern.test(path));
  if (server === 'pyroscope') return method === 'POST' && PYROSCOPE.test(path);
  return (method === 'GET' || method === 'POST') && PROMETHEUS.test(path);
}
