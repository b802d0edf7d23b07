import { environment } from './environment';

const { admin, grafana } = environment;

/** An answer of Grafana's HTTP API that is no success. */
class GrafanaApiError extends Error {
  override readonly name = 'GrafanaApiError';

  constructor(
    readonly status: number,
    what: string,
    text: string,
  ) {
    super(`${what}: HTTP ${status}: ${text.slice(0, 300)}`);
  }
}

/** Asks Grafana as its administrator; `path` without Grafana's root: `api/folders`. */
export async function askGrafana(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<unknown> {
  const credentials = Buffer.from(`${admin.user}:${admin.password}`).toString('base64');
  const answer = await fetch(new URL(path, grafana), {
    method,
    headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new GrafanaApiError(answer.status, `${method} ${path}`, text);
  return text === '' ? undefined : JSON.parse(text);
}

/** As `askGrafana`, and undefined where there is no such thing. */
export async function askIfThere(method: 'GET' | 'DELETE', path: string): Promise<unknown> {
  try {
    return await askGrafana(method, path);
  } catch (error) {
    if (error instanceof GrafanaApiError && error.status === 404) return undefined;
    throw error;
  }
}
