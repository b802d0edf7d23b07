/** The module of a plugin, from where Grafana serves it. `kind` is what its `plugin` has to be. */
export async function loadPlugin<T>(
  id: string,
  kind: abstract new (...args: never[]) => T,
): Promise<T> {
  const url = new URL(`public/plugins/${id}/module.js?_cache=1`, document.baseURI);
  const { plugin } = await window.System.import(url.href);
  if (!(plugin instanceof kind)) throw new Error(`${id} is no ${kind.name}`);
  return plugin;
}
