import type { Transport } from '#sources';

/** What a Go server says of itself on `/metrics`. */
export interface ServerIdentity {
  /** `github.com/parca-dev/parca`; or a name such as `prometheus` of a server without the path. */
  readonly path: string;
  /** `v0.28.0`; undefined for a build without a version. */
  readonly version: string | undefined;
}

export const PARCA_PATH = 'github.com/parca-dev/parca';

/** undefined when there are no metrics, or not of a Go server; a server that hides them is no failure. */
export async function identifyServer(transport: Transport): Promise<ServerIdentity | undefined> {
  try {
    const { status, body } = await transport.request({ path: 'metrics', method: 'GET' });
    return status === 200 ? readIdentity(new TextDecoder().decode(body)) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The line `go_build_info{checksum="",path="…",version="…"} 1` of most Go servers, else `prometheus_build_info{…,version="2.42.0"} 1`,
 * which others write under their own names.
 */
function readIdentity(metrics: string): ServerIdentity | undefined {
  const go = /^go_build_info\{([^}\n]*)\}/m.exec(metrics)?.[1];
  const path = readLabel(go, PATH);
  if (path !== undefined) return { path, version: readLabel(go, VERSION) };
  const [, name, labels] = /^(\w+)_build_info\{([^}\n]*)\}/m.exec(metrics) ?? [];
  return name === undefined || name === 'go'
    ? undefined
    : { path: name, version: readLabel(labels, VERSION) };
}

const PATH = /(?:^|,)path="([^"]*)"/;
const VERSION = /(?:^|,)version="([^"]*)"/;

/** undefined also for the version of a build that has none, `(devel)`. */
function readLabel(labels: string | undefined, label: RegExp): string | undefined {
  const value = label.exec(labels ?? '')?.[1];
  return value === '' || value?.startsWith('(') ? undefined : value;
}
