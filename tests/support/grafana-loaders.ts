import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DIST, SHARED } from '../../scripts/plugin/modules.mjs';

/*
 * The two ways in which Grafana loads a module.js: SystemJS with the AMD extras, and the sandbox, which takes what `define`'s factory
 * returns and resolves nothing but shared packages.
 */

export type Namespace = Readonly<Record<string, unknown>>;
export type SharedPackages = ReadonlyMap<string, Namespace>;

/** The packages themselves, under the names by which a module asks for them. */
export async function loadSharedPackages(): Promise<SharedPackages> {
  const loaded = new Map<string, Namespace>([
    ['@emotion/css', await import('@emotion/css')],
    ['@grafana/data', await import('@grafana/data')],
    ['@grafana/runtime', await import('@grafana/runtime')],
    ['@grafana/ui', await import('@grafana/ui')],
    // Grafana gives these two as their CommonJS exports.
    ['lodash', { default: require('lodash'), __useDefault: true }],
    ['moment', { default: require('moment'), __useDefault: true }],
    ['react', await import('react')],
    ['react-dom', await import('react-dom')],
    ['rxjs', await import('rxjs')],
    ['rxjs/operators', await import('rxjs/operators')],
  ]);
  const missing = SHARED.filter((name) => !loaded.has(name));
  if (missing.length > 0) throw new Error(`no package for ${missing.join()}`);
  return loaded;
}

const require = createRequire(import.meta.url);

/** The part of SystemJS that Grafana hooks into. */
interface SystemLoader {
  import(url: string): Promise<Namespace>;
  set(url: string, namespace: Namespace): void;
  readonly constructor: {
    readonly prototype: {
      shouldFetch: (url: string) => boolean;
      fetch: (url: string) => Promise<Response>;
      resolve: (id: string, parent?: string) => string;
    };
  };
}

/** Puts SystemJS with Grafana's extras into this place's globals. */
export function startSystemJs(shared: SharedPackages): SystemLoader {
  for (const file of ['system.js', 'extras/amd.js', 'extras/named-register.js'])
    (0, eval)(readFileSync(require.resolve(`systemjs/dist/${file}`), 'utf8'));
  const system = (globalThis as unknown as { System: SystemLoader }).System;
  const hooks = system.constructor.prototype;
  const resolve = hooks.resolve;
  hooks.resolve = function resolveShared(id, parent) {
    return shared.has(id) ? `package:${id}` : resolve.call(this, id, parent);
  };
  hooks.shouldFetch = () => true;
  hooks.fetch = async (url) =>
    new Response(readModule(url), { headers: { 'content-type': 'application/javascript' } });
  for (const [name, namespace] of shared) system.set(`package:${name}`, namespace);
  return system;
}

const PREFIX = 'https://grafana.test/public/plugins/';
export const moduleUrl = (folder: string) => `${PREFIX}${folder || 'app'}/module.js`;

function readModule(url: string): string {
  const [folder] = url.slice(PREFIX.length).split('/');
  return readFileSync(join(DIST, folder === 'app' ? '' : folder!, 'module.js'), 'utf8');
}

type Factory = (...args: readonly unknown[]) => unknown;

/** Runs a module where there is no SystemJS, no `define.amd`, and none of `exports`, `module`, `require` can be resolved. */
export function loadInSandbox(folder: string, shared: SharedPackages): Namespace {
  let result: unknown;
  const define = (...args: readonly unknown[]) => {
    const [names, factory] = args as readonly [readonly string[], Factory];
    result = factory(...names.map(resolve));
  };
  const resolve = (name: string) => {
    const found = shared.get(name);
    if (!found) throw new Error(`a module asked for "${name}", which the sandbox does not have`);
    return found['__useDefault'] ? found['default'] : found;
  };
  const hidden = ['System', 'exports', 'module', 'require', 'process'];
  new Function('define', ...hidden, readModule(moduleUrl(folder)))(define);
  if (typeof result !== 'object' || result === null) throw new Error('nothing was returned');
  return result as Namespace;
}
